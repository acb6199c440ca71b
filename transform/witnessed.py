"""What a witness says of the cells a report was read from: every figure, label and head, at its place."""

from __future__ import annotations

from collections.abc import Mapping

from extract.model import Box, Problem, RawCell
from extract.witness import Dispute, Witness
from transform.interpret import Draft
from transform.model import Fact

Place = tuple[int | None, Box | None, str | None]


def unconfirmed(draft: Draft, witness: Witness) -> tuple[Problem, ...]:
    """Problems of the cells that the witness sees otherwise than the reader; none where it agrees."""
    facts = {
        (ref.page, ref.box, ref.path): fact
        for fact in draft.found.facts
        if fact.cell is not None and (ref := draft.found.cells[fact.cell])
    }
    problems = []
    for alignment in draft.alignments:
        for grid in alignment.grids:
            try:
                disputes = witness(grid.table)
            except LookupError as error:
                return (Problem("not_read_again", str(error)),)
            name = alignment.table.name
            problems += [_problem(dispute, name, facts) for dispute in disputes]
    return tuple(problems)


def _problem(dispute: Dispute, table: str, facts: Mapping[Place, Fact]) -> Problem:
    cell: RawCell = dispute.cell
    fact = facts.get((cell.page, cell.box, cell.path))
    params = {"table": table, "second": dispute.second}
    if fact is not None:
        params |= {"row": fact.row, "column": fact.column, "first": cell.text}
    if dispute.difference == "place":
        params["label"] = f"{fact.row} / {fact.column}" if fact else table
        return Problem("place_differs", cell.text, cell.page, cell.box, params)
    code = "readings_differ" if fact else "label_differs"
    return Problem(code, cell.text, cell.page, cell.box, params)
