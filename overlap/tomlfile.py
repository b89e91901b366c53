"""One TOML file a person wrote: read whole, or refused in words that name the file."""

import tomllib
from pathlib import Path
from typing import Any

from overlap.errors import InputError

_MOST_BYTES = 4 * 1024 * 1024


def read_toml(path: Path) -> dict[str, Any]:
    """What the file says. Raises FileNotFoundError where there is nothing, InputError for all that is no TOML file."""
    if not path.is_file() and (path.exists() or path.is_symlink()):
        raise InputError(f"{path} is not a file. Put a text file there, or take it away.")
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputError(f"{path} is larger than 4 MB: that is not a file of settings. Put the right one there.")
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}). Check the rights of the file.") from None
    except RecursionError:
        raise InputError(f"{path} is not TOML: it is nested too deeply. Correct it.") from None
    except ValueError as error:
        # Text that is no UTF-8, no TOML, or a number of more digits than any number needs.
        raise InputError(f"{path} is not TOML: {str(error).rstrip('.')}. Correct it.") from None
