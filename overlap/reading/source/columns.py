"""The columns that an entry `[files.<name>]` declares: type, names and rules, or those of the contract's column."""

from typing import get_args

from overlap.contract import Column, Table, Type
from overlap.errors import InputError, nearest
from overlap.reading.folding import folded
from overlap.reading.source.cleaning import Cleaning
from overlap.reading.source.entries import only, texts, words
from overlap.reading.source.plain_files import filling_column
from overlap.reading.values.ids import KINDS
from overlap.words import shown

_COLUMN_FIELDS = (
    "type", "about", "header", "required", "allowed", "low", "high", "refers", "orphans", "event", "personal", "blank",
    "format", "words", "scale", "id", "fold", "sign",
)  # fmt: skip


def declared_column(name: str, entry: dict, where: str, cleaning: Cleaning, ours: Table | None) -> Column:
    only(entry, _COLUMN_FIELDS, f"{where} {name}")
    # A file that fills a table may hold columns for others, too: those say their type.
    is_ours = ours is not None and "type" not in entry
    if not is_ours and entry.get("type") not in get_args(Type):
        raise InputError(f'{where} {name}: type "{entry.get("type")}" is none of {", ".join(get_args(Type))}.')
    if entry.get("orphans", "reject") not in ("reject", "keep"):
        raise InputError(f'{where} {name}: orphans "{entry["orphans"]}" is neither reject nor keep.')
    _refuse_odd_text_rules(entry, f"{where} {name}")
    own = cleaning.under(entry, f"{where} {name}")
    kept = {key: value for key, value in entry.items() if key not in ("blank", "format")}
    kept["words"] = words(entry.get("words", {}), f"{where} {name}")
    header = texts(entry.get("header", []), f"{where} {name}: header", "Create Date")
    if ours and is_ours:
        return own.of(filling_column(ours, name, {**kept, "header": header}, where))
    return own.of(Column(name, **{**kept, "allowed": tuple(entry.get("allowed", ())), "header": header}))


def refuse_shared_names(columns: tuple[Column, ...], where: str) -> None:
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


def refuse_lost_signs(columns: tuple[Column, ...], where: str) -> None:
    """The sign of an amount fills a text of the same file."""
    texts_ = [column.name for column in columns if column.type == "text"]
    for column in columns:
        if column.sign is not None and (column.type != "money" or column.sign not in texts_):
            raise InputError(
                f"{where} {column.name}: sign names the text column that the signs of amounts fill, and"
                f" {shown(column.sign)} is none of {', '.join(texts_) or 'this file'}.{nearest(column.sign, texts_)}"
            )


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
