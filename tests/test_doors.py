"""The doors between the rooms open one way, and some things stay out of every room.

Who may import whom stands in pyproject.toml; here is what no linter says: pages are no package, and SQL has no imports.
"""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlglot
from importlinter.cli import lint_imports
from sqlglot import Token, TokenType

from overlap.settings import PROJECT

LIBRARIES_BELOW = ("duckdb", "polars", "sqlalchemy")
OVERLAP_FOR_PAGES = ("overlap.subjects", "overlap.sentences", "overlap.errors", "overlap.contract")
Nodes = list[ast.AST]
CLOCKS = {
    *("now", "today", "current_date", "current_time", "current_timestamp", "current_localtime"),
    *("current_localtimestamp", "localtime", "localtimestamp", "get_current_time", "get_current_timestamp"),
    *("transaction_timestamp",),
}
CLOCK = re.compile("|".join(CLOCKS), re.IGNORECASE)


def imported(nodes: Nodes) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of everything imported; `from a import b` gives a.b."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def below(name: str, rooms: tuple[str, ...]) -> bool:
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


def no_pages(nodes: Nodes) -> Iterator[tuple[int, str]]:
    """ui/ knows no page."""
    yield from ((line, f"imports {name}") for line, name in imported(nodes) if below(name, ("pages", "app")))


def no_data_but_through_ui(nodes: Nodes) -> Iterator[tuple[int, str]]:
    """A page asks ui/; of overlap it may use its subject, read the contract's words and catch errors."""
    for line, name in imported(nodes):
        if below(name, LIBRARIES_BELOW) or (below(name, ("overlap",)) and not below(name, OVERLAP_FOR_PAGES)):
            yield line, f"imports {name}"


def no_state_or_cache(nodes: Nodes) -> Iterator[tuple[int, str]]:
    """Only ui/ touches the session's state and the caches, so that each key is built in one place."""
    names = {"session_state", "cache_data", "cache_resource"}
    for node in nodes:
        if isinstance(node, ast.Attribute) and node.attr in names:
            yield node.lineno, f"touches {node.attr}"
    yield from ((line, f"imports {name}") for line, name in imported(nodes) if name.rpartition(".")[2] in names)


def no_markup(nodes: Nodes) -> Iterator[tuple[int, str]]:
    """Data is never rendered as HTML; importing what could is forbidden by the linter."""
    for node in nodes:
        if isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html":
            yield node.value.lineno, "says unsafe_allow_html"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "html":
            yield node.lineno, "calls .html()"


def no_python_within_polars(nodes: Nodes) -> Iterator[tuple[int, str]]:
    """An expression that calls Python has a thread of Polars wait for whoever holds the interpreter.

    A thread that makes a table for a page holds it, and waits for Polars: two viewers could stop the app for good.
    """
    calls_back = {"map_elements", "map_batches", "map_groups", "rolling_map"}
    yield from (
        (node.lineno, f"calls .{node.attr}()")
        for node in nodes
        if isinstance(node, ast.Attribute) and node.attr in calls_back
    )


Rule = Callable[[Nodes], Iterator[tuple[int, str]]]
RULES: dict[str, tuple[Rule, ...]] = {
    "overlap/**/*.py": (no_markup, no_python_within_polars),
    "ui/**/*.py": (no_pages, no_markup, no_python_within_polars),
    "pages/**/*.py": (no_data_but_through_ui, no_state_or_cache, no_markup, no_python_within_polars),
    "app.py": (no_data_but_through_ui, no_state_or_cache, no_markup),
}


def python_offences(project: Path) -> list[str]:
    """`file:line what` of every door opened the wrong way."""
    return [
        f"{path.relative_to(project)}:{line} {what}"
        for pattern, rules in RULES.items()
        for path in sorted(project.glob(pattern))
        for nodes in [list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))]
        for rule in rules
        for line, what in rule(nodes)
    ]


def is_clock(token: Token, following: Token | None) -> bool:
    """Whether the token reads the wall clock: a bare `current_date`, or `now` and `today` when called."""
    word = token.text.lower()
    if token.token_type in (TokenType.STRING, TokenType.IDENTIFIER) or word not in CLOCKS:
        return False
    called = following is not None and following.token_type == TokenType.L_PAREN
    return called or word.startswith(("current", "local"))


