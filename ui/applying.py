"""What is signed and not on the pages yet, because it takes a build: said, and started."""

import streamlit as st

from overlap.agreements.changes import Difference
from ui import agreed, gateway


def needs_build(found: list[Difference]) -> bool:
    """Whether any of the values that change is used when the marts are built."""
    return any(not each.value.at_ask for each in found)


def start() -> None:
    """Start the build that applies what was signed, beside this process."""


def of(name: str) -> None:
    """Under an agreement: whether a signed version of it is still being applied."""


def note() -> None:
    """In the frame of every page: what is being applied."""
