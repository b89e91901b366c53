"""Files on Bring your data are judged like any: markup in names and values stays text, and a draft survives."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from overlap.mapping.draft_folder import Draft, DraftFolder

HOSTILE = "![x](http://evil.example/a.png) <img src=x> $1$ :smile:"
PAGE = "pages/bring_page.py"


@pytest.fixture
def draft(found_at: Path) -> DraftFolder:
    return DraftFolder(found_at / "warehouse")


def opened(app: AppTest) -> AppTest:
    return app.switch_page(PAGE).run()


def test_markup_in_a_file_is_shown_as_it_stands(app: AppTest, draft: DraftFolder) -> None:
    people = "".join(f"P{n},{HOSTILE},2026-01-{n % 28 + 1:02},{HOSTILE}\n" for n in range(30))
    draft.keep(f"{HOSTILE.replace('/', '_')}.csv", [f"Contact ID,Full Name,Create Date,{HOSTILE}\n{people}".encode()])
    shown = opened(app)
    assert not shown.exception
    texts = [each.value for each in (*shown.markdown, *shown.caption, *shown.error)]
    texts += [each.label for each in (*shown.radio, *shown.expander)]
    assert any("evil" in text for text in texts)
    assert not [text for text in texts if re.search(r"(?<!\\)(?:!\[|<img|:smile:)", text)]


def test_a_file_that_cannot_be_read_says_so_and_the_page_stands(app: AppTest, draft: DraftFolder) -> None:
    draft.keep("broken.xlsx", [b"no workbook"])
    draft.keep("people.csv", [b"Contact ID,Full Name,Create Date\n" + b"P1,Ann,2026-01-02\nP2,Bo,2026-01-03\n" * 9])
    shown = opened(app)
    assert not shown.exception
    assert any("cannot be unpacked" in each.value.replace("\\", "") for each in shown.markdown)


@pytest.mark.parametrize("name", ["../../evil.csv", "/etc/evil.csv", "..\\evil.csv", ".evil.csv"])
def test_a_name_leads_nowhere_else(draft: DraftFolder, name: str) -> None:
    assert draft.keep(name, [b"x"]) == "evil.csv"
    assert [path.name for path in draft.uploads.iterdir()] == ["evil.csv"]


def test_what_was_said_outlives_the_session_and_a_damaged_draft_is_a_new_one(draft: DraftFolder) -> None:
    draft.change(answers={"zone": ["Europe/Berlin"]})
    assert DraftFolder(draft.path.parent / "warehouse").read().answers == {"zone": ["Europe/Berlin"]}
    (draft.path / "draft.json").write_text('{"answers": ', encoding="utf-8")
    assert draft.read() == Draft()


def test_folders_of_the_machine_are_offered_only_where_a_setting_names_them(
    app: AppTest, found_at: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "bring_folder" not in {each.key for each in opened(app).selectbox}
    (found_at / "exports" / "may").mkdir(parents=True)
    monkeypatch.setenv("OVERLAP_IMPORT_FOLDERS", str(found_at / "exports"))
    offered = next(each for each in opened(app).selectbox if each.key == "bring_folder")
    assert [Path(name).name for name in offered.options if name.startswith("/")] == ["exports", "may"]
