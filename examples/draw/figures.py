"""One report's content: what is printed where, and the truth that a warehouse must hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from examples.draw.form import APPLICANTS, ITEMS, OUTCOMES, PROCEDURES, proactive_cells
from examples.draw.identities import broken_identities
from examples.draw.printed import Printed, number

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure stated in the prose: metric code, value, unit as stored."""

    metric: str
    value: float
    unit: str


@dataclass(frozen=True)
class Figures:
    """The content of one report; every figure is the text as printed, None where blank.

    A key that is missing although its row is there is a cell that is not on the page;
    an item without any key is a row that is not on the page. `sections` holds the paragraphs of
    `overview`, `problems` and `other`.
    """

    agency: str
    year: int
    proactive: Mapping[Key, Printed]
    requests: Mapping[Key, Printed]
    disputes: Mapping[Key, Printed]
    form: str = "2021"
    requests_form: str = "2021"
    agency_as_printed: str = ""
    region: str = ""
    title: str = ""
    intro: str = ""
    sections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dateline: str = ""
    stated: tuple[Stated, ...] = ()

    @property
    def printed_name(self) -> str:
        """The agency's name as this report prints it."""
        return self.agency_as_printed or self.agency

    @property
    def printed_title(self) -> str:
        """The title, or the standard one."""
        return self.title or f"{self.printed_name}{self.year}年政府信息公开工作年度报告"

    def item_codes(self) -> list[str]:
        """Codes of the rows of table 三 that are on the page, in printed order."""
        present = {item for item, _ in self.requests}
        return [item.code for item in ITEMS[self.requests_form] if item.code in present]

    def texts(self) -> list[str]:
        """Every text printed in a figure cell of the three tables, in printed order."""
        cells: list[Printed] = [
            self.proactive[key] for key in proactive_cells(self.form) if key in self.proactive
        ]
        cells += [self.requests.get((i, a)) for i in self.item_codes() for a in APPLICANTS]
        cells += [self.disputes.get((p, o)) for p in PROCEDURES for o in OUTCOMES]
        return [text for text in cells if text]

    def truth(self, **meta: Any) -> dict[str, Any]:
        """What a warehouse must hold of this report, with notes about the drawing in `meta`."""
        broken = broken_identities(self)
        return {
            "agency": self.agency,
            "agency_as_printed": self.printed_name,
            "region": self.region,
            "year": self.year,
            "template": self.form,
            "requests_template": self.requests_form,
            "title": self.printed_title,
            "proactive": {
                f"{subject}.{measure}": number(self.proactive[subject, measure])
                for subject, measure in proactive_cells(self.form)
                if (subject, measure) in self.proactive
            },
            "requests": {
                item: {a: number(self.requests.get((item, a))) for a in APPLICANTS}
                for item in self.item_codes()
            },
            "disputes": {
                procedure: {o: number(self.disputes.get((procedure, o))) for o in OUTCOMES}
                for procedure in PROCEDURES
            },
            "narrative": [
                {"metric": s.metric, "value": s.value, "unit": s.unit} for s in self.stated
            ],
            "identities_hold": not broken,
            "broken_identities": broken,
            "meta": meta,
        }

