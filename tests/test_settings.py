"""Where settings come from."""

from pathlib import Path

import pytest

from overlap import settings
from overlap.errors import UsageError
from overlap.settings import PROJECT, load


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """No setting from the surrounding environment, and a configuration file of the test's own."""
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(f"OVERLAP_{name.upper()}", raising=False)
    monkeypatch.setattr(settings, "CONFIG", tmp_path / "overlap.toml")
    return tmp_path / "overlap.toml"


def test_an_option_wins_over_the_environment_the_environment_over_the_file_the_file_over_the_default(
    clean: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clean.write_text("port = 1\nthreads = 1\nrow_cap = 1\n")
    monkeypatch.setenv("OVERLAP_PORT", "2")
    monkeypatch.setenv("OVERLAP_THREADS", "2")

    found = load({"port": 3})

    assert (found.port, found.threads, found.row_cap, found.generations_kept) == (3, 2, 1, 3)
    origins = found.origins
    assert [origins[name] for name in ("port", "threads", "row_cap", "generations_kept")] == [
        "option",
        "environment",
        "config/overlap.toml",
        "default",
    ]


def test_every_setting_has_an_origin() -> None:
    assert set(load().origins) == set(load().model_dump())


def test_an_option_that_was_not_given_and_an_empty_variable_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OVERLAP_THREADS", "")
    assert load({"port": None}) == load()


def test_a_relative_path_starts_where_it_was_written(
    clean: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    clean.write_text('warehouse = "data/w"\n')
    monkeypatch.setenv("OVERLAP_STORE", "s.db")

    found = load()

    assert (found.warehouse, found.store) == (PROJECT / "data/w", tmp_path / "s.db")


def test_a_store_may_be_a_database_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OVERLAP_STORE", "postgresql+psycopg://user@host/overlap")
    assert load().store == "postgresql+psycopg://user@host/overlap"


def test_a_folder_of_ones_home_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OVERLAP_WAREHOUSE", "~/w")
    assert load().warehouse == Path.home() / "w"


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("wharehouse = 'x'", 'There is no setting "wharehouse". Did you mean "warehouse"?'),
        ("port = 99999", 'The setting port cannot be "99999"'),
        ("memory_limit = 'much'", 'The setting memory_limit cannot be "much"'),
        ("port = = 1", "overlap.toml cannot be read"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_in_words(clean: Path, written: str, complaint: str) -> None:
    clean.write_text(written)
    with pytest.raises(UsageError) as refused:
        load()
    assert complaint in str(refused.value)


def test_the_file_that_comes_with_the_project_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "CONFIG", PROJECT / "config" / "overlap.toml")
    assert load().address == "127.0.0.1"


@pytest.mark.parametrize(
    ("given", "share"),
    [
        ({"memory_limit": "4GB", "threads": 2}, ("4GB", 2)),
        ({"memory_limit": "4GB", "threads": 2, "workers": 2}, ("2000MB", 1)),
        ({"memory_limit": "4GB", "threads": 8, "workers": 3}, ("1333MB", 2)),
        ({"memory_limit": "100MB", "threads": 1, "workers": 4}, ("64MB", 1)),
    ],
)
def test_processes_beside_each_other_share_what_one_may_use(given: dict[str, object], share: tuple[str, int]) -> None:
    assert load(given).of_a_worker == share
