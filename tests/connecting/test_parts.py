"""What a pull has received, part by part, against a dictionary: the later word counts, what is kept survives kills."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from overlap.connecting.loader_table import LoaderTable, Row
from overlap.connecting.merging import is_untouched, merged
from overlap.connecting.staged import Staged

STAGES = LoaderTable("deal_stage", ("deal_id", "stage"), "deal_id")
LISTS = LoaderTable("owner", ("name",))
OTHER = LoaderTable("contact", ("id",), "id")
KEYS, STREAMS = ("a", "b", "c"), ("deals", "lists")
FORMER = [{"deal_id": "a", "stage": "old"}, {"deal_id": "a", "stage": "older"}, {"deal_id": "z", "stage": "old"}]
FORMER_LISTS = [{"name": "Ann"}, {"name": "Bo"}]

Step = tuple[str, ...]
STEPS = st.one_of(
    st.tuples(st.just("put"), st.sampled_from(KEYS), st.sampled_from(("", "x", "y", "xy"))),
    st.tuples(st.just("put whole"), st.sampled_from(("", "C", "DE"))),
    st.tuples(st.just("put other"), st.sampled_from(KEYS)),
    st.tuples(st.just("reached"), st.sampled_from(STREAMS), st.sampled_from("123")),
    st.tuples(st.just("ends"), st.sampled_from(STREAMS)),
    st.tuples(st.sampled_from(("write", "killed", "killed while writing"))),
)
pytestmark = pytest.mark.usefixtures("unsynced")


@dataclass(frozen=True)
class Known:
    """All that counts, as a reader of the sentence above would keep it."""

    stages: Mapping[str, Sequence[str]] = field(default_factory=dict)
    lists: Sequence[str] | None = None
    others: frozenset[str] = frozenset()
    cursors: Mapping[str, str] = field(default_factory=dict)
    ended: frozenset[str] = frozenset()


def after(step: Step, known: Known) -> Known:
    stages, lists, others, cursors, ended = known.stages, known.lists, known.others, known.cursors, known.ended
    match step:
        case ("put", key, told):
            stages = {**stages, key: list(told)}
        case ("put whole", told):
            lists = list(told)
        case ("put other", key):
            others |= {key}
        case ("reached", stream, cursor):
            cursors = {**cursors, stream: cursor}
        case ("ends", stream):
            ended |= {stream}
    return Known(stages, lists, others, cursors, ended)


def take(step: Step, staged: Staged, folder: Path) -> Staged:
    match step:
        case ("put", key, told):
            staged.put(STAGES, key, [{"deal_id": key, "stage": each} for each in told])
        case ("put whole", told):
            staged.put_whole(LISTS, [{"name": each} for each in told])
        case ("put other", key):
            staged.put(OTHER, key, [{"id": key}])
        case ("reached", stream, cursor):
            staged.reached(stream, cursor)
        case ("ends", stream):
            staged.ends(stream)
        case ("write",):
            staged.write()
        case ("killed while writing",):
            half = folder / "999999.new"
            half.mkdir()
            (half / "deal_stage.parquet").write_bytes(b"half")
            return Staged(folder)
        case ("killed",):
            return Staged(folder)
    return staged


def rows(told: Mapping[str, Sequence[str]]) -> list[Row]:
    return [{"deal_id": key, "stage": each} for key, stages in told.items() for each in stages]


def counted(found: pl.LazyFrame) -> Counter[tuple]:
    return Counter(found.collect().iter_rows())


@given(steps=st.lists(STEPS, max_size=14), has_former=st.booleans())
@example(steps=[("put", "a", "x"), ("write",), ("put", "a", "y"), ("write",), ("killed",)], has_former=True)
@example(steps=[("put", "a", "xy"), ("write",), ("put", "a", "")], has_former=True)
@example(steps=[("put whole", "DE"), ("write",), ("put whole", "")], has_former=True)
@example(steps=[("reached", "deals", "1"), ("write",), ("reached", "deals", "2"), ("write",)], has_former=False)
def test_what_came_last_counts_and_what_was_kept_is_there_after_a_kill(steps: list[Step], has_former: bool) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name) / "running"
        former, former_lists = Path(name) / "deal_stage.parquet", Path(name) / "owner.parquet"
        pl.DataFrame(FORMER).write_parquet(former)
        pl.DataFrame(FORMER_LISTS).write_parquet(former_lists)
        staged, known, kept = Staged(folder), Known(), Known()
        for step in steps:
            staged = take(step, staged, folder)
            known = kept if step[0].startswith("killed") else after(step, known)
            kept = known if step[0] == "write" else kept

        held = [row for row in FORMER if row["deal_id"] not in known.stages] if has_former else []
        expected = Counter(tuple(row.values()) for row in [*held, *rows(known.stages)])
        for parts in (staged.parts, staged.parts_of(STAGES)):
            assert counted(merged(STAGES, former if has_former else None, parts)) == expected
        held_lists = [row["name"] for row in FORMER_LISTS] if has_former else []
        expected = Counter((each,) for each in (held_lists if known.lists is None else known.lists))
        for parts in (staged.parts, staged.parts_of(LISTS)):
            assert counted(merged(LISTS, former_lists if has_former else None, parts)) == expected
        assert staged.told(STAGES) == set(known.stages)
        assert staged.told(OTHER) == known.others
        assert is_untouched(OTHER, staged.parts) is not bool(known.others)
        assert is_untouched(LISTS, staged.parts) is (known.lists is None)
        assert {each: staged.cursor(each) for each in STREAMS} == {
            each: known.cursors.get(each, "") for each in STREAMS
        }
        assert {each for each in STREAMS if staged.has_ended(each)} == known.ended


def test_what_has_come_is_written_down_by_the_record_that_makes_it_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("overlap.connecting.staged.KEPT_AT", 3)
    staged = Staged(tmp_path / "running")
    for number in range(5):
        staged.put(STAGES, str(number), [{"deal_id": str(number), "stage": "x"}])
        staged.reached("deals", str(number))
    again = Staged(tmp_path / "running")
    assert again.told(STAGES) == {"0", "1", "2"}
    assert again.cursor("deals") == "2"


def test_a_pull_that_goes_on_began_when_the_one_that_broke_off_did(tmp_path: Path) -> None:
    began = datetime(2026, 3, 1, 8, tzinfo=UTC)
    assert Staged(tmp_path / "running").began_at(began) == began
    assert Staged(tmp_path / "running").began_at(began + timedelta(days=1)) == began
