"""What libraries log does not reach the terminal."""

from __future__ import annotations

import subprocess
import sys

import pytest

REMARK = "import logging; {}; logging.getLogger('playa.page').warning('not found at position 7')"
HUSHED = REMARK.format("from flows.remarks import hush; hush()")


@pytest.mark.parametrize(("code", "said"), [(REMARK.format("0"), True), (HUSHED, False)])
def test_logged_remarks_are_not_printed(code: str, said: bool) -> None:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ("position 7" in done.stderr) == said
