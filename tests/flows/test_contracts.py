"""Promises about the code itself: layers, sizes, and no name of a package registry anywhere."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("extract", "transform", "warehouse", "flows")
MOST_LINES = 200
CATCH_ALL = {"utils", "util", "helpers", "common", "base", "misc", "tools"}
REGISTRIES = ("pypi" + ".org", "python" + "hosted", "npmjs" + ".org", "debian" + ".org")


def modules() -> list[Path]:
    """Every Python file of the four packages."""
    return [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def committed() -> list[Path]:
    """Every file git knows; without git, the sources."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    if listed.returncode:
        return [*modules(), ROOT / "requirements.lock", ROOT / "Makefile"]
    return [path for name in listed.stdout.splitlines() if (path := ROOT / name).is_file()]


def test_layers_hold() -> None:
    code = "from importlinter.cli import lint_imports_command as c; c()"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_are_small_and_named_for_one_thing(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
    assert path.stem not in CATCH_ALL


def test_no_file_names_a_package_registry() -> None:
    for path in committed():
        content = path.read_bytes()
        named = [host for host in REGISTRIES if host.encode() in content]
        assert not named, f"{path.relative_to(ROOT)} names {named}"


def test_every_library_is_locked_with_hashes() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert all("==" in pin and pin.endswith("\\") for pin in pins)
    assert "://" not in "\n".join(lines)
