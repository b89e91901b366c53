"""Every error a user can cause or meet, in one tree; the front ends catch `AppError` once.

AppError                     exit 1
├── UsageError               exit 2   a report, parameter or option that does not exist
├── InputError               exit 1   an export or a form that cannot be taken: names the place in it and the remedy
├── CheckFailed              exit 1   a `stop` check failed: nothing was published
├── RemoteError              exit 1   a CRM that is asked live refuses or does not answer
│   └── LackingError         exit 1   it has no such object for this user: names the permission
├── WarehouseError           exit 1   no generation, a damaged file, a lock, a newer model
│   └── NoGeneration         exit 1   nothing has been imported yet
└── StoreError               exit 1   the app store cannot be opened, or belongs to another house
"""

from difflib import get_close_matches


class AppError(Exception):
    """Something a person can understand and mend; `exit_code` is the command line's answer."""

    exit_code = 1


class UsageError(AppError):
    """The question itself is wrong: unknown report, parameter, option or value."""

    exit_code = 2


class InputError(AppError):
    """An export folder or file, or a form, that must be refused as a whole."""


class CheckFailed(AppError):
    """A check of level `stop` found rows; the published generation keeps serving."""


class RemoteError(AppError):
    """A CRM, or where messages are sent, refuses or does not answer."""


class LackingError(RemoteError):
    """The CRM has no such object, or the user of the connection may not read it."""


class WarehouseError(AppError):
    """The warehouse cannot be read or written."""


class NoGeneration(WarehouseError):
    """The warehouse is empty."""


class StoreError(AppError):
    """The app store cannot be used."""


def nearest(word: str, words: list[str] | tuple[str, ...]) -> str:
    """' Did you mean "x"?' for the closest of `words`, or ''."""
    found = get_close_matches(word, list(words), n=1, cutoff=0.5)
    return f' Did you mean "{found[0]}"?' if found else ""
