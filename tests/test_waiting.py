"""A browser test never looks once at what is still being drawn: Playwright's `expect` waits, an `assert` does not."""

import ast
from pathlib import Path

import pytest

BROWSER = sorted((Path(__file__).parent / "browser").glob("*.py"))
AT_ONCE = {"count", "is_visible", "is_hidden", "is_enabled", "is_disabled", "is_checked", "is_editable"}


def looked_at_once(code: str) -> list[int]:
    """Lines on which an `assert` asks a page how it stands at this very moment."""
    asserts = (node.test for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Assert))
    calls = (call for test in asserts for call in ast.walk(test) if isinstance(call, ast.Call) and not call.args)
    return [call.lineno for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr in AT_ONCE]


@pytest.mark.parametrize("file", BROWSER, ids=lambda file: file.name)
def test_a_browser_test_waits_for_what_it_asserts(file: Path):
    assert not looked_at_once(file.read_text()), f"{file.name}: write expect(...).to_have_count(n)"


def test_an_assert_that_does_not_wait_is_found():
    assert looked_at_once("assert not page.locator(BANNER).count()") == [1]
    assert looked_at_once("assert said.count('a') == 1\nexpect(page.locator(BANNER)).to_have_count(0)") == []