def sql_offences(project: Path) -> list[str]:
    """`file:line what` of every statement below queries/ that reads the wall clock."""
    found = []
    for path in sorted(project.glob("queries/**/*.sql")):
        text = path.read_text(encoding="utf-8")
        if not CLOCK.search(text):
            continue
        tokens = sqlglot.tokenize(text, dialect="duckdb")
        for token, following in zip(tokens, [*tokens[1:], None], strict=True):
            if is_clock(token, following):
                found.append(f"{path.relative_to(project)}:{token.line} reads the clock: {token.text}")
    return found


def test_a_room_imports_only_rooms_below_it() -> None:
    assert lint_imports(config_filename=str(PROJECT / "pyproject.toml")) == 0


def test_no_page_opens_a_door_the_wrong_way() -> None:
    assert python_offences(PROJECT) == []


def test_no_statement_reads_the_wall_clock() -> None:
    assert sql_offences(PROJECT) == []


@pytest.mark.parametrize(
    ("file", "code", "offence"),
    [
        ("ui/a.py", "from pages import funnel_page", "imports pages.funnel_page"),
        ("ui/a.py", "st.markdown(name, unsafe_allow_html=True)", "says unsafe_allow_html"),
        ("pages/a.py", "import duckdb", "imports duckdb"),
        ("pages/a.py", "from polars import DataFrame", "imports polars.DataFrame"),
        ("pages/a.py", "from overlap.store import open_store", "imports overlap.store.open_store"),
        ("pages/a.py", "from overlap import warehouse", "imports overlap.warehouse"),
        ("pages/a.py", "st.session_state['x'] = 1", "touches session_state"),
        ("pages/a.py", "@st.cache_data\ndef f(): ...", "touches cache_data"),
        ("pages/a.py", "from streamlit import cache_resource", "imports streamlit.cache_resource"),
        ("pages/a.py", "st.html(name)", "calls .html()"),
        ("ui/a.py", "pl.col('a').map_elements(of)", "calls .map_elements()"),
        ("overlap/b/a.py", "frame.group_by('a').map_groups(of)", "calls .map_groups()"),
        ("app.py", "import sqlalchemy.orm", "imports sqlalchemy.orm"),
    ],
)
def test_a_door_opened_the_wrong_way_is_found(tmp_path: Path, file: str, code: str, offence: str) -> None:
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text(code)
    assert [found.split(" ", 1)[1] for found in python_offences(tmp_path)] == [offence]


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("overlap/a.py", "import duckdb, application, uis\nfrom . import pages"),
        ("ui/a.py", "import streamlit as st\nfrom overlap.reports import ask\nst.session_state.x = st.cache_data"),
        (
            "pages/a.py",
            "from overlap import errors\nfrom overlap.subjects.goals import sentences\nfrom ui import parts",
        ),
        ("app.py", "import streamlit as st\nfrom pages import funnel_page"),
    ],
)
def test_a_door_opened_the_right_way_is_let_be(tmp_path: Path, file: str, code: str) -> None:
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text(code)
    assert python_offences(tmp_path) == []


@pytest.mark.parametrize(
    "clock",
    ["now()", "NOW ()", "current_date", "Current_Timestamp", "today()", "get_current_timestamp()", "localtimestamp"],
)
def test_a_statement_that_reads_the_clock_is_found_with_its_line(tmp_path: Path, clock: str) -> None:
    (tmp_path / "queries" / "reports").mkdir(parents=True)
    (tmp_path / "queries" / "reports" / "a.sql").write_text(f"select 1\nwhere $as_of < {clock}")
    assert sql_offences(tmp_path) == [f"queries/reports/a.sql:2 reads the clock: {clock.split('(')[0].strip()}"]


def test_words_about_the_clock_are_let_be(tmp_path: Path) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "a.sql").write_text(
        "-- never now()\nselect 'current_date', now, /* today() */ $as_of from t"
    )
    assert sql_offences(tmp_path) == []


def test_no_two_test_files_carry_one_name():
    """pytest imports them by it."""
    names = [path.name for path in (PROJECT / "tests").rglob("*.py") if path.name not in ("conftest.py", "__init__.py")]
    assert sorted(names) == sorted(set(names))
