"""Agencies for invented reports: names that sound right, of places that need not exist."""

from __future__ import annotations

import random
from typing import NamedTuple

from examples.draw.amounts import Scale

_CITIES = {
    "江苏省": ("南通市", "盐城市", "泰州市"),
    "四川省": ("绵阳市", "南充市", "宜宾市"),
    "湖南省": ("衡阳市", "岳阳市", "常德市"),
    "山东省": ("潍坊市", "临沂市", "德州市"),
    "广东省": ("韶关市", "湛江市", "梅州市"),
    "河南省": ("洛阳市", "安阳市", "信阳市"),
}
_COUNTIES = ("东城区", "临江县", "南山区", "安平县", "清河区", "永和县", "新丰县", "北湖区")
_TOWNS = ("城关镇", "太平镇", "石桥镇", "河东街道办事处", "龙泉乡", "新市镇")
_BUREAUS = (
    "财政局", "教育局", "审计局", "民政局", "司法局", "统计局", "水利局", "交通运输局",
    "农业农村局", "卫生健康局", "应急管理局", "市场监督管理局", "住房和城乡建设局",
)


class Agency(NamedTuple):
    """An agency with its place and its size."""

    name: str
    region: str
    scale: Scale


def random_agency(rng: random.Random) -> Agency:
    """An agency of any level; small ones are the most."""
    province = rng.choice(tuple(_CITIES))
    city = rng.choice(_CITIES[province])
    county, town = rng.choice(_COUNTIES), rng.choice(_TOWNS)
    kind: Scale = rng.choices(
        ("township", "bureau", "county", "city", "province"), (30, 40, 18, 10, 2)
    )[0]
    if kind == "province":
        return Agency(f"{province}人民政府", province, kind)
    if kind == "city":
        return Agency(f"{city}人民政府", f"{province}/{city}", kind)
    region = f"{province}/{city}/{county}"
    if kind == "county":
        return Agency(f"{city}{county}人民政府", region, kind)
    if kind == "bureau":
        return Agency(f"{city}{county}{rng.choice(_BUREAUS)}", region, kind)
    seat = town if town.endswith("办事处") else f"{town}人民政府"
    return Agency(f"{city}{county}{seat}", region, kind)
