"""What any entry of a source.toml may say: known names only, lists of names, tables of words, a time zone."""

from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from overlap.errors import InputError, nearest
from overlap.words import shown


def only(declared: object, fields: tuple[str, ...], where: str) -> None:
    if not isinstance(declared, dict):
        raise InputError(f"{where}: {shown(declared)} is no table of values.")
    for name in declared:
        if name not in fields:
            raise InputError(f'{where}: "{name}" means nothing here.{nearest(name, fields)}')


def texts(declared: object, where: str, example: str) -> tuple[str, ...]:
    if not isinstance(declared, list) or not all(isinstance(text, str) and text.strip() for text in declared):
        raise InputError(f'{where} must be a list of names, such as ["{example}"].')
    return tuple(text.strip() for text in declared)


def words(declared: object, where: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(declared, dict) or not all(isinstance(word, str) for word in declared.values()):
        raise InputError(f'{where}: words must be a table of texts, such as {{ "Closed Won" = "won" }}.')
    return tuple((written.casefold(), word) for written, word in declared.items())


def zone_of(name: str | None, path: Path | str) -> str | None:
    if name is None:
        return None
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError):
        raise InputError(f'{path}: "{name}" is no time zone. Use a name such as "Europe/Berlin".') from None
