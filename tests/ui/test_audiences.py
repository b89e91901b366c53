"""For whom a page is shown changes its words, order and depth; the numbers on it are the same for everybody."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from demo_house import demo_house
from sweep import PAGES
from whole_app import whole_app

from overlap.settings import PROJECT
from ui.audience import EVERYBODY, NAMES, Arrangement, arrangements

# The tabs that are compared: an audience may open a page on another one, from which all others are a click away.
VIEWS = {
    "quality_page": ("quality_view", "feedback"),
    "followup_page": ("followup_view", "guards"),
    "revenue_page": ("view", "return"),
    "translation_page": ("translation_view", "content"),
}
SAME_FOR_ALL = {
    "lead": "one lead, told in the order of time", "agreements": "what both teams signed is the same for both",
    "data": "what was imported is nobody's side", "bring": "steps that follow on one another",
}  # fmt: skip
ARRANGED = {page for page, _ in arrangements()}
COUNTS_VISITS = "Week from,"  # how the list of visits begins, which this very visit changes
_NUMBER = re.compile(r"\d[\d,.]*")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("audiences")
    demo_house(folder)
    return folder


def texts(element) -> Iterator[str]:
    """Everything a part of a page says, its lists and charts included."""
    for child in getattr(element, "children", {}).values():
        yield from texts(child)
    if isinstance(getattr(element, "value", None), str):
        yield element.value
    if element.type == "metric":
        yield f"{element.value} {element.delta}"
    elif element.type == "button":
        yield element.label
    elif element.type == "dataframe":
        yield element.value.to_csv()
    elif element.type == "plotly_chart":
        yield element.proto.spec


def shown(page: str, audience: str) -> list[str]:
    app = whole_app(120)
    app.switch_page(f"pages/{page}.py")
    app.query_params["period"] = "All time"
    if page in VIEWS:
        app.query_params[VIEWS[page][0]] = VIEWS[page][1]
    app.query_params["audience"] = audience
    app.run()
    assert not app.exception
    return [text for text in texts(app.main) if COUNTS_VISITS not in text]


def numbers(found: list[str]) -> Counter[str]:
    return Counter(number.strip(",.") for text in found for number in _NUMBER.findall(text))


def in_turn() -> Iterator:
    """Every third page for one audience, the next page for another; each for all of them by `make soak`."""
    audiences = [name for name in NAMES if name != EVERYBODY]
    for place, page in enumerate(sorted(ARRANGED)):
        for number, audience in enumerate(audiences):
            is_first = not place % 3 and number == place // 3 % len(audiences)
            yield pytest.param(f"{page}_page", audience, marks=() if is_first else pytest.mark.soak)


@pytest.mark.whole
@pytest.mark.parametrize(("page", "audience"), list(in_turn()))
def test_every_audience_sees_the_same_numbers(show, demo: Path, page: str, audience: str) -> None:
    show(demo)
    everybody, found = shown(page, EVERYBODY), shown(page, audience)
    assert len(numbers(everybody)) > 20
    differ = numbers(everybody) - numbers(found), numbers(found) - numbers(everybody)
    assert differ == (Counter(), Counter())
    reads = arrangements()[page.removesuffix("_page"), audience].reads
    assert any(reads in text for text in found) and not any(reads in text for text in everybody)


def test_what_a_page_reads_holds_no_number() -> None:
    assert not [said.reads for said in arrangements().values() if re.search(r"\d", said.reads) or not said.reads]


def test_every_page_with_blocks_is_laid_out_for_every_audience() -> None:
    calls = {path.stem: path.read_text(encoding="utf-8") for path in (PROJECT / "pages").glob("*_page.py")}
    drawn = {re.search(r'audience\.arranged\(\s*"(\w+)"', text)[1] for text in calls.values() if "arranged(" in text}  # pyright: ignore[reportOptionalSubscript]
    assert drawn == ARRANGED
    assert {f"{page}_page" for page in ARRANGED} <= set(PAGES)
    assert {path.removesuffix("_page") for path in calls} == ARRANGED | set(SAME_FOR_ALL)
    assert {(page, audience) for page in ARRANGED for audience in NAMES if audience != EVERYBODY} == set(arrangements())


def test_every_block_and_view_that_is_named_is_one_of_the_pages() -> None:
    """A block of the page stands in quotes where it is arranged, a view where its switch is drawn."""
    rooms = {page: [PROJECT / "pages" / f"{page}_page.py", *(PROJECT / "ui" / page).glob("*.py")] for page in ARRANGED}
    rooms["translation"] += (PROJECT / "ui" / "content").glob("*.py")
    said = {page: "".join(path.read_text(encoding="utf-8") for path in paths) for page, paths in rooms.items()}
    for (page, audience), one in arrangements().items():
        for name in (*one.first, *one.folded, *filter(None, [one.view])):
            assert f'"{name}"' in said[page], (page, audience, name)
        assert not set(one.first) & set(one.folded)


def test_blocks_keep_their_place_between_those_that_come_first_and_those_folded() -> None:
    blocks = dict.fromkeys("abcd", lambda: None)
    assert Arrangement(first=("d", "x"), folded=("a",)).order(blocks) == ["d", "b", "c"]
    assert Arrangement().order(blocks) == list("abcd")
