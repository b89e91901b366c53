"""Column names that say a record may not count: deleted, archived, merged, a status. Ignoring one matters."""

import re

_ALONE = {"status", "state", "active", "statecode", "statuscode", "valid", "enabled"}
_ANYWHERE = {
    *(
        "deleted",
        "archived",
        "trashed",
        "trash",
        "removed",
        "recycled",
        "purged",
        "inactive",
        "disabled",
        "void",
        "voided",
    ),
    *("cancelled", "canceled", "obsolete", "hidden", "merged", "withdrawn", "expired", "isdeleted", "isarchived"),
}
_LAST = {"status", "active"}
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def looks_like_flag(name: str) -> bool:
    """Whether a column of that name tells records that count from records that do not: `IsDeleted`, `hs_archived`."""
    words = [word.lower() for word in _WORD.findall(name)]
    meant = [word for word in words if word not in ("is", "hs", "record")]
    if not meant:
        return False
    return len(meant) == 1 and meant[0] in _ALONE or not _ANYWHERE.isdisjoint(meant) or meant[-1] in _LAST
