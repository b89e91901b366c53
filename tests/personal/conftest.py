"""What tests of people share."""

from collections.abc import Iterator

import pytest
from without_marts import canonical_alone


@pytest.fixture
def no_marts() -> Iterator[None]:
    """Imports end with the canonical file: what is tested has happened by then."""
    with canonical_alone():
        yield
