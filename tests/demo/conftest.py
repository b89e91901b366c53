"""Demo companies that several tests look at: those of several files are written once for all processes of a run."""

from collections.abc import Callable
from pathlib import Path

import pytest
from demo_house import made_once
from exported import Company

from overlap.demo import DemoOptions, Effects, generate


@pytest.fixture(scope="session")
def write(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Company]:
    """Write a company with these options into a folder of its own."""

    def written(**options) -> Company:
        folder = tmp_path_factory.mktemp("demo") / "export"
        generate(folder, DemoOptions(**options))
        return Company(folder)

    return written


@pytest.fixture(scope="session")
def write_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Company]:
    """Write a company with these options where no process has yet, by that name; nobody changes it."""

    def written(name: str, **options) -> Company:
        def make(folder: Path) -> None:
            generate(folder / "export", DemoOptions(**options))

        return Company(made_once(tmp_path_factory.mktemp("demo"), f"{name}-company", make) / "export")

    return written


@pytest.fixture(scope="session")
def small(write_once: Callable[..., Company]) -> Company:
    """2,000 leads."""
    return write_once("small", leads=2_000)


@pytest.fixture(scope="session")
def large(write_once: Callable[..., Company]) -> Company:
    """20,000 leads: what is planted can be seen without a statistician. Another seed than the one used for tuning."""
    return write_once("large", leads=20_000, seed=11)


@pytest.fixture(scope="session")
def without_effects(write_once: Callable[..., Company]) -> Company:
    """The same company with the effects under test set to zero."""
    nothing = Effects(
        bad_campaign=0, good_campaign=0, fast_rep=0, slow_rep=0, leak=0, extreme_rater=0, pages_tell_readiness=0,
        skilled_rep=0, unskilled_rep=0, pair=0, speed=0, fit_points=0, load_slows=0, load_loses=0, hot_first=0,
        exploration=0, transfers=0, rejected_unworked=0, closed_unworked=0, weekend_duty=0, unlogged=0, late_rows=0,
        themes=0, useful_piece=0,
    )  # fmt: skip
    return write_once("effectless", leads=20_000, seed=11, effects=nothing)
