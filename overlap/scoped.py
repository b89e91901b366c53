"""The macros over filters, with those that one header line asks for: the same rows, cut to what a viewer may open."""

import re
from pathlib import Path

from overlap.sqlfile import QUERIES, HeaderError

FILTERED = QUERIES / "filtered"

_HEADER = re.compile(
    r"^-- scoped: (?P<keys>.*)\n(?:--.*\n)*(?:create macro filtered\.(?P<name>\w+)\((?P<params>[^)]*)\) as table$)?",
    re.MULTILINE,
)
_KEY = re.compile(r"(any )?(\w+)")


def macros_of(path: Path) -> str:
    """The statements of one file, and after them a `<name>_scoped` for each macro under a line `-- scoped:`.

    The line names the column of the person who may see a row, or several; `any rep_ids` is a column that lists
    people. The macro that is made takes `scope` after `filters`. Raises HeaderError.
    """
    text = path.read_text(encoding="utf-8")
    return "\n".join([text, *(_scoped(found, path) for found in _HEADER.finditer(text))])


def _scoped(found: re.Match[str], path: Path) -> str:
    line = f"{path.parent.name}/{path.name}: `-- scoped: {found['keys']}`"
    if found["name"] is None:
        raise HeaderError(f"{line} stands above no macro that makes a table")
    params = [param for param in re.split(r"[,\s]+", found["params"]) if param]
    place = 1 if params[:1] == ["filters"] else 0
    takes = ", ".join([*params[:place], "scope", *params[place:]])
    seen = " or ".join(_sees(key.strip(), line) for key in found["keys"].split(","))
    return (
        f"create macro filtered.{found['name']}_scoped({takes}) as table\n"
        f"    select *\n    from filtered.{found['name']}({', '.join(params)})\n    where {seen};\n"
    )


def _sees(key: str, line: str) -> str:
    read = _KEY.fullmatch(key)
    if not read:
        raise HeaderError(f"{line} is a column, several, or `any` and a column that lists people")
    return f"filtered.sees{'_any' if read[1] else ''}(scope, {read[2]})"
