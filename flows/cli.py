"""The command line `ogi`: parses, calls one function, prints. Heavy imports wait for their command.

Exit status: 0 fine, 1 the data has problems, 2 wrong use or a broken environment, 130 interrupted.
"""

from __future__ import annotations

import sys
import traceback
from typing import Annotated

import typer

from flows import (
    cli_dashboard,
    cli_diff,
    cli_export,
    cli_ingest,
    cli_query,
    cli_review,
    cli_serve,
    cli_show,
    cli_status,
    cli_trace,
)
from flows.remarks import hush
from flows.version import version

EXIT_HELP = (
    "Exit status: 0 fine, 1 the data has problems (see --fail-above), "
    "2 wrong use or a broken environment, 130 interrupted."
)

app = typer.Typer(
    name="ogi",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EXIT_HELP,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"ogi {version()}")
        raise typer.Exit


@app.callback()
def ogi(
    show_version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version and end."
        ),
    ] = False,
) -> None:
    """Turns folders of Chinese open-government-information annual reports into one DuckDB file.

    Start with [bold]ogi ingest FOLDER[/bold], then ask: [bold]ogi sql "from agency_year"[/bold].
    """


cli_ingest.add_to(app)
cli_serve.add_to(app)
cli_show.add_to(app)
cli_status.add_to(app)
cli_query.add_to(app)
cli_trace.add_to(app)
cli_review.add_to(app)
cli_dashboard.add_to(app)
cli_diff.add_to(app)
cli_export.add_to(app)


def main() -> None:
    """The console script. Failures become one line, mistakes of ours a traceback; both end with 2."""
    from flows.failures import UserError
    from warehouse.errors import WarehouseError

    hush()
    try:
        app(prog_name="ogi")
    except (UserError, WarehouseError, OSError) as error:  # OSError: no space, no permission
        print(f"ogi: {error}", file=sys.stderr)
        sys.exit(2)
    except Exception:  # status 1 speaks of the data
        traceback.print_exc()
        print(
            "ogi: this is a mistake in ogi; please report it with the lines above", file=sys.stderr
        )
        sys.exit(2)
