"""What a source is: the files of a CRM's export, their columns and rules, as its `source.toml` declares them."""

import codecs
from dataclasses import dataclass, field, replace
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from overlap.choices import Answers, answers_of
from overlap.contract import TABLES, Column, Table, Type
from overlap.errors import InputError, nearest
from overlap.reading.asked import Asked, asked_of
from overlap.reading.filling import filling_column, fitted, table_named
from overlap.reading.finding.surroundings import LOOKED_AT
from overlap.reading.finding.times import UNITS
from overlap.reading.finding.ways import AS_OURS, FOUND, ORDERS, TIMES, Decimal
from overlap.reading.folding import folded
from overlap.reading.ids import KINDS
from overlap.reading.layout import Told
from overlap.tomlfile import read_toml
from overlap.words import shown

_FORMATS = (FOUND, AS_OURS, *ORDERS, *UNITS)
_SOURCE_FIELDS = (
    "about", "zone", "contract", "blank", "format", "files", "questions", "choices", "prefixes", "utc_marks",
)  # fmt: skip
_FILE_FIELDS = (
    "names", "zone", "encoding", "separator", "skip", "footer", "decimal", "key", "required", "fills", "blank",
    "format", "columns",
)  # fmt: skip
_COLUMN_FIELDS = (
    "type", "about", "header", "required", "allowed", "low", "high", "refers", "orphans", "event", "personal", "blank",
    "format", "words", "scale", "id", "fold",
)  # fmt: skip


@dataclass(frozen=True)
class RawFile:
    """One kind of file of an export. `names` are patterns of the file's name without its ending, in any case.

    `is_one`: only one file fills the table; else all that match do, together. `zone` is that of its naive times, where
    it is not the source's; a file with a name like one of the `utc_marks` in its header states them in UTC. One that
    `fills` has columns of the canonical table of its name, as they are. One that `has_merges` says which lead stands
    for one that is gone; links to leads are judged after it.
    """

    table: str
    names: tuple[str, ...]
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    required: bool = False
    has_merges: bool = False
    is_one: bool = False
    zone: str | None = None
    utc_marks: frozenset[str] = frozenset()
    fills: bool = False
    decimal: Decimal | None = None
    encoding: str | None = None
    told: Told = field(default_factory=Told)

    @property
    def expected(self) -> str:
        """The file name a person would look for."""
        return f"{self.names[0].strip('*')}.csv"

    @property
    def raw_columns(self) -> tuple[tuple[str, str], ...]:
        """(column, SQL type) of `raw.<table>`: declared order, then `<column>_is_date_only` of each time."""
        times = (column.name for column in self.columns if column.type == "time")
        flags = tuple((f"{name}_is_date_only", "boolean") for name in times)
        return (*((column.name, column.sql_type) for column in self.columns), *flags)

    def must_hold(self, column: Column) -> bool:
        """Whether a blank in this column rejects the record: required ones and every part of the key."""
        return column.required or column.name in self.key

    @property
    def pairs(self) -> tuple[tuple[Column, Column], ...]:
        """Each column that is filled only with certain words of another, and that other column."""
        named = {column.name: column for column in self.columns}
        filled = [(column, column.filled_when[0]) for column in self.columns if column.filled_when]
        return tuple((column, named[other]) for column, other in filled)


@dataclass(frozen=True)
class Source:
    """One source folder. `files` stand in an order in which a file comes after the files it refers to.

    `choices` answer its `questions`, as far as the folder itself does.
    """

    name: str
    about: str
    zone: str | None
    files: tuple[RawFile, ...]
    folder: Path
    is_contract: bool = False
    questions: tuple[Asked, ...] = ()
    choices: Answers = field(default_factory=dict)

    def file(self, table: str) -> RawFile:
        """The file that fills `raw.<table>`. Raises KeyError."""
        for file in self.files:
            if file.table == table:
                return file
        raise KeyError(table)


