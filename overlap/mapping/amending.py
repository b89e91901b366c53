"""New names written into a source.toml, line by line, so that what a person changed or remarked in it stays."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from overlap.errors import InputError
from overlap.mapping.next_export import Changes
from overlap.mapping.toml_text import key, listed, table, text


def amend(folder: Path, changes: Changes) -> None:
    """Add the names to the folder's source.toml. Raises InputError for a line that is not as it was written."""
    path = folder / "source.toml"
    before = path.read_text(encoding="utf-8")
    after = "\n".join(_amended(before.splitlines(), changes, path)) + "\n"
    if after != before:
        beside = folder / ".source.toml.new"
        beside.write_text(after, encoding="utf-8")
        beside.replace(path)


def _amended(lines: list[str], changes: Changes, path: Path) -> Iterator[str]:
    section, left = "", set(changes.names) | set(changes.headers)
    for line in lines:
        if line.startswith("["):
            section = line.strip("[] \n")
        place = _place(section, line)
        if place in left and isinstance(place, str):
            names = [*tomllib.loads(line)["names"], *changes.names[place]]
            yield f"names = {listed(dict.fromkeys(names))}"
        elif place in left and isinstance(place, tuple):
            yield _column(line, place[1], changes.headers[place])
        else:
            yield line
        left.discard(place)  # pyright: ignore[reportArgumentType]
    if left:
        raise InputError(f"{path} is not as it was written: add the new names to {', '.join(map(str, left))} by hand.")
    declined = {asked: values for asked, values in changes.asked.answers.items() if asked not in _told(lines)}
    if declined:
        if "[choices]" not in lines:
            yield ""
            yield "[choices]"
        yield from (f"{key(asked)} = {listed(values)}" for asked, values in declined.items())


def _place(section: str, line: str) -> str | tuple[str, str] | None:
    """The table whose names, or the column whose headers, the line says."""
    name = line.partition("=")[0].strip()
    if section.startswith("files.") and section.endswith(".columns"):
        return section.removeprefix("files.").removesuffix(".columns"), name
    return section.removeprefix("files.") if section.startswith("files.") and name == "names" else None


def _column(line: str, ours: str, header: str) -> str:
    declared = tomllib.loads(line)[ours]
    declared["header"] = list(dict.fromkeys([*declared.get("header", []), header]))
    return f"{ours} = {table({name: _written(value) for name, value in declared.items()})}"


def _written(value: object) -> str:
    if isinstance(value, dict):
        return table({name: _written(each) for name, each in value.items()})
    if isinstance(value, list):
        return listed(value)
    return str(value).lower() if isinstance(value, bool | int | float) else text(str(value))


def _told(lines: list[str]) -> set[str]:
    return set(tomllib.loads("\n".join(lines)).get("choices", {}))
