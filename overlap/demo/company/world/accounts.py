"""Which company a lead belongs to, from the lead's number alone: no counter runs, so any chunk knows its accounts."""

import numpy as np

from overlap.demo.company.basics.draws import Ints

BLOCK = 100  # leads; a chunk of whole blocks never splits an account
_SIZES = {1: 30, 2: 14, 3: 6, 4: 6}
ACCOUNTS_A_BLOCK = sum(_SIZES.values())

# The sizes in a fixed shuffled order; 37 and 56 share no factor, so every place is hit once.
_IN_ORDER = np.repeat(list(_SIZES), list(_SIZES.values()))
_SHUFFLED = _IN_ORDER[np.arange(ACCOUNTS_A_BLOCK) * 37 % ACCOUNTS_A_BLOCK]
_ACCOUNT = np.repeat(np.arange(ACCOUNTS_A_BLOCK), _SHUFFLED)
_POSITION = np.concatenate([np.arange(size) for size in _SHUFFLED])


def account_of(leads: Ints) -> Ints:
    """The account's number, for each lead's number."""
    return leads // BLOCK * ACCOUNTS_A_BLOCK + _ACCOUNT[leads % BLOCK]


def position_of(leads: Ints) -> Ints:
    """0 for the account's first lead, then 1, 2, 3."""
    return _POSITION[leads % BLOCK]


def account_count(lead_count: int) -> int:
    """How many accounts the leads 0 .. lead_count - 1 belong to."""
    return int(account_of(np.array([lead_count - 1]))[0]) + 1


def whole_blocks(lead_count: int) -> int:
    """The number of leads, rounded up to whole blocks."""
    return -(-lead_count // BLOCK) * BLOCK
