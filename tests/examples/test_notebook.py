"""The notebook of the examples runs from its first cell to its last, in an interpreter of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.test_cli import ROOT, ogi

NOTEBOOK = ROOT / "examples" / "notebook.ipynb"
RUN = """
import ast, json, sys
names = {}
for cell in json.load(open(sys.argv[1], encoding="utf-8"))["cells"]:
    if cell["cell_type"] != "code":
        continue
    tree = ast.parse("".join(cell["source"]))
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    if last is None:
        continue
    shown = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
    print(shown._repr_html_() if hasattr(shown, "_repr_html_") else repr(shown), end="\\n----\\n")
"""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What each cell that ends in an expression shows, as a notebook shows it."""
    folder = tmp_path_factory.mktemp("notebook")
    made = ogi("ingest", ROOT / "examples" / "reports", "-w", folder / "ogi.duckdb",
               "--engine", "plain", "--fail-above", 1)  # fmt: skip
    assert made.returncode == 0, made.stderr
    before = (folder / "ogi.duckdb").read_bytes()
    (folder / "examples").mkdir()  # a notebook runs in its own folder, the warehouse lies above
    environment = {key: value for key, value in os.environ.items() if key != "OGI_WAREHOUSE"}
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(NOTEBOOK)], cwd=folder / "examples", env=environment,
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (folder / "ogi.duckdb").read_bytes() == before
    return done.stdout.split("\n----\n")


def test_notebook_answers_its_questions(shown: list[str]) -> None:
    (number,) = [text for text in shown if "printed" in text and "sha256" in text and "x0" in text]
    assert "<td>95</td>" in number
    assert "2024年政府信息公开工作年度报告.pdf" in number
    (said,) = [text for text in shown if "sentence" in text]
    assert "<td>17.0</td>" in said
    (doubts,) = [text for text in shown if "title_en" in text]
    assert doubts.count("<td>2023</td>") >= 2
    (rates,) = [text for text in shown if "percent" in text]
    assert "small_n" in rates
    assert "<td>62.1</td>" in rates


def test_notebook_draws_a_bar_for_every_year(shown: list[str]) -> None:
    (chart,) = [text for text in shown if text.startswith("<svg")]
    assert chart.count("<rect") == 6
    assert ">3,000<" in chart
    assert "no figure" not in chart


def test_notebook_is_saved_without_outputs() -> None:
    cells = json.loads(Path(NOTEBOOK).read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert len(code) > 6
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
