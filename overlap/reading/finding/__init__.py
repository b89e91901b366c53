"""What files and columns show of themselves, found from every value, for a file that no source.toml describes too.

Everything here is pure SQL and Python over texts that stand in DuckDB; nothing needs a source.

    from overlap.reading.finding import Known, Texts, columns_of, shapes_of, times_of, numbers_of

    texts = Texts("guess.t0", {"Create Date": "c0", "Amount": "c1"})   # a relation, an SQL expression for each column
    found = columns_of(connection, texts)                              # {"Create Date": FoundColumn(...), ...}

- The texts should be trimmed, and blank (null) where they stand for nothing.
- `FoundColumn.type` is a type of a source.toml; `share` is how many of the filled values it reads; `written` says how
  they are written (`written.words` is for people: "month-day, such as 3/15/2024 2:30 PM"). `asks` is why only the
  company can tell the order of days and months or what stands before decimals, `mixes` why the column cannot be
  trusted. A source.toml need not repeat any of it: `format = "found"` is the default, and finds it again.
- `ways_of(connection, texts, columns, known)` is the same for columns whose types are declared; `Known` holds what is
  known before (an answer, a `decimal` of the file). A clear column of a file speaks for an unclear one beside it.
- `times_of` and `numbers_of` judge one column from its `shapes_of` (every figure a 9: a few shapes stand for millions
  of values).
- `folded(name)` of `overlap.reading.folding` is how headers are compared.
"""

from overlap.reading.finding.numbers import FoundNumbers, numbers_of
from overlap.reading.finding.shapes import Shape, shapes_of
from overlap.reading.finding.times import FoundTimes, times_of
from overlap.reading.finding.types import FoundColumn, columns_of
from overlap.reading.finding.ways import Known, Texts, Ways, ways_of

__all__ = [
    "FoundColumn",
    "FoundNumbers",
    "FoundTimes",
    "Known",
    "Shape",
    "Texts",
    "Ways",
    "columns_of",
    "numbers_of",
    "shapes_of",
    "times_of",
    "ways_of",
]
