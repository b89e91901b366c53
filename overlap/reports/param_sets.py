"""Sets of parameters that several reports take together, declared once in queries/reports/params.toml."""

import re
from functools import cache

from overlap.errors import nearest
from overlap.sqlfile import QUERIES, HeaderError, SqlFile
from overlap.tomlfile import read_toml

DECLARED = QUERIES / "reports" / "params.toml"

_SET = re.compile(r"@(\w+)")


def parameter_texts(file: SqlFile) -> list[str]:
    """Each parameter of a header as it is declared, without its `$`; those of a set stand where the set does.

    Raises HeaderError for a set that nobody declared.
    """
    line = _SET.sub(lambda found: _written(found[1], file), file.line("params"))
    return [text.strip().rstrip(",").strip() for text in line.split("$")[1:]]


def _written(name: str, file: SqlFile) -> str:
    if name not in param_sets():
        raise HeaderError(f"{file.name}: there is no set of parameters @{name}.{nearest(name, list(param_sets()))}")
    return ", ".join(f"${param} {declared}" for param, declared in param_sets()[name].items())


@cache
def param_sets() -> dict[str, dict[str, str]]:
    """Every set: the name of each parameter, and how it is declared."""
    return read_toml(DECLARED)
