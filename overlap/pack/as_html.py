"""A pack as one page of HTML: asks nothing of the network, light and dark, prints a question a sheet, all escaped."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from overlap.charts.palette import DARK, LIGHT, Palette
from overlap.pack.drawing.svg import ON_SCREEN, ROLES
from overlap.pack.part import Pack
from overlap.pack.words_and_drawings import ToldPart, ToldTable, told

STYLE = Path(__file__).parent / "html" / "pack.css"
LONGEST_ON_A_LINE = 36  # letters; a column of longer texts is broken into lines
POLICY = "default-src 'none'; style-src 'unsafe-inline'"  # nothing is loaded, nothing runs


def html(pack: Pack) -> str:
    """The page."""
    parts = [told(part, pack, ON_SCREEN, "inherit") for part in pack.parts]
    title = escape(f"{pack.title}, {pack.period}")
    return "\n".join(
        [
            '<!doctype html><html lang="en"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}</title><style>{_colours()}{STYLE.read_text(encoding='utf-8')}</style></head><body>",
            *_first(pack, parts),
            *(_part(number, part, pack) for number, part in enumerate(parts, start=1)),
            *_definitions(pack),
            "</body></html>",
        ]
    )


def _colours() -> str:
    dark = _tokens(DARK)
    return (
        f":root{{color-scheme:light dark;{_tokens(LIGHT)}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    )


def _tokens(palette: Palette) -> str:
    words = f"--shared-text:{palette.shared_text};"
    return words + "".join(f"--{role}:{getattr(palette, role)};" for role in ROLES)


def _first(pack: Pack, parts: list[ToldPart]) -> Iterator[str]:
    facts = {
        "Period": pack.period, "Filters": pack.filters, "Data as of": pack.as_of,
        "Generation": f"{pack.generation}, built {pack.built}", "Checks": pack.checks,
        "Names": "Teams, and nobody else: no person, no lead.",
    }  # fmt: skip
    if pack.is_demo:
        facts["Company"] = "A demo company"
    yield f"<header><h1>{escape(pack.title)}</h1><p class=quiet>{escape(pack.subtitle)}</p><dl>"
    yield "".join(f"<dt>{escape(label)}</dt><dd>{escape(said)}</dd>" for label, said in facts.items())
    yield "</dl><nav><ol>"
    yield "".join(
        f'<li><a href="#part-{number}">{escape(part.question)}</a></li>' for number, part in enumerate(parts, start=1)
    )
    yield "</ol></nav></header>"


def _part(number: int, part: ToldPart, pack: Pack) -> str:
    answer, *rest = part.said
    return "".join(
        [
            f'<section id="part-{number}"><p class=page>{escape(part.page)}</p><h2>{escape(part.question)}</h2>',
            f"<p class=answer>{escape(answer)}</p>",
            *(f"<p>{escape(said)}</p>" for said in rest),
            *(f"<p class=proof>Proof: {escape(proof)}</p>" for proof in part.proofs),
            _figures(part),
            f"<figure><h3>{escape(part.chart_title)}</h3>{part.chart}</figure>" if part.chart else "",
            *map(_table, part.tables),
            f"<footer>{_rests(part)}{escape(pack.foot)}</footer></section>",
        ]
    )


def _figures(part: ToldPart) -> str:
    tiles = "".join(
        f"<div><span>{escape(each['label'])}</span><b>{escape(each['value'])}</b><span>{escape(each['note'])}</span></div>"
        for each in part.figures
    )
    return f"<div class=figures>{tiles}</div>" if tiles else ""


def _table(table: ToldTable) -> str:
    sums = f"<tfoot>{_row(table, table.sums, 'td')}</tfoot>" if table.sums else ""
    return (
        f"<h3>{escape(table.title)}</h3><div class=wide><table><thead>{_row(table, table.columns, 'th')}</thead><tbody>"
        f"{''.join(_row(table, cells, 'td') for cells in table.rows)}</tbody>"
        f"{sums}</table></div>"
        f"<p class=quiet>{escape(table.more)}</p>"
    )


def _row(table: ToldTable, cells: tuple[str, ...], kind: str) -> str:
    sides = map(_side, table.is_number, table.widths)
    return (
        "<tr>"
        + "".join(f"<{kind} class={side}>{escape(cell)}</{kind}>" for side, cell in zip(sides, cells, strict=True))
        + "</tr>"
    )


def _side(is_number: bool, width: int) -> str:  # noqa: FBT001
    if is_number:
        return "number"
    return "short" if width <= LONGEST_ON_A_LINE else "long"


def _rests(part: ToldPart) -> str:
    if not part.asked:
        return ""
    agreed = f"By the agreements on {escape(part.agreements)}. " if part.agreements else ""
    commands = "; ".join(f"<code>{escape(command)}</code>" for command in part.asked)
    return f"{agreed}Ask again: {commands}.<br>"


def _definitions(pack: Pack) -> Iterator[str]:
    if pack.definitions:
        yield "<section><h2>What the numbers mean</h2><dl class=meanings>"
        yield "".join(f"<dt>{escape(each.label)}</dt><dd>{escape(each.sentence)}</dd>" for each in pack.definitions)
        yield "</dl></section>"
