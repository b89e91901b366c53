"""The files of an export, opened: unpacked, decoded, their table found, each handed on as records of texts."""
