"""What the tests of reports share."""

from collections.abc import Iterator

import pytest
from joint_house import joint_house
from signed_demo import signed_demo

from overlap.warehouse.reader import Reader


@pytest.fixture(scope="session")
def joint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The house in which each rule of shared revenue shows its edge."""
    opened = joint_house(tmp_path_factory.mktemp("joint"))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The same house of a source that knows neither spend nor activities."""
    opened = joint_house(tmp_path_factory.mktemp("bare"), campaign_days=None, activities=None)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The demo company with what was signed and drawn."""
    yield from signed_demo(tmp_path_factory.mktemp("demo"))
