"""What tests of imports share."""

from collections.abc import Iterator

import pytest
from few_marts import few_marts
from without_marts import canonical_alone


@pytest.fixture
def no_marts() -> Iterator[None]:
    """Imports end with the canonical file: what is tested has happened by then."""
    with canonical_alone(is_compared=False):
        yield


@pytest.fixture(scope="module", autouse=True)
def marts_of_reports(request: pytest.FixtureRequest) -> Iterator[None]:
    """Of a file that names the REPORTS it asks, no house has other marts than those they read."""
    if hasattr(request.module, "REPORTS"):
        with few_marts(*request.module.REPORTS, has_every_check=getattr(request.module, "HAS_EVERY_CHECK", False)):
            yield
    else:
        yield
