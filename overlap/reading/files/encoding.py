"""The text of a file as UTF-8: what a spreadsheet saved as UTF-16 or CP1252 is decoded, what is neither is refused."""

import codecs
from pathlib import Path

from overlap.errors import InputError

CHUNK = 4 * 1024 * 1024
_REMEDY = "Save it as CSV UTF-8."


def utf16_of(start: bytes) -> str | None:
    """The UTF-16 flavour that a file's first two bytes give away: its mark, or a Latin letter beside a 0."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if len(start) >= 2 and (start[0] == 0) != (start[1] == 0):
        return "utf-16-le" if start[1] == 0 else "utf-16-be"
    return None


def as_utf8(path: Path, scratch: Path, encoding: str | None = None) -> Path:
    """A file whose text is UTF-8: `path` itself, or its decoded copy in `scratch`. Raises InputError.

    `encoding` is what the source says of it; else it is found.
    """
    if encoding is not None:
        try:
            return path if encoding == "utf-8" and is_utf8(path) else _decoded(path, encoding, scratch)
        except UnicodeDecodeError:
            raise InputError(f"Its text is not {encoding}, as the source says it is. {_REMEDY}") from None
    with path.open("rb") as file:
        flavour = utf16_of(file.read(2))
    if flavour is not None:
        try:
            return _decoded(path, flavour, scratch)
        except UnicodeDecodeError:
            raise InputError(f"It looks like UTF-16 but is damaged. {_REMEDY}") from None
    if is_utf8(path):
        return path
    _refuse_mixed(path)
    try:
        return _decoded(path, "cp1252", scratch)
    except UnicodeDecodeError:
        raise InputError(f"Its text is neither UTF-8 nor Windows-1252. {_REMEDY}") from None


def is_utf8(path: Path) -> bool:
    """Whether every byte of the file belongs to UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while chunk := file.read(CHUNK):
                # An ASCII chunk needs no decoding unless a character was cut at the last one's end.
                if not chunk.isascii() or decoder.getstate()[0]:
                    decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _decoded(path: Path, encoding: str, scratch: Path) -> Path:
    target = scratch / f"{path.name}.utf8"
    with (
        path.open("r", encoding=encoding, newline="") as source,
        target.open("w", encoding="utf-8", newline="") as copy,
    ):
        while text := source.read(CHUNK):
            copy.write(text)
    return target


def _refuse_mixed(path: Path) -> None:
    """A few bytes of CP1252 in a UTF-8 file: decoding all of it as CP1252 would spoil every good character silently."""
    good, bad_line = 0, 0
    with path.open("rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(CHUNK), b""), start=1):
            if line.isascii():
                continue
            good += any(not character.isascii() for character in line.decode("utf-8", errors="ignore"))
            if not bad_line and "�" in line.decode("utf-8", errors="replace"):
                bad_line = number
    if good:
        raise InputError(f"It mixes encodings: most of it is UTF-8, line {bad_line} is not. {_REMEDY}")
