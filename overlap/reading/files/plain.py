"""The fast way through a well-formed CSV file: DuckDB reads it with nothing to guess."""

from pathlib import Path

from overlap.reading.files.exact import exact
from overlap.reading.files.named_columns import Header
from overlap.reading.files.structure import Structure
from overlap.reading.records import Given, Records

# Every setting is pinned: sniffing, padding or skipping would change records without a word.
_READ = """read_csv(
    $path,
    auto_detect = false,
    header = false,
    skip = 1,
    delim = $delimiter,
    quote = '"',
    escape = '"',
    comment = '',
    nullstr = '',
    allow_quoted_nulls = true,
    strict_mode = true,
    null_padding = false,
    ignore_errors = false,
    hive_partitioning = false,
    columns = {{{columns}}}
)"""


def plain_records(path: Path, header: Header, delimiter: str, structure: Structure, above: int = 0) -> Records:
    """The records of a file whose structure is plain, and which `above` lines stood before."""
    columns = ", ".join(f"c{place}: 'varchar'" for place in range(header.width))
    return Records(
        relation=_READ.format(columns=columns),
        given={name: Given(f"c{place}") for name, place in header.positions.items()},
        line=f"row_number() over () + {1 + above}",
        count=structure.records,
        has_lines=structure.is_line_each,
        blanks=structure.blanks,
        seen=structure.seen,
        bound={"path": exact(path), "delimiter": delimiter},
    )
