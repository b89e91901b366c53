"""The reasons that can be ticked beside a rating, from config/feedback.toml."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from overlap.errors import InputError
from overlap.settings import PROJECT

REASONS = PROJECT / "config" / "feedback.toml"
SIDES = ("good", "bad")


@cache
def reasons(path: Path = REASONS) -> Mapping[str, tuple[str, ...]]:
    """`good` and `bad` -> their reasons in the order of the file. Raises InputError naming the fault."""
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}.") from error
    found = {side: tuple(written.get("reasons", {}).get(side, ())) for side in SIDES}
    words = [word for side in SIDES for word in found[side]]
    for word in words:
        # An export separates reasons by ";": one that held it would come back as two.
        if not isinstance(word, str) or not word.strip() or ";" in word or words.count(word) > 1:
            raise InputError(f'{path}: "{word}" cannot be a reason. Use words without ";", each once.')
    return found


def allowed_reasons() -> tuple[str, ...]:
    """Every reason that can be ticked."""
    return tuple(word for side in SIDES for word in reasons()[side])
