"""The sample export shows one of each file that one system has, and every record of it is accepted."""

from pathlib import Path

from demo_house import NOW
from without_marts import canonical_alone

from overlap.warehouse.importing import Export, judge, source_named

SAMPLE = Path(__file__).parents[2] / "data" / "sample"


@canonical_alone()
def test_every_record_of_the_sample_is_accepted():
    done = judge(Export(source_named("overlap"), SAMPLE), now=NOW)
    assert not done.rejects and not done.account.refused
    assert done.account.missing == ("identities",)  # the sample is of one system
    assert sum(file.accepted for file in done.account.files) > 2000
