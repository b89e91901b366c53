"""What a disk refuses to write or read, worded in one place."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from overlap.errors import WarehouseError

FULL = "the disk is full. Free some space and try again."
_MAY_NOT = "it may not be read or written. Check the rights of its folder."
_REFUSED = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), FULL),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), _MAY_NOT),
}


@contextmanager
def in_words() -> Iterator[None]:
    """Raise WarehouseError for what has no room or no right; any other OSError stays what it is."""
    try:
        yield
    except OSError as error:
        words = _REFUSED.get(error.errno or 0)
        if words is None:
            raise
        raise WarehouseError(f"{error.filename or 'A file'}: {words}") from error
