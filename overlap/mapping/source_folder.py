"""A mapping as the folder of a source that people can read: source.toml, house.toml, and SQL where a join needs it."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from overlap.contract import BY_NAME
from overlap.folders import PRIVATE_FOLDER, private_folder
from overlap.mapping.mapped import ExtraColumn, MappedColumn, MappedFile
from overlap.mapping.mapped import Mapping as Mapped
from overlap.mapping.toml_text import key, listed, table, text
from overlap.mapping.wide_statements import WIDE, raw_extras, raw_name

_NEW, _OLD = ".new-", ".old-"  # a name no source has: what a killed process leaves is put right by `recover`


def write(sources: Path, name: str, mapping: Mapped, settings: Mapping[str, str]) -> Path:
    """Write the folder `sources/name` whole, or leave what was there; `settings` are lines of its house.toml."""
    private_folder(sources)
    recover(sources)
    new, old, folder = sources / f"{_NEW}{name}", sources / f"{_OLD}{name}", sources / name
    new.mkdir(mode=PRIVATE_FOLDER)
    for file, lines in _files(name, mapping, settings).items():
        (new / file).parent.mkdir(exist_ok=True)
        (new / file).write_text(lines, encoding="utf-8")
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
    return folder


def recover(sources: Path) -> None:
    """What a killed process left: an old folder whose new one never came is put back, the rest goes."""
    for old in sources.glob(f"{_OLD}*"):
        folder = sources / old.name.removeprefix(_OLD)
        if folder.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(folder)
    for new in sources.glob(f"{_NEW}*"):
        shutil.rmtree(new, ignore_errors=True)


def _files(name: str, mapping: Mapped, settings: Mapping[str, str]) -> dict[str, str]:
    found = {"source.toml": "\n".join(_source(name, mapping)) + "\n"}
    found |= mapping.statements
    if settings:
        lines = [f"{setting} = {text(value)}" for setting, value in settings.items()]
        found["house.toml"] = "\n".join(
            ["# What the company is set to, as far as its export says nothing else.", *lines, ""]
        )
    return found


def _source(name: str, mapping: Mapped) -> Iterator[str]:
    yield "# What the files of this export are. Written by `overlap source new`; change it as you like: the next import"
    yield "# reads it. `names` are patterns of file names, `header` the names a column goes by, `words` the words of a"
    yield "# file and ours for them."
    yield f"about = {text(f'{name}: files of the company, as they were described')}"
    if mapping.zone:
        yield f"zone = {text(mapping.zone)}"
    for file in mapping.files:
        yield from _file(file)
    if mapping.wide:
        yield from _wide(mapping.wide)
    if mapping.answers:
        yield ""
        yield "# What was asked, and answered."
        yield "[choices]"
        yield from (f"{key(asked)} = {listed(values)}" for asked, values in mapping.answers.items())


def _file(file: MappedFile) -> Iterator[str]:
    yield ""
    yield f"[files.{file.table}]"
    yield f"names = {listed(file.names)}"
    yield "fills = true"
    yield ""
    yield f"[files.{file.table}.columns]"
    for column in file.columns:
        yield f"{column.ours} = {_column(column)}"
    for extra in file.extra:
        yield f"{extra.name} = {_extra(extra)}"


def _wide(parts: Sequence[MappedFile]) -> Iterator[str]:
    """One file that is several tables: its columns say all of themselves, the statements take it apart."""
    yield ""
    yield "# One file that holds several tables."
    yield f"[files.{WIDE}]"
    yield f"names = {listed(parts[0].names)}"
    yield ""
    yield f"[files.{WIDE}.columns]"
    names, extras = set[str](), raw_extras(parts)
    for part in parts:
        for column in part.columns:
            name = raw_name(part.table, column.ours)
            if name not in names:
                names.add(name)
                sign = column.sign and raw_name(part.table, column.sign)
                yield f"{name} = {_column(replace(column, sign=sign), _typed(part.table, column.ours))}"
        for extra in part.extra:
            name = extras[part.table, extra.name]
            if name not in names:
                names.add(name)
                yield f"{name} = {_extra(extra)}"


def _typed(of: str, ours: str) -> dict[str, str]:
    """What a column of the contract says of itself, as far as a wide file may hold it."""
    column = BY_NAME[of].column(ours)
    said = {"type": text(column.type)}
    if ours == "lead_id":
        said["required"] = "true"
    if column.event and column.filled_when is None:
        said["event"] = "true"
    if column.allowed:
        said["allowed"] = listed(column.allowed)
    return said


def _column(column: MappedColumn, typed: Mapping[str, str] = MappingProxyType({})) -> str:
    said = {**typed, "header": listed(column.header)}
    if column.format:
        said["format"] = text(column.format)
    if column.blank:
        said["blank"] = listed(column.blank)
    if column.sign:
        said["sign"] = text(column.sign)
    if column.words:
        said["words"] = table({word: text(ours) for word, ours in column.words})
    return table(said)


def _extra(column: ExtraColumn) -> str:
    said = {"type": text(column.type), "header": listed([column.header])}
    if column.type == "time":
        said["event"] = "true"
    if column.personal:
        said["personal"] = text(column.personal)
    if column.format:
        said["format"] = text(column.format)
    if column.blank:
        said["blank"] = listed(column.blank)
    return table(said)
