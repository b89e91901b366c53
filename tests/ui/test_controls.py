"""What a page shows is chosen in a control of `ui.controls`, so that it stands in the address; the rest is written."""

import ast
from pathlib import Path

from overlap.settings import PROJECT

CHOOSING = {
    *("segmented_control", "radio", "selectbox", "multiselect", "pills", "slider", "select_slider", "toggle"),
    *("checkbox", "number_input", "date_input", "time_input", "datetime_input", "text_input", "text_area"),
    *("color_picker", "feedback", "pagination", "tabs", "data_editor", "file_uploader", "chat_input"),
}
WRITTEN = {  # what people write and save, or sign, is no part of what is shown
    *("ui/agreements/fields.py", "ui/agreements/form.py", "ui/quality/feedback/fields.py", "ui/person.py"),
    *("ui/quality/decisions.py", "ui/quality/proposal.py", "ui/goals/own_goals.py"),
    *("ui/comments.py", "ui/meeting/frozen.py", "ui/meeting/decision_form.py", "ui/meeting/decisions.py"),
    *("ui/meeting/ideas.py", "ui/meeting/notes.py"),
    # a draft keeps what is chosen while a company is brought in
    "ui/bring/files.py",
    *("ui/bring/guesses.py", "ui/bring/questions.py", "ui/bring/personal.py", "ui/bring/publish.py"),
    *("ui/bring/which_source.py", "ui/bring/whose_word.py"),
}


def calls(file: Path) -> list[str]:
    """The names of everything that is called as an attribute, of anything but `controls`."""
    called = [node.func for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
    return [
        each.attr
        for each in called
        if isinstance(each, ast.Attribute) and not (isinstance(each.value, ast.Name) and each.value.id == "controls")
    ]


def test_only_what_is_written_is_asked_for_by_a_widget_that_no_address_knows():
    files = [*PROJECT.glob("ui/**/*.py"), *PROJECT.glob("pages/*.py"), PROJECT / "app.py"]
    own = {str(file.relative_to(PROJECT)): CHOOSING & set(calls(file)) for file in files if file.name != "controls.py"}
    assert {name for name, found in own.items() if found} == WRITTEN


def test_a_list_in_which_a_row_can_be_selected_does_something_with_it():
    trees = {file: ast.parse(file.read_text("utf-8")) for file in PROJECT.glob("ui/**/*.py")}
    thrown_away = [
        f"{file.relative_to(PROJECT)}:{node.lineno}"
        for file, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and ast.unparse(node.value).startswith("rows.listed(")
    ]
    assert not thrown_away, "for a list that is only looked at there is rows.table"
