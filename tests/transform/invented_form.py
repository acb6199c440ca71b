"""A form nobody has issued: new codes, other labels, more rows, another number of columns."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import yaml

from extract.model import RawTable
from tests.transform.build import C, Written, table

WORDS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
Figures = dict[tuple[str, str], int]


def invent(rng: random.Random, code: str = "2031") -> dict[str, Any]:
    """The content of a form file."""
    kinds = rng.randint(3, 9)
    groups = [rng.randint(1, 5) for _ in range(rng.randint(2, 5))]
    names = iter(rng.sample([a + b for a in WORDS for b in WORDS if a != b], 200))
    columns = {f"kind_{n}": {"label": f"{next(names)}团体"} for n in range(kinds)}
    columns["sum"] = {"label": "全部"}
    rows: list[dict[str, Any]] = [{"code": "received", "label": "一、收件总量"}]
    parts = []
    for number, size in enumerate(groups):
        inner = []
        for item in range(size):
            row_code = f"part_{number}_{item}"
            parts.append(row_code)
            inner.append({"code": row_code, "label": f"{item + 1}.{next(names)}情形的处置"})
        rows.append({"group": f"（{WORDS_OF[number]}）{next(names)}类别", "rows": inner})
    rows.append({"code": "done", "label": "二、办结总量"})
    return {
        "form": code,
        "issued_by": "试拟",
        "first_year": 2031,
        "last_year": None,
        "tables": {
            "proactive": _proactive(names),
            "requests": {
                "kind": "matrix",
                "header": ["来件人类别"],
                "columns": columns,
                "rows": rows,
                "identities": [
                    {"check": "done_sum", "per": "column", "left": parts, "right": ["done"]},
                    {"check": "kinds_sum", "per": "row",
                     "left": [c for c in columns if c != "sum"], "right": ["sum"]},
                ],
            },
        },
    }  # fmt: skip


WORDS_OF = "一二三四五六七"


def _proactive(names: Any) -> dict[str, Any]:
    measures = {
        f"measure_{n}": {"label": f"{next(names)}件数", "type": "count"} for n in range(2)
    }
    subject = {f"subject_{n}": {"label": f"{next(names)}文书"} for n in range(3)}
    block = {"title": "第三十条第（二）项", "measures": list(measures), "subjects": subject}
    return {
        "kind": "blocks", "header": ["信息内容"], "measures": measures, "blocks": [block],
        "identities": [],
    }


def save(spec: dict[str, Any], folder: Path) -> Path:
    """The form file in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{spec['form']}.yml"
    path.write_text(yaml.safe_dump(spec, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def figures_for(spec: dict[str, Any], rng: random.Random) -> Figures:
    """Balanced figures for table 三 of the form, any for table 二."""
    requests = spec["tables"]["requests"]
    kinds = [code for code in requests["columns"] if code != "sum"]
    parts = requests["identities"][0]["left"]
    found = {(row, kind): rng.randint(0, 300) for row in ("received", *parts) for kind in kinds}
    found |= {("done", kind): sum(found[part, kind] for part in parts) for kind in kinds}
    for row in ("received", *parts, "done"):
        found[row, "sum"] = sum(found[row, kind] for kind in kinds)
    for block in spec["tables"]["proactive"]["blocks"]:
        for subject in block["subjects"]:
            found |= {(subject, measure): rng.randint(0, 9999) for measure in block["measures"]}
    return found


def requests_table(spec: dict[str, Any], figures: Figures) -> RawTable:
    """Table 三 of the form as it would be printed."""
    requests = spec["tables"]["requests"]
    columns = list(requests["columns"])
    rows: list[list[Written]] = [
        [C("来件人类别", cols=2), *(item["label"] for item in requests["columns"].values())]
    ]
    for item in requests["rows"]:
        inner = item.get("rows", [item])
        for number, row in enumerate(inner):
            line: list[Written] = []
            if "group" in item and number == 0:
                line.append(C(item["group"], rows=len(inner)))
            line.append(C(row["label"], cols=1 if "group" in item else 2))
            rows.append(line + [str(figures[row["code"], column]) for column in columns])
    return table(*rows)


def proactive_table(spec: dict[str, Any], figures: Figures) -> RawTable:
    """Table 二 of the form as it would be printed."""
    proactive = spec["tables"]["proactive"]
    labels = {code: item["label"] for code, item in proactive["measures"].items()}
    rows: list[list[Written]] = []
    for block in proactive["blocks"]:
        rows.append([C(block["title"], cols=1 + len(block["measures"]))])
        rows.append(["信息内容", *(labels[measure] for measure in block["measures"])])
        for subject, item in block["subjects"].items():
            cells = (str(figures[subject, measure]) for measure in block["measures"])
            rows.append([item["label"], *cells])
    return table(*rows)
