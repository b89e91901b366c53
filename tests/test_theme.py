"""The theme can be read by everybody, and Streamlit knows every word of its configuration."""

import re
import tomllib
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from streamlit import config as streamlit_config

from overlap.charts.palette import DARK, LIGHT, Palette
from overlap.settings import PROJECT

CONFIG = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
THEME = CONFIG["theme"]
COLOURS = ("blue", "orange", "violet", "green", "red", "gray")
GROUNDS = list(product(["light", "dark"], ["backgroundColor", "secondaryBackgroundColor"]))


def options(table: dict[str, Any], above: str = "") -> Iterator[str]:
    for name, value in table.items():
        yield from options(value, f"{above}{name}.") if isinstance(value, dict) else [f"{above}{name}"]


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, WCAG 2.1."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21, WCAG 2.1."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_streamlit_knows_every_option() -> None:
    assert set(options(CONFIG)) <= set(streamlit_config.get_config_options())


def test_there_are_enough_colours_that_charts_use_them() -> None:
    colours = THEME["chartCategoricalColors"]
    assert len(set(colours)) == len(colours) >= 10


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_mark_stands_out_from_the_page(theme: str) -> None:
    marks = [*THEME["chartCategoricalColors"], *(THEME[f"{colour}Color"] for colour in COLOURS)]
    assert [mark for mark in marks if contrast(mark, THEME[theme]["backgroundColor"]) < 3] == []


@pytest.mark.parametrize(("theme", "ground"), GROUNDS)
def test_every_word_can_be_read(theme: str, ground: str) -> None:
    words = ["textColor", "linkColor", *(f"{colour}TextColor" for colour in COLOURS)]
    assert [word for word in words if contrast(THEME[theme][word], THEME[theme][ground]) < 4.5] == []


def over(colour: str, ground: str, share: float) -> str:
    """That much of `colour` laid over `ground`."""
    pairs = [(int(colour[start : start + 2], 16), int(ground[start : start + 2], 16)) for start in (1, 3, 5)]
    return "#" + "".join(f"{round(top * share + below * (1 - share)):02x}" for top, below in pairs)


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize(("theme", "tint"), [("light", 0.1), ("dark", 0.2)])
def test_every_badge_can_be_read(theme: str, tint: float, colour: str) -> None:
    ground = over(THEME[f"{colour}Color"], THEME[theme]["backgroundColor"], tint)
    assert contrast(THEME[theme][f"{colour}TextColor"], ground) >= 4.5


def test_neither_theme_is_forced_on_the_reader() -> None:
    assert "base" not in THEME


@pytest.mark.parametrize(("theme", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_streamlit_uses_the_colours_of_the_charts(theme: str, palette: Palette) -> None:
    """The palette is the one place of a colour; Streamlit's theme and the logo have to say the same."""
    own = THEME[theme]
    assert {name: own[name] for name in ("backgroundColor", "borderColor", "textColor")} == {
        "backgroundColor": palette.background, "borderColor": palette.border, "textColor": palette.ink,
    }  # fmt: skip
    marks = {"blue": "marketing", "orange": "sales", "violet": "shared", "green": "good", "red": "bad", "gray": "grey"}
    assert {colour: THEME[f"{colour}Color"] for colour in marks} == {
        colour: getattr(palette, meaning) for colour, meaning in marks.items()
    }
    texts = {colour: "muted" if colour == "gray" else f"{meaning}_text" for colour, meaning in marks.items()}
    assert {colour: own[f"{colour}TextColor"] for colour in texts} == {
        colour: getattr(palette, meaning) for colour, meaning in texts.items()
    }


@pytest.mark.parametrize("name", ["logo.svg", "mark.svg"])
def test_the_logo_is_marketing_sales_and_what_they_share(name: str) -> None:
    drawn = (PROJECT / "ui" / "assets" / name).read_text(encoding="utf-8")
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", drawn)) == {LIGHT.marketing, LIGHT.sales, LIGHT.shared}


def test_no_other_place_names_a_colour() -> None:
    """White on a filled mark apart: a colour anywhere else would not follow the palette."""
    kinds = (".py", ".typ", ".css", ".html")
    files = [
        path for room in ("overlap", "ui", "pages") for path in (PROJECT / room).rglob("*") if path.suffix in kinds
    ]
    named = {
        (path.name, colour.lower())
        for path in files
        for colour in re.findall(r"#[0-9A-Fa-f]{6}\b", path.read_text(encoding="utf-8"))
    }
    assert {colour for name, colour in named if name != "palette.py"} <= {"#ffffff", "#1c2430"}
