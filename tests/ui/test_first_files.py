"""Files may be dropped where there is no company and no demo yet: nothing there knows a time zone."""

from streamlit.testing.v1 import AppTest


def dropped() -> None:
    from ui.writing import attempt, told  # noqa: PLC0415 - the script of a page of its own

    attempt("files", lambda: None, "Files kept")
    told("files")


def test_what_is_kept_before_there_is_a_company_is_told() -> None:
    app = AppTest.from_function(dropped, default_timeout=60).run()
    assert not app.exception
    assert [toast.value.startswith("Files kept on ") for toast in app.toast] == [True]
