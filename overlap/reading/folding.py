"""When two names or words are the same in spite of how they are written: `First Name`, `FirstName` and `first_name`."""

import unicodedata

_BETWEEN = {code: None for code in range(128) if not chr(code).isalnum()}  # what stands between letters in ASCII


def folded(name: str) -> str:
    """`name` without case, spaces, underscores and punctuation; a name of nothing else stays as it is."""
    if name.isascii():  # each cell of a file's head comes by here, often a whole line as one cell
        return name.lower().translate(_BETWEEN) or name.lower().strip()
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(character for character in plain if character.isalnum()) or plain.strip()
