"""The lot: a number between 0 and 1 that belongs to a lead for ever, whoever draws, whenever, in whatever order."""

from collections.abc import Iterable
from hashlib import sha256

_BITS = 53  # what a float holds exactly


def random_number(house_id: str, kind: str, lead_id: str) -> float:
    """The lead's number in [0, 1) for a kind of sample; another house or kind gives another, independent one."""
    # Lengths first, so that no two different triples read the same.
    key = "".join(f"{len(part)}:{part}" for part in (house_id, kind, lead_id))
    return (int.from_bytes(sha256(key.encode()).digest()[:8], "big") >> (64 - _BITS)) / 2**_BITS


def falls_on(house_id: str, kind: str, share: float, lead_ids: Iterable[str]) -> list[str]:
    """The leads whose number lies below `share`, in the order given. A larger share only adds leads."""
    return [lead_id for lead_id in lead_ids if random_number(house_id, kind, lead_id) < share]
