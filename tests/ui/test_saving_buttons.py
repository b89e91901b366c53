"""What a button saves is saved by what it calls (`on_click`): another click can end a page's body half-way."""

import ast
from collections.abc import Iterator

import pytest

from overlap.settings import PROJECT

BUTTONS = {"button", "form_submit_button", "download_button"}
# All that a page's body may call after a click: what opens something, which the next click may as well close again.
OPENS = {"st.dialog", "st.dialog()", "st.dialog()()", "st.switch_page", "rows.open_lead", "show", "_ask"}
NAMES = {"metric", "find"}  # of what is opened
# What keeps nothing but its own answer, for which whoever leaves does not want to wait.
UNTIL_LEFT = {"ui/agreements/preview.py"}


def clicks(tree: ast.AST) -> Iterator[ast.If]:
    """Every `if` that asks a button, by itself or by a name given to it."""
    nodes = list(ast.walk(tree))
    named = {
        target.id
        for node in nodes
        if isinstance(node, ast.Assign) and is_button(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in nodes:
        if isinstance(node, ast.If):
            asked = list(ast.walk(node.test))
            if any(is_button(each) or (isinstance(each, ast.Name) and each.id in named) for each in asked):
                yield node


def is_button(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in BUTTONS


def called(node: ast.Call) -> str:
    return f"{called(node.func)}()" if isinstance(node.func, ast.Call) else ast.unparse(node.func)


def writes(click: ast.If) -> list[str]:
    """What is done after a click that is more than opening something."""
    inside = [node for statement in click.body for node in ast.walk(statement)]
    kept = [node for node in inside if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del)]
    done = [called(node) for node in inside if isinstance(node, ast.Call)]
    return [*map(ast.unparse, kept), *(each for each in done if each not in OPENS | NAMES)]


def test_no_page_saves_in_its_body():
    files = [*PROJECT.glob("ui/**/*.py"), *PROJECT.glob("pages/*.py"), PROJECT / "app.py"]
    trees = {str(file.relative_to(PROJECT)): ast.parse(file.read_text("utf-8")) for file in files}
    found = {f"{name}:{click.lineno}": writes(click) for name, tree in trees.items() for click in clicks(tree)}
    assert len(found) >= 10
    assert {place.partition(":")[0] for place, done in found.items() if done} == UNTIL_LEFT


@pytest.mark.parametrize(
    "body",
    [
        'if st.button("Save"):\n    save()',
        'asked = st.button("Save")\nif asked and name:\n    st.session_state["person"] = name',
        'if column.form_submit_button("Save"):\n    del st.session_state["person"]',
        'if not (st.button("Save") is False):\n    store.write(row)',
    ],
)
def test_a_page_that_saves_in_its_body_is_found(body: str):
    assert [writes(click) for click in clicks(ast.parse(body))] not in ([], [[]])