def load_source(folder: Path) -> Source:
    """The source that `folder/source.toml` declares. Raises InputError: absent, not TOML, or wrongly declared."""
    path = folder / "source.toml"
    try:
        declared = read_toml(path)
    except FileNotFoundError:
        raise InputError(f'There is no source "{folder.name}": {path} does not exist.') from None
    _only(declared, _SOURCE_FIELDS, str(path))
    prefixes = _texts(declared.get("prefixes", []), f"{path}: prefixes", "property_")
    marks = _texts(declared.get("utc_marks", []), f"{path}: utc_marks", "_synced")
    is_contract = bool(declared.get("contract", False))
    cleaning = _Cleaning(format=None if is_contract else FOUND).under(declared, str(path))
    files = _contract_files(cleaning) if is_contract else _declared_files(declared.get("files", {}), path, cleaning)
    return Source(
        name=folder.name,
        about=declared.get("about", ""),
        zone=_zone(declared.get("zone"), path),
        files=_in_order(tuple(_as_loaded(file, prefixes, marks) for file in files), path),
        folder=folder,
        is_contract=is_contract,
        questions=asked_of(declared.get("questions", {}), str(path)),
        choices=answers_of(declared.get("choices", {}), f"{path} [choices]"),
    )


@dataclass(frozen=True)
class _Cleaning:
    """How a column's texts are cleaned where the column itself does not say."""

    blank: tuple[str, ...] = ()
    format: str | None = None

    def under(self, declared: dict, where: str) -> "_Cleaning":
        """This, with what `declared` says laid over it. Raises InputError."""
        blank, written = declared.get("blank", list(self.blank)), declared.get("format", self.format)
        if not isinstance(blank, list) or not all(isinstance(word, str) and word.strip() for word in blank):
            raise InputError(f'{where}: blank must be a list of words that stand for nothing, such as ["NULL", "N/A"].')
        if "(none)" in map(str.lower, blank):
            raise InputError(f'{where}: "(none)" cannot be blank: it is what web analytics calls a direct visit.')
        if written is not None and written not in _FORMATS and "%" not in str(written):
            raise InputError(f"{where}: format {shown(written)} is none of {', '.join(_FORMATS)}.")
        return _Cleaning(tuple(word.strip() for word in blank), written)

    def of(self, column: Column) -> Column:
        """The column, cleaned so."""
        return replace(column, blank=self.blank, format=self._format_of(column))

    def _format_of(self, column: Column) -> str | None:
        if column.type in TIMES or self.format in (None, AS_OURS):
            return self.format if column.type in TIMES else None
        return FOUND


def _contract_files(cleaning: _Cleaning) -> tuple[RawFile, ...]:
    return tuple(
        RawFile(
            table.name,
            (table.name,),
            table.key,
            tuple(map(cleaning.of, table.columns)),
            required=table.name == "leads",
            has_merges=table.name == "merged_leads",
            is_one=True,
        )
        for table in TABLES
    )


def _declared_files(declared: dict[str, dict], path: Path, cleaning: _Cleaning) -> tuple[RawFile, ...]:
    if not isinstance(declared, dict) or not declared:
        raise InputError(f"{path} names no files. Give it a table [files.<name>].")
    files = tuple(_declared_file(table, entry, path, cleaning) for table, entry in declared.items())
    return tuple(_shaped(file, path.parent) for file in _linked(files))


def _shaped(file: RawFile, folder: Path) -> RawFile:
    """One whose rows a statement shapes may hold a date beside any word: what it means is settled there."""
    if not file.fills or not (folder / f"{file.table}.sql").exists():
        return file
    return replace(
        file, columns=tuple(replace(c, filled_when=None, event=False) if c.filled_when else c for c in file.columns)
    )


