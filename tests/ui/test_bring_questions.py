"""Questions on Bring your data: none is an answer wherever there may be none, in the words of the question."""

from streamlit.testing.v1 import AppTest


def _asked() -> None:
    """What the page draws of three questions; runs inside the test's app, so that it names all it needs."""
    from pathlib import Path
    from tempfile import mkdtemp

    from overlap.choices import NONE, Choice, Question, settle
    from overlap.mapping.draft_folder import DraftFolder
    from overlap.warehouse.generations.layout import Warehouse
    from ui.bring import questions
    from ui.bring.draft import Place

    folder = Path(mkdtemp())
    at = Place(DraftFolder(folder / "warehouse"), Warehouse(folder / "warehouse"), folder / "store.db", None)
    asked = (
        Question("handoff", "When?", "leads", (Choice("created"), Choice("owner"))),
        Question("owner", "Whose?", "leads", (Choice("created"), Choice(NONE, "the files do not say"))),
        Question("stand_in", "May it?", "leads", (Choice("no"), Choice("yes"))),
        Question("date_order", "Which first?", "", (Choice("day-month"), Choice("month-day"))),
    )
    questions.draw(at, settle(asked, {}))


def test_none_is_offered_once_where_there_may_be_none() -> None:
    shown = AppTest.from_function(_asked, default_timeout=120).run()
    assert not shown.exception
    assert {each.label.replace("\\", ""): each.options for each in shown.radio} == {
        "When?": ["created", "owner", "none of these"],
        "Whose?": ["created", "the files do not say"],
        "May it?": ["no", "yes"],
        "Which first?": [r"day\-month", r"month\-day"],
    }
