"""The parts of the Data page: the account of every record, rejects, checks, tables, builds."""

import json
import re
from datetime import datetime

import polars as pl
import streamlit as st

from overlap import words
from overlap.contract import TABLES
from overlap.sentences.durations import lasting
from overlap.silence import silent
from overlap.subjects.data.charts.rejected_records import reasons
from ui import charts, gateway, parts, rows
from ui.parts import Card
from ui.theme import palette

_DEMO = " This is a demo company: nothing here is real, and `overlap demo --truth` prints what is planted in it."
_VALUES = re.compile(r'"[^"]*"|\b\d[\d,.]*\b')


def answer() -> str:
    """Whether every record is accounted for, and what the checks say."""
    house, (read, accepted, rejected) = gateway.house(), _totals()
    account = "none is missing" if read == accepted + rejected else "they do not add up"
    passed, warned = house.checks["passed"], house.checks["warned"]
    checks = f"All {words.counted(passed, 'check')} passed."
    if warned:
        checks = f"{words.count(passed)} of {words.counted(passed + warned, 'check')} passed; the others warn."
    return (
        f"**{words.counted(read, 'record')} read, {words.count(accepted)} accepted, {words.count(rejected)} rejected "
        f"with a reason: {account}.** {checks} The data reaches to {_as_of()}.{_DEMO if house.is_demo else ''}"
    )


def cards() -> None:
    """The last good build, what was accepted, what the checks say, to when the data reaches."""
    house, (read, accepted, _) = gateway.house(), _totals()
    built, reaches = gateway.local(gateway.built_at()), gateway.local(house.as_of_at)
    warned, all_checks = house.checks["warned"], house.checks["passed"] + house.checks["warned"]
    given = "as the export says" if house.as_of_is_given else "the newest event"
    parts.cards(
        [
            Card("Last good build", words.day(built.date()), note=f"{built:%H:%M}, took {_took(house.seconds)}"),
            Card("Accepted", words.share(accepted / read) if read else "–", note=f"of {words.counted(read, 'record')}"),
            Card(
                "Checks passed",
                f"{words.count(house.checks['passed'])} of {words.count(all_checks)}",
                note=words.counted(warned, "warning") if warned else "no warning",
            ),
            Card("Data reaches to", words.day(reaches.date()), note=f"{reaches:%H:%M}, {given}"),
        ]
    )


def files() -> None:
    """What was read from each file, with the proof; a selected file shows its rejected records."""
    frame = _files()
    with parts.block("What came in", "Each file: read = accepted + rejected. Select one for its rejected records."):
        account = frame.select("records", "accepted", "rejected")
        proofs = pl.Series("read = accepted + rejected", [_sum(*row) for row in account.iter_rows()], dtype=pl.String)
        shown = frame.select("source", "file", proofs, "rejected", "table_name", "loaded_at")
        hidden = ("source", "rejected") if frame["source"].n_unique() <= 1 else ("rejected",)
        chosen = rows.listed(shown, "files", "data/files", hidden)
        read, accepted, rejected = _totals()
        parts.proof(_sum(read, accepted, rejected), read == accepted + rejected)
        late = int(frame["later_than_import"].sum())
        if late:
            st.caption(f"{words.counted(late, 'rejected record')} dated after the import.")
        if chosen:
            _rejects_of(chosen)


def cleaned() -> None:
    """What reading made of values: which were changed, by column and rule, and how days and numbers are written."""
    frame = gateway.ask("data/cleaned")
    if frame.is_empty():
        return
    hidden = ("source", "table_name") if frame["source"].n_unique() <= 1 else ("table_name",)
    with parts.block(
        "What was changed while reading", "Values by column and rule; everything else stands as exported."
    ):
        shown = frame.select("source", "table_name", "file", "column_name", "value_count", "change")
        rows.table(shown, "cleaned", "data/cleaned", hidden, {"value_count": "Values"})


def rejected() -> None:
    """Why records were rejected, and all of them to download."""
    frame = gateway.ask("data/rejects")
    with parts.block("Why records were rejected", "Records by reason; values are left out of the reasons here."):
        if frame.is_empty():
            st.markdown(":material/check: Nothing was rejected.")
            return
        named = frame.with_columns(reason=pl.Series([_reason(text) for text in frame["reason"]], dtype=pl.String))
        by_reason = named.group_by("reason").len("records").sort("records", "reason", descending=[True, False])
        charts.draw(reasons(by_reason, palette()), "reasons", "Rejected records by reason")
        parts.export(frame, "rejected_records")


