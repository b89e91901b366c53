"""Every company of `given/` is asked about in a test of this folder or of the browser."""

from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
GIVEN = Path(__file__).parent / "given"


@pytest.mark.parametrize("name", sorted(path.name for path in GIVEN.iterdir()))
def test_every_case_has_a_test(name):
    tests = [*TESTS.glob("cases/test_*.py"), *TESTS.glob("browser/test_*.py")]
    assert any(f'"{name}"' in test.read_text(encoding="utf-8") for test in tests)