def _linked(files: tuple[RawFile, ...]) -> tuple[RawFile, ...]:
    """Those that fill tables point only to tables that are filled too: the others have nothing to be judged against."""
    there = {f"{file.table}.{column.name}" for file in files for column in file.columns}
    return tuple(
        replace(file, columns=tuple(c if c.refers in there else replace(c, refers=None) for c in file.columns))
        if file.fills
        else file
        for file in files
    )


def _declared_file(table: str, entry: dict, path: Path, cleaning: _Cleaning) -> RawFile:
    where = f"{path} [files.{table}]"
    _only(entry, _FILE_FIELDS, where)
    own = cleaning.under(entry, where)
    fills = bool(entry.get("fills", False))
    ours = table_named(table, where) if fills else None
    given = entry.get("columns", {}).items()
    columns = fitted(tuple(_declared_column(name, column, where, own, ours) for name, column in given))
    names = [column.name for column in columns]
    if not columns:
        raise InputError(f"{where} names no columns.")
    _refuse_shared_names(columns, where)
    for part in entry.get("key", ()):
        if part not in names:
            raise InputError(f'{where}: key "{part}" is no column.{nearest(part, names)}')
    key = ours.key if ours and set(ours.key) <= set(names) else ()
    return RawFile(
        table=table,
        names=_texts(entry.get("names", [table]), f"{where}: names", "contacts*") or (table,),
        key=tuple(entry.get("key", key)),
        columns=columns,
        required=entry.get("required", False),
        has_merges=fills and table == "merged_leads",
        zone=_zone(entry.get("zone"), where),
        fills=fills,
        decimal=_decimal(entry.get("decimal"), where),
        encoding=_encoding(entry.get("encoding"), where),
        told=_told(entry, where),
    )


def _declared_column(name: str, entry: dict, where: str, cleaning: _Cleaning, ours: Table | None) -> Column:
    _only(entry, _COLUMN_FIELDS, f"{where} {name}")
    # A file that fills a table may hold columns for others, too: those say their type.
    is_ours = ours is not None and "type" not in entry
    if not is_ours and entry.get("type") not in get_args(Type):
        raise InputError(f'{where} {name}: type "{entry.get("type")}" is none of {", ".join(get_args(Type))}.')
    if entry.get("orphans", "reject") not in ("reject", "keep"):
        raise InputError(f'{where} {name}: orphans "{entry["orphans"]}" is neither reject nor keep.')
    _refuse_odd_text_rules(entry, f"{where} {name}")
    own = cleaning.under(entry, f"{where} {name}")
    kept = {key: value for key, value in entry.items() if key not in ("blank", "format")}
    kept["words"] = _words(entry.get("words", {}), f"{where} {name}")
    header = _texts(entry.get("header", []), f"{where} {name}: header", "Create Date")
    if ours and is_ours:
        return own.of(filling_column(ours, name, {**kept, "header": header}, where))
    return own.of(Column(name, **{**kept, "allowed": tuple(entry.get("allowed", ())), "header": header}))


def _refuse_odd_text_rules(entry: dict, where: str) -> None:
    kind, fold, scale = entry.get("id"), entry.get("fold", False), entry.get("scale")
    if kind is not None and kind not in KINDS:
        raise InputError(f"{where}: id {shown(kind)} is neither {' nor '.join(KINDS)}.")
    if not isinstance(fold, bool):
        raise InputError(f"{where}: fold {shown(fold)} is neither true nor false.")
    if scale is not None and (isinstance(scale, bool) or not isinstance(scale, int | float) or not 0 < scale < 1_000):
        raise InputError(f"{where}: scale {shown(scale)} is no number above 0 and below 1000, such as 0.01.")
    if (kind or fold) and entry.get("type", "text") != "text":
        raise InputError(f"{where}: only a text can be an id or be folded.")


def _as_loaded(file: RawFile, prefixes: tuple[str, ...], marks: tuple[str, ...]) -> RawFile:
    """The file as a loader may have written it: columns go by their names with each prefix too, marks tell of UTC."""
    columns = tuple(
        replace(
            column,
            header=(*column.header, *(prefix + name for prefix in prefixes for name in (*column.header, column.name))),
        )
        for column in file.columns
    )
    return replace(file, columns=columns, utc_marks=frozenset(mark.casefold() for mark in marks))


