"""The ledger drawn: campaigns by people as a heat map, what each campaign and each person earned along its margins."""

from decimal import Decimal

import plotly.graph_objects as go

from overlap import words
from overlap.charts.base import NOTE, axis, label, safe, sheet
from overlap.charts.cells import REACH, Cell, marks, painted
from overlap.charts.palette import Palette
from overlap.subjects.revenue.ledger import Ledger, Line

_ROW, _TOP, _FOOT = 31, 64, 60  # px
_RIGHT = 0.81  # of the width is cells, the rest the campaigns' bars
_FIT = 40  # characters of totals that stand beside each other on a tablet; more of them are turned
_THOUSAND, _MILLION = 1_000, 1_000_000

CELLS, CAMPAIGNS, PEOPLE = 0, 1, 2  # the traces, in this order


def ledger(book: Ledger, palette: Palette, currency: str) -> go.Figure:
    """The book as cells, shaded by money, and its two margins as bars. Amounts in the unit of `unit`.

    The data of a cell are its row and column in the book; of a bar its row (trace CAMPAIGNS) or column (trace PEOPLE).
    Lines that are nobody's or several's are grey and do not darken the others.
    """
    height = _TOP + _ROW * len(book.campaigns) + _FOOT
    top = 1 - _TOP / height
    figure = sheet(palette, height)
    scale = unit(book)
    squares = _squares(book, palette, currency, scale)
    figure.add_trace(marks(squares, _ROW - 6, palette))
    figure.add_trace(_margin(book.campaigns, palette, palette.marketing, currency, scale, "h"))
    people = _margin(book.people, palette, palette.sales, currency, scale, "v")
    rows, columns = len(book.campaigns), len(book.people)
    is_turned = columns * max(len(_in_unit(line.revenue, scale)) for line in book.people) > _FIT
    figure.add_trace(people.update(textangle=-90 if is_turned else 0))
    figure.update_layout(
        shapes=painted(squares),
        hoverdistance=REACH,
        bargap=0.28,
        xaxis=axis(
            palette,
            domain=[0, _RIGHT],
            range=[-0.5, columns - 0.5],
            tickvals=list(range(columns)),
            ticktext=[_short_name(line) for line in book.people],
            autotickangles=[0, 90],
        ),
        yaxis=axis(
            palette,
            domain=[0, top],
            range=[rows - 0.5, -0.5],
            tickvals=list(range(rows)),
            ticktext=[label(line.name, 16) + " " for line in book.campaigns],
        ),
        xaxis2=axis(palette, visible=False, domain=[_RIGHT + 0.01, 1], range=[0, _reach(book.campaigns) * 2.9]),
        yaxis2=axis(
            palette, visible=False, domain=[top + 0.01, 1], range=[0, _reach(book.people) * (2.2 if is_turned else 1.5)]
        ),
    )
    return figure


def unit(book: Ledger) -> str:
    """What one of the figure's numbers is: `thousand` or `million`; empty for amounts that are small anyway."""
    most = max([line.revenue for line in (*book.campaigns, *book.people)] + [Decimal(0)])
    return "million" if most >= 100 * _MILLION else "thousand" if most >= 10 * _THOUSAND else ""


def _squares(book: Ledger, palette: Palette, currency: str, scale: str) -> list[Cell]:
    most = {is_own: _most(book, is_own) for is_own in (True, False)}
    squares = []
    for y, (row, entries) in enumerate(zip(book.campaigns, book.entries, strict=True)):
        for x, (column, entry) in enumerate(zip(book.people, entries, strict=True)):
            is_own = row.is_named and column.is_named
            strength = float(max(entry.revenue, Decimal(0)) / most[is_own])
            full = palette.strongest if is_own else 0.30
            deals = "" if entry.deal_count is None else f"<br>{words.counted(entry.deal_count, 'won deal')}"
            money = words.money(entry.revenue, currency)
            squares.append(
                Cell(
                    x=x,
                    y=y,
                    fill=palette.faded(palette.shared if is_own else palette.grey, 0.06 + (full - 0.06) * strength),
                    text=_in_unit(entry.revenue, scale) if entry.revenue or entry.deal_count else "",
                    colour=palette.ink,
                    hover=f"{safe(row.name)} × {safe(column.name)}<br><b>{money}</b>{deals}",
                    data=[y, x],
                )
            )
    return squares


def _most(book: Ledger, is_own: bool) -> Decimal:
    """The largest cell of those that are one campaign's with one person, or of all others."""
    amounts = [
        entry.revenue
        for row, entries in zip(book.campaigns, book.entries, strict=True)
        for column, entry in zip(book.people, entries, strict=True)
        if (row.is_named and column.is_named) is is_own
    ]
    return max([*amounts, Decimal(1)])


def _margin(
    lines: tuple[Line, ...], palette: Palette, colour: str, currency: str, scale: str, orientation: str
) -> go.Bar:
    amounts = [float(line.revenue) for line in lines]
    places = list(range(len(lines)))
    along, across = ({"x": amounts, "y": places}, {"xaxis": "x2", "yaxis": "y"})
    if orientation == "v":
        along, across = ({"x": places, "y": amounts}, {"xaxis": "x", "yaxis": "y2"})
    return go.Bar(
        **along,
        **across,
        orientation=orientation,
        marker_color=[colour if line.is_named else palette.grey for line in lines],
        text=[_in_unit(line.revenue, scale) for line in lines],
        textposition="outside",
        textangle=0,
        textfont={"size": NOTE, "color": palette.ink},
        constraintext="none",
        cliponaxis=False,
        customdata=places,
        hovertext=[
            f"{safe(line.name)}<br><b>{words.money(line.revenue, currency)}</b>"
            + ("" if line.deal_count is None else f"<br>{words.counted(line.deal_count, 'won deal')}")
            for line in lines
        ],
        hoverinfo="text",
    )


def _in_unit(amount: Decimal, scale: str) -> str:
    if scale == "million":
        return _figure(amount / _MILLION, 1)
    if scale == "thousand":
        return "<1" if 0 < amount < _THOUSAND / 2 else _figure(amount / _THOUSAND)
    return _figure(amount)


def _figure(amount: Decimal, decimals: int = 0) -> str:
    return f"{amount:,.{decimals}f}".replace("-", words.MINUS)


def _reach(lines: tuple[Line, ...]) -> float:
    return max([float(line.revenue) for line in lines] + [1.0])


def _short_name(line: Line) -> str:
    """A person as initial and family name; a long id cut short."""
    if not line.is_named:
        return safe(line.name)
    parts = line.name.split()
    short = f"{parts[0][0]}. {parts[-1]}" if len(parts) > 1 else line.name
    return safe(short if len(short) <= 13 else short[:11] + "…")