def checks() -> None:
    """What was promised about the data, by group; broken promises list rows that break them."""
    frame = gateway.ask("data/checks")
    with parts.block("Checks", "A stop check would have kept the build from being published."):
        for group in frame["group_name"].unique(maintain_order=True).sort():
            held = frame.filter(pl.col("group_name") == group)
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(parts.escape(group), width="content")
                st.space("stretch")
                _verdict(held.height, held.filter(pl.col("failed_count") > 0).height)


def warnings() -> None:
    """The promises that do not hold, each with some of the rows that break it; a row with a lead opens it."""
    broken = gateway.ask("data/checks").filter(pl.col("failed_count") > 0)
    if broken.is_empty():
        return
    with parts.block("What to look at", "Published all the same, and counted; some of the rows of each."):
        for check in broken.iter_rows(named=True):
            found = words.broken_by(check["failed_count"])
            st.markdown(f":orange[:material/visibility:] {parts.escape(check['sentence'])} **{found}.**")
            if check["sample"]:
                rows.table(_sample(check["sample"]), f"sample_{check['check_name']}")


def tables() -> None:
    """Which tables of the contract are supplied, and what the others would show."""
    frame = gateway.ask("data/tables").filter("is_supplied")
    sources = dict(frame.group_by("table_name").agg(pl.col("source").sort().str.join(", ")).iter_rows())
    missing = silent(sources)
    how = "Missing is not the same as empty: a number that needs a missing table is not shown as zero."
    with parts.block("What your data contains", how):
        with st.container(horizontal=True, gap="xsmall"):
            for table in TABLES:
                if table.name in sources:
                    st.badge(words.spoken(table.name), color="green", icon=":material/check:")
        if missing:
            st.table(
                [
                    {
                        "Not in your data": words.spoken(each.table),
                        "It would show": each.would_show,
                        "A file of these would": ", ".join(each.files),
                    }
                    for each in missing
                ],
                border="horizontal",
                hide_index=True,
            )


def builds() -> None:
    """The generations that are kept, the one that is shown first."""
    frame, undone = gateway.ask("data/generations"), gateway.rolled_back()
    is_shown = pl.col("generation") == gateway.house().generation
    state = pl.when(is_shown).then(pl.lit("shown now")).otherwise(pl.lit("kept"))
    with parts.block("Builds", "A failed build changes nothing: the last good one stays. Older ones are pruned."):
        rows.table(
            frame.select(state.alias("state"), pl.all()), "builds", "data/generations", ("app_version", "accepted")
        )
        for each in undone:
            day = words.day(gateway.local(datetime.fromisoformat(each.at)).date())
            said = f"Rolled back on {day}: build {each.generation}. The same export of {each.source} is refused until"
            st.caption(parts.escape(f"{said} somebody imports it with --accept rolled-back."))
        for source, name, found in gateway.house().accepted_stops:
            st.caption(parts.escape(f"Confirmed by name when {source} was imported ({name}): {found}"))


def _files() -> pl.DataFrame:
    return gateway.ask("data/files")


def _totals() -> tuple[int, int, int]:
    """Records read, accepted and rejected in all files."""
    files = _files()
    return int(files["records"].sum()), int(files["accepted"].sum()), int(files["rejected"].sum())


def _sum(read: int, accepted: int, rejected: int) -> str:
    return f"{read:,} = {accepted:,} + {rejected:,}"


def _sample(lines: str) -> pl.DataFrame:
    """Some of the rows that break a check: an object a line."""
    return pl.DataFrame([json.loads(line) for line in lines.splitlines()], infer_schema_length=None)


def _took(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 120 else lasting(seconds / 60)


def _as_of() -> str:
    return words.instant(gateway.local(gateway.house().as_of_at))


def _rejects_of(file: dict[str, object]) -> None:
    frame = gateway.ask("data/rejects", in_file="yes", source=file["source"], file=file["file"])
    st.markdown(f"**{parts.escape(file['file'])}**: {words.counted(frame.height, 'rejected record')}")
    if not frame.is_empty():
        rows.table(frame, "file_rejects", "data/rejects", hidden=("source", "file", "table_name"))
        parts.export(frame, f"rejected_{file['table_name']}")


def _reason(text: str) -> str:
    """The reason without the values in it, so that the same fault counts as one: the first sentence of the record."""
    return _VALUES.sub("…", text).split(". ")[0].rstrip(".")


def _verdict(total: int, broken: int) -> None:
    said = f"{words.count(total - broken)} of {words.count(total)}"
    if broken:
        st.badge(f"{said}, {words.counted(broken, 'warning')}", color="orange", icon=":material/visibility:")
    else:
        st.badge(said, color="green", icon=":material/check:")
