"""What Streamlit keeps is kept apart by all that tells it apart: a parameter that begins with _ is in no key."""

import ast
from datetime import UTC, datetime
from pathlib import Path

from overlap.settings import PROJECT
from overlap.store import open_store
from overlap.store.comments import Place, comment
from ui import comments

PLAIN = {"str", "int", "float", "bool", "date", "datetime"}


def cached() -> list[tuple[str, ast.FunctionDef]]:
    """Every function that Streamlit keeps the answers of, with its file."""
    files = [*PROJECT.glob("ui/**/*.py"), *PROJECT.glob("pages/*.py"), PROJECT / "app.py"]
    nodes = [(file.name, node) for file in files for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    return [
        (name, node)
        for name, node in nodes
        if isinstance(node, ast.FunctionDef) and any("cache_" in ast.unparse(one) for one in node.decorator_list)
    ]


def test_nothing_plain_is_left_out_of_the_key_of_what_is_kept() -> None:
    assert len(cached()) > 2
    left_out = [
        (file, node.name, one.arg)
        for file, node in cached()
        for one in node.args.args
        if one.arg.startswith("_") and one.annotation and ast.unparse(one.annotation) in PLAIN
    ]
    assert not left_out


def test_two_companies_of_one_server_have_their_own_comments(tmp_path: Path) -> None:
    at, said = datetime(2026, 5, 1, tzinfo=UTC), []
    for house in ("one", "other"):
        with open_store(tmp_path / f"{house}.db") as store:
            comment(store, "form", Place("goals/status", "pace", "goals", ""), f"Of {house}", "Mia", at)
            said.append([each.says for each in comments._read(house, store.revision("comments"), store)])
    assert said == [["Of one"], ["Of other"]]
