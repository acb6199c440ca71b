"""The government site around an article: head, navigation, meta table, footer."""

from __future__ import annotations

from html import escape

from examples.draw.figures import Figures

_CSS = (
    "body{margin:0;font-family:'宋体',SimSun,serif;color:#333;font-size:14px}"
    ".top{background:#1b5aa6;color:#fff;padding:16px 30px;font-size:24px}"
    ".nav{background:#eef3fa;padding:6px 20px}.nav a{margin-right:18px;color:#333}"
    ".crumb{font-size:12px;color:#666;padding:8px 0}.wrap{width:1000px;margin:0 auto}"
    ".meta{width:100%;font-size:12px;border-collapse:collapse;margin:10px 0}"
    ".meta td{padding:4px 8px;border:1px solid #dde6f0}h1{text-align:center;font-size:22px}"
    ".info{text-align:center;font-size:12px;color:#888;border-bottom:1px dashed #ccc}"
    "#zoom p{text-indent:2em;line-height:1.9}.date{text-align:right}"
    ".t{width:100%;border-collapse:collapse;font-size:13px}"
    ".t td{padding:4px 3px;text-align:center}.t td p{text-indent:0;margin:0}"
    ".foot{border-top:3px solid #1b5aa6;margin-top:24px;padding:12px;text-align:center}"
)
_NAV = ("首页", "新闻动态", "政务公开", "政务服务", "互动交流", "数据开放")


def page(
    figures: Figures, body: str, declared: str, *, chrome: bool, meta: bool, border: str
) -> str:
    """The whole page."""
    title, name = figures.printed_title, figures.printed_name
    charset = f'<meta charset="{declared}">' if declared else ""
    css = f"{_CSS}.t td{{border:{border}}}"
    shown = f"<title>{escape(title)}_{escape(name)}</title>"
    head = f"<head>{charset}{shown}<style>{css}</style></head>"
    parts = [_top(name) if chrome else "", '<div class="wrap">']
    if chrome:
        parts.append(
            '<div class="crumb">当前位置：<a href="#">首页</a> &gt; <a href="#">政府信息公开</a>'
            ' &gt; <a href="#">政府信息公开年报</a></div>'
        )
    if meta:
        parts.append(_meta(figures))
    if chrome:
        parts.append(
            f'<div class="info">来源：{escape(name)}　发布日期：{_date(figures)}　浏览次数：'
            "<span>1286</span>　字体：[大 中 小]　[打印] [关闭]</div>"
        )
    parts.append(f'<div id="zoom">\n{body}\n</div></div>')
    if chrome:
        parts.append(
            f'<div class="foot">主办单位：{escape(name)}　网站标识码：0000000000　'
            "<a href='#'>网站地图</a></div>"
        )
    text = "\n".join(part for part in parts if part)
    return f'<!DOCTYPE html>\n<html lang="zh-CN">\n{head}\n<body>\n{text}\n</body>\n</html>\n'


def _top(name: str) -> str:
    """The banner and the navigation."""
    links = "".join(f'<a href="#">{text}</a>' for text in _NAV)
    return f'<div class="top">{escape(name)}门户网站</div><div class="nav">{links}</div>'


def _date(figures: Figures) -> str:
    """The publication date in digits."""
    for mark in "年月":
        if mark not in figures.dateline:
            return f"{figures.year + 1}-01-26"
    year, rest = figures.dateline.split("年", 1)
    month, day = rest.rstrip("日").split("月", 1)
    return f"{year}-{int(month):02d}-{int(day):02d}"


def _meta(figures: Figures) -> str:
    """The table of metadata before the report."""
    name, title = escape(figures.printed_name), escape(figures.printed_title)
    rows = (
        ("索引号", f"000014348/{figures.year + 1}-00012", "分类", "政府信息公开年报"),
        ("发布机构", name, "公开日期", _date(figures)),
        ("名称", title, "文号", ""),
    )
    cells = "\n".join(
        "<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows
    )
    return f'<table class="meta">\n{cells}\n</table>'
