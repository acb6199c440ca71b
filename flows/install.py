"""Makes `ogi` a command of the virtual environment that runs this file; no wheel, no network.

In: the folder of this project. Out: a path file, so that the four packages can be imported from
anywhere, and the launcher `bin/ogi`. `make setup` runs it after the libraries are installed.
"""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

LAUNCHER = """#!/bin/sh
# -P: a folder named `flows` or `extract` where the user happens to be must not be imported.
exec "{python}" -P -m flows "$@"
"""


def install(project: Path, environment: Path, site_packages: Path) -> Path:
    """Writes the path file and the launcher; returns the launcher."""
    (site_packages / "ogi.pth").write_text(f"{project}\n", encoding="utf-8")
    launcher = environment / "bin" / "ogi"
    launcher.write_text(LAUNCHER.format(python=environment / "bin" / "python"), encoding="utf-8")
    launcher.chmod(0o755)
    return launcher


if __name__ == "__main__":
    here = Path(__file__).resolve().parent.parent
    print(install(here, Path(sys.prefix), Path(sysconfig.get_paths()["purelib"])))
