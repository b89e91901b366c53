"""Every DuckDB error a user can meet, worded in one place."""

import duckdb

from overlap import disk
from overlap.errors import AppError, WarehouseError

_AGAIN = "Run `overlap build --anew`; where that fails in the same way, run `overlap import` again."
_WORDS = {
    "Conflicting lock": "another process is writing the warehouse. Try again when it has finished.",
    "different configuration": "the warehouse is open elsewhere in this process with other settings.",
    "Corrupt database file": f"a file of the warehouse is damaged. {_AGAIN}",
    "not a valid DuckDB database file": f"a file of the warehouse is damaged. {_AGAIN}",
    "Could not read enough bytes": f"a file of the warehouse is cut off. {_AGAIN}",
    "Permission denied": "a file may not be read or written. Check the rights of the warehouse's folder.",
    "No space left on device": disk.FULL,
    "Disk quota exceeded": disk.FULL,
    "File too large": disk.FULL,
    "max_temp_directory_size": disk.FULL,
    "Out of Memory Error": "the memory limit was reached. Raise OVERLAP_MEMORY_LIMIT or ask for less.",
    "INTERRUPT Error": "it took too long and was stopped.",
}
_ROOM = tuple(fragment for fragment, words in _WORDS.items() if words == disk.FULL)
_OF_THE_MACHINE = (*_ROOM, "Out of Memory", "INTERRUPT")


def is_of_the_machine(error: duckdb.Error) -> bool:
    """Whether the machine is at fault (room, memory), not the file that was being read."""
    return any(fragment in str(error) for fragment in _OF_THE_MACHINE)


def worded(error: duckdb.Error, where: str) -> AppError:
    """The error in words a person can act on; an unknown one keeps DuckDB's first line and names the place."""
    text = str(error)
    for fragment, words in _WORDS.items():
        if fragment in text:
            return WarehouseError(f"{where}: {words}")
    return WarehouseError(f"{where}: {text.splitlines()[0]}")
