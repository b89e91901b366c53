"""What files and columns show of themselves, found from every value, for a file that no source.toml describes too.

Everything here is pure SQL and Python over texts that stand in DuckDB; nothing needs a source.

- The texts should be trimmed, and blank (null) where they stand for nothing.
- `times_of` and `numbers_of` judge one column from its `shapes_of` (every figure a 9: a few shapes stand for millions
  of values). `written` says how the values are written (`written.words` is for people: "month-day, such as 3/15/2024
  2:30 PM"), `asks` why only the company can tell the order of days and months or what stands before decimals, `mixes`
  why the column cannot be trusted.
- `ways_of(connection, texts, columns, known)` does so for columns whose types are declared; `Known` holds what is known
  before (an answer, a `decimal` of the file). A clear column of a file speaks for an unclear one beside it.
- A source.toml need not repeat any of it: `format = "found"` is the default, and finds it again.
"""

from overlap.reading.finding.numbers import FoundNumbers, numbers_of
from overlap.reading.finding.shapes import Shape, shapes_of
from overlap.reading.finding.times import FoundTimes, times_of
from overlap.reading.finding.ways import Known, Texts, Ways, ways_of

__all__ = [
    "FoundNumbers",
    "FoundTimes",
    "Known",
    "Shape",
    "Texts",
    "Ways",
    "numbers_of",
    "shapes_of",
    "times_of",
    "ways_of",
]
