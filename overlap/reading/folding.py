"""When two names or words are the same in spite of how they are written: `First Name`, `FirstName` and `first_name`."""

import unicodedata


def folded(name: str) -> str:
    """`name` without case, spaces, underscores and punctuation; a name of nothing else stays as it is."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(character for character in plain if character.isalnum()) or plain.strip()
