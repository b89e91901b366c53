"""Whatever lies in an export folder, each of its records is accepted or rejected with a reason, or its file refused."""

from collections import Counter

import pytest
from declared import declared
from exports import NOW, of
from fuzzed_exports import fuzzed

from overlap.errors import InputError
from overlap.reading import read

PEOPLE = """
blank = ["N/A"]
[files.people]
key = ["id"]
[files.people.columns]
id = { type = "text", header = ["Record ID"], id = "plain" }
created_at = { type = "time", header = ["Create Date"] }
amount = { type = "money", header = ["Deal Amount"] }
origin = { type = "text", fold = true }
size = { type = "integer" }
"""
ENOUGH = 0.5  # of the files that are not spoilt are read: a test that refuses everything would prove nothing


@pytest.mark.parametrize(
    "numbers",
    [
        range(5),
        pytest.param(range(5, 30), marks=pytest.mark.whole),
        pytest.param(range(30, 60), marks=pytest.mark.soak),
        pytest.param(range(1000, 11_000), marks=pytest.mark.soak),
    ],
)
def test_every_record_is_accounted_or_its_file_refused(connection, tmp_path, numbers):
    source = declared(tmp_path, PEOPLE)
    became = Counter()
    for number, file in zip(numbers, fuzzed(numbers), strict=True):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        path = folder / file.name
        path.write_bytes(file.content)
        said = f"{number}: {file.what}"
        try:
            people = of(read(source, folder, connection, zone="UTC", now=NOW), "people")
        except InputError as refusal:
            assert file.name in str(refusal), said
            assert file.records is None, said
            became["spoilt, refused as a whole"] += 1
            continue
        finally:
            path.unlink()
        accepted = connection.sql("select count(*) from raw.people").fetchall()[0][0]
        rejected = connection.sql("select count(distinct line) from raw._rejects").fetchall()[0][0]
        assert connection.sql("select count(*) from raw._rejects where reason is null").fetchall() == [(0,)], said
        kept = "spoilt" if file.records is None else "good"
        if people.refused is not None:
            assert (accepted, rejected) == (0, 0), said
            assert people.refused.endswith((".", "?")), f"{said}: {people.refused}"
            became[f"{kept}, refused"] += 1
            continue
        assert (people.accepted, people.rejected) == (accepted, rejected), said
        assert people.records == accepted + rejected, said
        if file.records is not None:
            assert (people.records, people.around) == (file.records, file.around), said
        became[f"{kept}, read"] += 1
    print(dict(became))
    assert became["good, read"] >= ENOUGH * (became["good, read"] + became["good, refused"])
    assert became["spoilt, read"]
    assert became["spoilt, refused"]
