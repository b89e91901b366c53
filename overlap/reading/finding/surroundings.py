"""Where a table begins and ends among rows of cells: titles of a report stand above it, totals and notices below."""

import re
from collections.abc import Collection, Sequence

from overlap.reading.folding import folded

LOOKED_AT = 50  # rows, above and below
_NOTICE = re.compile(
    r"(?i)confidential|copyright|\(c\)|©|generated (by|on)|exported (by|on|at)|as of |filtered by"
    r"|vertraulich|stand:? [\d.]|erstellt (am|von)|gedruckt am"
)
_TOTAL = re.compile(
    r"(?i)((grand |sub)?totals?|summe|gesamt(summe)?)( count| records)?:?( ?\(?[\d.,]+( records?)?\)?)?"
)
_NUMBER = re.compile(r"[\d.,:/ $€£%+-]+")


def header_row(rows: Sequence[Sequence[str]], known: Collection[str]) -> int:
    """Which of the first rows is the header: that with most of the `known` names (folded), else what looks like one."""
    said = [sum(folded(cell) in known for cell in row if cell.strip()) for row in rows]
    if any(said):
        return said.index(max(said))
    filled = [_filled(row) for row in rows]
    if not any(filled):
        return 0
    widths = sorted(count for count in filled if count)
    usual = widths[len(widths) // 2]
    for place, row in enumerate(rows):
        names = [cell.strip() for cell in row if cell.strip()]
        if filled[place] >= max(usual, 1) and len(set(names)) == len(names) and not any(map(_NUMBER.fullmatch, names)):
            return place
    return next(place for place, count in enumerate(filled) if count)


def footer_rows(rows: Sequence[Sequence[str]], width: int, words: Sequence[str] = ()) -> int:
    """How many of the last rows are no records but totals and notices; blank rows among them count.

    What stands apart below a blank row in one cell is a notice; what does not stand apart must read like one. A record
    cut off at the end of a file is neither: it is rejected by name.
    """
    end = len(rows)
    begin = end
    while begin and _filled(rows[begin - 1]) <= 1:
        begin -= 1
    if begin < end and width > 1 and _is_total(rows[begin - 1] if begin else (), width):
        end = begin  # whatever stands alone below a total is no record
    apart = next((place for place in range(begin, end) if not _filled(rows[place])), None)
    if apart is not None and width > 1 and any(_filled(row) for row in rows[apart:end]):
        end = apart
    while end and width > 1 and _is_notice(rows[end - 1], width, words):
        end -= 1
    return len(rows) - end


def _is_total(row: Sequence[str], width: int) -> bool:
    first = next((cell.strip() for cell in row if cell.strip()), None)
    return first is not None and _filled(row) < max(2, width) and _TOTAL.fullmatch(first) is not None


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _is_notice(row: Sequence[str], width: int, words: Sequence[str]) -> bool:
    first = next((cell.strip() for cell in row if cell.strip()), None)
    if first is None or _filled(row) >= max(2, width):
        return False
    if _is_total(row, width) or any(first.casefold().startswith(word.casefold().rstrip("*")) for word in words):
        return True
    return _NOTICE.match(first) is not None and _filled(row) <= max(1, width // 2)