def _encoding(declared: object, where: str) -> str | None:
    try:
        return None if declared is None else codecs.lookup(str(declared)).name
    except LookupError:
        raise InputError(f'{where}: encoding {shown(declared)} is unknown. Use a name such as "cp1252".') from None


def _told(entry: dict, where: str) -> Told:
    separator, skip = entry.get("separator"), entry.get("skip")
    if separator is not None and (not isinstance(separator, str) or len(separator) != 1 or not separator.isascii()):
        raise InputError(f'{where}: separator {shown(separator)} is no single character such as ";".')
    if skip is not None and (not isinstance(skip, int) or not 0 <= skip < LOOKED_AT):
        raise InputError(f"{where}: skip {shown(skip)} is no number of lines above the header, up to {LOOKED_AT}.")
    return Told(separator, skip, _texts(entry.get("footer", []), f"{where}: footer", "Confidential"))


def _decimal(declared: object, where: str) -> Decimal | None:
    if declared not in (None, ".", ","):
        raise InputError(f'{where}: decimal {shown(declared)} is neither "." nor ",".')
    return declared


def _refuse_shared_names(columns: tuple[Column, ...], where: str) -> None:
    """Two columns that go by one name would both read the same column of a file, without a word.

    One that says words of its own may: it reads won or lost out of a stage, say.
    """
    owners: dict[str, Column] = {}
    for column in columns:
        for name in {folded(name) for name in column.names}:
            other = owners.setdefault(name, column)
            is_reading = bool(column.words) != bool(other.words)
            if other is not column and not column.is_header_only and not is_reading:
                raise InputError(f"{where}: {other.name} and {column.name} go by the same name in a header ({name}).")


def _texts(declared: object, where: str, example: str) -> tuple[str, ...]:
    if not isinstance(declared, list) or not all(isinstance(text, str) and text.strip() for text in declared):
        raise InputError(f'{where} must be a list of names, such as ["{example}"].')
    return tuple(text.strip() for text in declared)


def _words(declared: object, where: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(declared, dict) or not all(isinstance(word, str) for word in declared.values()):
        raise InputError(f'{where}: words must be a table of texts, such as {{ "Closed Won" = "won" }}.')
    return tuple((written.casefold(), word) for written, word in declared.items())


def _only(declared: object, fields: tuple[str, ...], where: str) -> None:
    if not isinstance(declared, dict):
        raise InputError(f"{where}: {shown(declared)} is no table of values.")
    for name in declared:
        if name not in fields:
            raise InputError(f'{where}: "{name}" means nothing here.{nearest(name, fields)}')


def _zone(name: str | None, path: Path | str) -> str | None:
    if name is None:
        return None
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError):
        raise InputError(f'{path}: "{name}" is no time zone. Use a name such as "Europe/Berlin".') from None


def _in_order(files: tuple[RawFile, ...], path: Path) -> tuple[RawFile, ...]:
    by_table = {file.table: file for file in files}
    graph: dict[str, list[str]] = {}
    for file in files:
        graph[file.table] = []
        for column in file.columns:
            if column.refers is None:
                continue
            table, _, name = column.refers.partition(".")
            if table not in by_table or name not in (known.name for known in by_table[table].columns):
                raise InputError(
                    f'{path}: {file.table}.{column.name} refers to "{column.refers}", which is not declared.'
                )
            if column.orphans == "reject" and table != file.table:
                graph[file.table].append(table)
                if column.refers == "leads.lead_id" and not file.has_merges:
                    graph[file.table] += [each.table for each in files if each.has_merges]
    try:
        return tuple(by_table[table] for table in TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise InputError(f"{path}: {' -> '.join(error.args[1])} refer to each other in a circle.") from None
