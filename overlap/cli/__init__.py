"""The command line: the second front end of `overlap`, with no definition of its own.

Results go to stdout, everything else to stderr. Exit 0 done, 1 refused or a `stop` check, 2 wrong usage, 70 a bug.
"""

import sys
import traceback

import typer

from overlap import disk
from overlap.cli import (
    alerting,
    asking,
    backup,
    checking,
    credit,
    demo,
    forgetting,
    importing,
    live,
    review_pack,
    rollback,
    serving,
    sources,
    status,
    streams,
    tables,
)
from overlap.errors import AppError

app = typer.Typer(
    name="overlap",
    help="The dashboard sales and marketing look at together.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for group in (
    importing,
    live,
    checking,
    sources,
    rollback,
    forgetting,
    asking,
    credit,
    demo,
    serving,
    alerting,
    review_pack,
    status,
    backup,
    tables,
):
    group.register(app)

BUG = 70


def main() -> None:
    """Run the command line; an AppError becomes its words and its exit code, anything else is a bug."""
    try:
        streams.prepare()
        with disk.in_words(), streams.answered():
            app()
    except AppError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        streams.abandon()
        sys.exit(0)
    except KeyboardInterrupt:
        print("Stopped. Nothing half-written is kept.", file=sys.stderr)
        sys.exit(130)
    except Exception:  # noqa: BLE001 - the last door: say that it is ours, not the user's
        traceback.print_exc()
        print("This is a bug of Overlap: please report the lines above.", file=sys.stderr)
        sys.exit(BUG)
