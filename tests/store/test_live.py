"""What people write is seen at once by a reader that is already open, and by nobody half."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from houses import SMALL, house
from live_house import AT, MAY, WRITTEN, rating, said
from sqlalchemy import insert, update
from typed_rows import put

from overlap.agreements import Draft
from overlap.errors import InputError
from overlap.reports import answer, find
from overlap.reports.reads import store_tables
from overlap.store import Store, open_store
from overlap.store.feedback import change, give, restore, withdraw
from overlap.store.schema import FEEDBACK
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.reader import Reader, open_reader

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def opened(tmp_path_factory) -> Iterator[tuple[Reader, Path]]:
    folder = tmp_path_factory.mktemp("live")
    reader = house(folder, store={}, **WRITTEN)
    yield reader, folder / "store.db"
    reader.close()


@pytest.fixture
def both(opened) -> Iterator[tuple[Reader, Store]]:
    """The reader, and a store that another process may have opened; what a test typed is withdrawn after it."""
    reader, place = opened
    with open_store(place, "test") as store:
        yield reader, store
        with store.write("agreements", "feedback") as connection:
            connection.exec_driver_sql("delete from feedback")
            connection.exec_driver_sql("delete from agreements")


def test_typed_and_imported_feedback_stand_side_by_side_with_their_handoff(both):
    reader, store = both
    typed = give(store, rating(reasons=("good fit",), comment="[x](y) <b>"), AT)
    columns = (
        "feedback_id",
        "is_typed",
        "handoff_id",
        "rep_id",
        "holder_id",
        "given_by",
        "rating",
        "reasons",
        "comment",
    )
    assert said(reader, *columns, "days_to_given", "campaign_id", "channel") == [
        ("F1", False, "H1", "R1", "R2", None, 2, ["no budget", "wrong contact"], "so", 2, "C1", "web"),
        ("F2", False, "H2", "R2", "R2", None, None, None, "no stars", 1, "C1", "web"),
        (typed, True, "H2", "R1", "R2", "Sam", 5, ["good fit"], "[x](y) <b>", 23, "C1", "web"),
    ]
    assert said(reader, "feedback_id", channels=("mail",)) == []


def test_imported_feedback_is_about_the_handoff_it_names_else_about_the_latest_before_it(both):
    reader, _ = both
    found = (
        reader.cursor_for("").sql("select feedback_id, handoff_id, days_to_given from marts.ratings order by 1").pl()
    )
    assert found.rows() == [("F1", "H1", 2), ("F2", "H2", 1), ("F3", "H3", 5), ("F4", "H4", 1)]


def test_what_a_person_types_replaces_what_was_imported_from_them_about_that_handoff(both):
    reader, store = both
    typed = give(store, rating("H1b", "L1", "R1", 4), AT)
    assert said(reader, "feedback_id", "handoff_id", "rating") == [(typed, "H1", 4), ("F2", "H2", None)]
    withdraw(store, typed, by="Sam")
    assert said(reader, "feedback_id", "rating") == [("F1", 2), ("F2", None)]
    restore(store, typed, by="Sam")
    change(store, typed, rating=1, by="Sam")
    assert said(reader, "feedback_id", "rating") == [(typed, 1), ("F2", None)]


def test_of_two_ratings_on_rows_that_became_one_handoff_the_newest_counts(both):
    reader, store = both
    give(store, rating("H1", "L1", "R2", 1), AT)
    newest = give(store, rating("H1b", "L1", "R2", 3), AT.replace(hour=10))
    assert said(reader, "feedback_id", "rep_id", "rating") == [
        ("F1", "R1", 2),
        (newest, "R2", 3),
        ("F2", "R2", None),
    ]


def test_coverage_moves_with_the_next_question_and_answers_say_which_revision_they_have(both):
    reader, store = both
    before = answer(reader, "quality/feedback_by_rep")
    put(store, "feedback", {"handoff_id": "H2", "lead_id": "L2", "rep_id": "R2", "given_at": "2026-06-12T09:00:00Z"}, 7)
    after = answer(reader, "quality/feedback_by_rep")
    assert before.frame.filter(rep_id="R2").select("old_enough_count", "rated_count").rows() == [(1, 0)]
    assert after.frame.filter(rep_id="R2").select("old_enough_count", "rated_count").rows() == [(1, 1)]
    assert after.revisions["feedback"] == before.revisions["feedback"] + 1


def test_the_story_of_a_lead_has_what_was_typed_and_not_what_was_withdrawn(both):
    reader, store = both
    typed = give(store, rating(comment="'); drop table store.feedback; --"), AT)
    story = answer(reader, "lead/timeline", params={"lead_id": "L2"}).frame.filter(event="feedback")
    assert story.select("what", "detail", "rep_name", "happened_at").rows()[1:] == [
        ("5", "'); drop table store.feedback; --", "Person R1", AT)
    ]
    withdraw(store, typed, by="Sam")
    assert answer(reader, "lead/timeline", params={"lead_id": "L2"}).frame.filter(event="feedback").height == 1


def test_what_is_loaded_write_by_write_is_what_is_loaded_at_once(both, opened):
    reader, store = both
    draws = random.Random(5)
    ids: list[str] = []
    for number in range(60):
        act = draws.choice(("give", "change", "withdraw", "restore", "unaudited")) if ids else "give"
        if act == "give":
            ids.append(give(store, rating(f"H{number}", "L1", "R1", 3), AT))
        elif act == "change":
            with suppress(InputError):
                change(store, draws.choice(ids), rating=draws.randint(1, 5), comment=f"\u4f60 {number}", by="Sam")
        elif act == "unaudited":
            with store.write("feedback") as connection:
                connection.execute(update(FEEDBACK).values(given_by=f"Sam {number}"))
        else:
            (withdraw if act == "withdraw" else restore)(store, draws.choice(ids), by="Ada")
        if draws.random() < 0.6:
            reader.refresh(["feedback", "audit"])

    fresh = open_reader(Warehouse(opened[1].parent / "warehouse"), resources=SMALL, store=store)
    for table in ("feedback", "audit"):
        loaded = []
        for one in (reader, fresh):
            one.refresh([table])
            loaded.append(one.cursor().sql(f"select * from store.{table} order by 1").pl())
        assert loaded[0].height >= len(ids) > 0
        assert loaded[0].equals(loaded[1])
    fresh.close()


def test_only_reports_that_read_the_store_ask_for_its_revision(both):
    reader, _ = both
    assert store_tables(find("quality/feedback_by_rep")) == ("feedback",)
    assert store_tables(find("followup/by_rep")) == ("agreements",)
    assert store_tables(find("funnel/by_group")) == ()
    assert answer(reader, "funnel/by_group").revisions == {}


def test_a_question_never_meets_a_half_loaded_table(both):
    reader, store = both

    def counted(_: int) -> int:
        reader.refresh(["feedback"])
        return reader.cursor_for("").sql("select count(*) from store.feedback").fetchall()[0][0]

    def type_two(number: int) -> None:
        row = {"rating": 1, "reasons": "[]", "comment": "", "given_at": AT, "given_by": "Sam", "lead_id": "L1"}
        rows = [
            {
                **row,
                "feedback_id": f"{side}{number}",
                "submit_id": f"{side}{number}",
                "handoff_id": side,
                "rep_id": "R1",
            }
            for side in ("left", "right")
        ]
        with store.write("feedback") as connection:
            connection.execute(insert(FEEDBACK), rows)

    with ThreadPoolExecutor(4) as pool:
        writing = [pool.submit(type_two, number) for number in range(10)]
        counts = list(pool.map(counted, range(60)))
        for one in writing:
            one.result()
    assert {count % 2 for count in counts} == {0}
    assert counted(0) == 20


def test_a_house_whose_source_supplies_no_feedback_has_it_from_the_first_typed_one(tmp_path):
    tables = {name: rows for name, rows in WRITTEN.items() if name != "feedback"}
    reader = house(tmp_path, store={}, **tables)
    with open_store(tmp_path / "store.db") as store:
        assert "feedback" not in reader.supplied
        assert answer(reader, "quality/feedback_by_rep").frame["coverage"].to_list() == [None, None, None]
        give(store, rating(rep_id="R2"), datetime(2026, 6, 12, tzinfo=UTC))
        assert "feedback" in reader.supplied
        assert answer(reader, "quality/feedback_by_rep").frame.sort("rep_id")["coverage"].to_list() == [0.0, 0.0, 1.0]
    reader.close()


def test_without_a_store_the_reader_answers_as_if_nobody_had_typed(both, opened):
    _, store = both
    give(store, rating(), AT)
    reader = open_reader(Warehouse(opened[1].parent / "warehouse"), resources=SMALL)
    assert reader.refresh(["feedback"]) == {}
    assert reader.pending() == ()
    assert said(reader, "feedback_id") == [("F1",), ("F2",)]
    reader.close()


def test_what_needs_no_build_holds_with_the_next_question_and_the_rest_waits(both):
    reader, store = both

    def agreed(kind: str) -> dict[str, str | None]:
        rows = answer(reader, "agreements/in_force").frame.filter(agreement=kind)
        return dict(rows.select("value_name", "value").rows())

    assert agreed("threshold") == {"points": "35"}
    store.sign(Draft("threshold", {"points": 50}, MAY, "Mara", "Sam"))
    store.sign(Draft("response", {"limit_minutes": 60, "target": 0.5}, MAY, "Mara", "Sam"))
    assert agreed("threshold") == {"points": "50"}
    assert agreed("response") == {"limit_minutes": "240", "target": "0.5"}
    assert [row.agreement_id for row in reader.pending()] == ["response-1"]
