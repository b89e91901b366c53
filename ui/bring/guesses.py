"""Step 2, what they are: the table of each file and the column of each column, doubtful ones first, to be corrected."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl
import streamlit as st
from duckdb import DuckDBPyConnection, connect

from overlap import words
from overlap.choices import NONE
from overlap.contract import BY_NAME, TABLES
from overlap.guessing.column_facts import Column
from overlap.guessing.looked import Looked
from overlap.guessing.text_tables import File
from overlap.guessing.which_table import SURE, Guess, Match
from overlap.mapping.after import SHOWN, after
from overlap.mapping.company_questions import column_key, table_key
from overlap.mapping.extra_columns import told
from overlap.mapping.mapped import MappedFile
from overlap.mapping.proposal import Proposal
from ui import parts
from ui.bring import draft as drafts
from ui.bring.draft import Place

_FILE_SURE = 0.7
_BETWEEN = "  ·  "
_NOTHING = "not used"


@dataclass(frozen=True)
class _Shown:
    """What the values of a file's columns become."""

    looked: Looked
    proposal: Proposal
    mapped: MappedFile | None

    def after(self, connection: DuckDBPyConnection, file: File, column: Column, match: Match | None) -> str:
        """The most frequent values as they will be read, or what else the column is used for."""
        beside = next((each for each in self.mapped.extra if each.header == column.name), None) if self.mapped else None
        if beside and match is None:
            return f"used for {told(beside.name, beside.stage)}"
        cleaned = self.mapped.column(match.ours) if self.mapped and match else None
        if cleaned is None or self.mapped is None:
            return ""
        zone = self.proposal.mapping.zone
        pairs = after(connection, self.looked, file.name, column, self.mapped.table, cleaned, zone)
        return _listed("(cannot be read)" if became is None else became for _, became in pairs)


def _listed(values: Iterable[str]) -> str:
    return _BETWEEN.join(values)


def draw(at: Place, looked: Looked, proposal: Proposal) -> None:
    """A part for each file, doubtful ones first; those that are surely right are folded away."""
    mapped = {file.table: file for file in (*proposal.mapping.files, *proposal.mapping.wide)}
    both = list(zip(proposal.files, proposal.guesses, strict=True))
    sure = [pair for pair in both if _is_sure(*pair)]
    doubted = [pair for pair in both if pair not in sure]
    with parts.block("Step 2: what they are", "Open a file to see its columns, and change what is wrong."):
        for file, guess in doubted:
            _file(at, file, guess, _Shown(looked, proposal, mapped.get(str(guess.table))))
        if sure:
            st.markdown(f":material/check: Recognised for sure: {words.listed(_tables(sure))}.")
            _one_of(at, looked, proposal, sure, mapped)


def _one_of(
    at: Place,
    looked: Looked,
    proposal: Proposal,
    sure: list[tuple[File, Guess]],
    mapped: Mapping[str, MappedFile],
) -> None:
    """The columns of one file that needs no look, for who wants to."""
    by_name = {f"{file.name}: {words.spoken(str(guess.table))}": (file, guess) for file, guess in sure}
    chosen = st.selectbox(
        "Look at the columns of", list(by_name), index=None, placeholder="choose a file", key="bring_look",
    )  # fmt: skip
    if chosen in by_name:
        file, guess = by_name[chosen]
        _table(at, file, guess)
        _columns(at, file, guess, _Shown(looked, proposal, mapped.get(str(guess.table))))


def _tables(sure: list[tuple[File, Guess]]) -> list[str]:
    """What was recognised, with how many records of each."""
    counts: dict[str, int] = {}
    for file, guess in sure:
        counts[str(guess.table)] = counts.get(str(guess.table), 0) + file.records
    return [f"**{words.count(count)}** {words.spoken(table)}" for table, count in counts.items()]


def _is_sure(file: File, guess: Guess) -> bool:
    return guess.table is not None and guess.confidence >= _FILE_SURE and file.refused is None


def _file(at: Place, file: File, guess: Guess, shown: _Shown) -> None:
    what = f"**{words.spoken(guess.table)}**" if guess.table else _NOTHING
    icon = ":material/error:" if file.refused else ":material/check:" if _is_sure(file, guess) else ":material/help:"
    label = f"{parts.escape(file.name)}: {what}, {words.counted(file.records, 'record')}"
    with st.expander(label, icon=icon, key=f"bring_file_{file.name}_{guess.table}"):
        if file.refused:
            st.markdown(f":red[{parts.escape(file.refused)}]")
            return
        _table(at, file, guess)
        if guess.table:
            _columns(at, file, guess, shown)


def _table(at: Place, file: File, guess: Guess) -> None:
    key, choices = f"bring_table_{file.name}_{guess.table}", [*(table.name for table in TABLES), NONE]

    def say() -> None:
        drafts.answer(at, table_key(file), [st.session_state[key]])

    st.selectbox(
        "This file holds", choices, index=choices.index(guess.table or NONE), key=key, on_change=say,
        format_func=_about,
    )  # fmt: skip


def _about(table: str) -> str:
    return "nothing Overlap uses" if table == NONE else f"{words.spoken(table)}: {BY_NAME[table].about.rstrip('.')}"


def _columns(at: Place, file: File, guess: Guess, shown: _Shown) -> None:
    """A line a column in a table whose second column can be changed."""
    assert guess.table
    by_column = {match.column: match for match in guess.matches}
    names = [column.name for column in BY_NAME[guess.table].columns]
    ordered = sorted(file.columns, key=lambda column: (_doubt(by_column.get(column.name)), column.place))
    spoken = {name: words.spoken(name) for name in names}
    with connect() as connection:
        connection.execute("set global TimeZone = 'UTC'")
        after_ = {c.name: shown.after(connection, file, c, by_column.get(c.name)) for c in file.columns}
    frame = pl.DataFrame(
        [
            {
                "Your column": column.name,
                "is our": spoken.get(by_column[column.name].ours) if column.name in by_column else _NOTHING,
                "sure": by_column[column.name].confidence if column.name in by_column else None,
                "Your values": _listed(value for value, _ in column.values[:SHOWN]),
                "become": after_.get(column.name, ""),
            }
            for column in ordered
        ],
        schema_overrides={"sure": pl.Float64},
    )
    key = f"bring_columns_{file.name}_{guess.table}"

    def say() -> None:
        edited: Mapping[int, Mapping[str, str]] = st.session_state[key]["edited_rows"]
        for row, changed in edited.items():
            ours = {spoken: name for name, spoken in spoken.items()}.get(changed.get("is our", ""))
            header = ordered[int(row)].name
            before = by_column.get(header)
            if ours:
                drafts.answer(at, column_key(file.name, ours), [header])
            elif before:
                drafts.answer(at, column_key(file.name, before.ours), [NONE])

    st.data_editor(
        frame, hide_index=True, key=key, on_change=say, disabled=["Your column", "sure", "Your values", "become"],
        column_config={
            "is our": st.column_config.SelectboxColumn(options=[_NOTHING, *spoken.values()], required=True),
            "sure": st.column_config.ProgressColumn(min_value=0, max_value=1, format="percent", width="small"),
        },
    )  # fmt: skip


def _doubt(match: object) -> int:
    """Doubtful columns first, then those that are not used, then the sure ones."""
    if match is None:
        return 1
    return 2 if match.confidence >= SURE else 0  # pyright: ignore[reportAttributeAccessIssue]
