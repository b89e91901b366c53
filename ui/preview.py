"""The numbers an agreement would change, old and new side by side, before anybody signs."""

from overlap.store.proposals import Proposal


def block(proposal: Proposal) -> None:
    """x"""
