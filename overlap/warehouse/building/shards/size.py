"""Into how many shards a house is cut, if at all."""

from pathlib import Path

from overlap.warehouse.connections import Resources, attach, workbench


def shard_count(canonical: Path, resources: Resources) -> int:
    """The least power of two with no more than the agreed leads in a shard on average, so that few imports move it."""
    if canonical.stat().st_size < resources.leads_per_shard:  # no lead takes less than a byte: not opened to be counted
        return 1
    with workbench(canonical.parent, resources) as connection:
        attach(connection, canonical, "canonical_file")
        lead_count = connection.sql("select count(*) from canonical_file.canonical.leads").fetchall()[0][0]
    count = 1
    while lead_count > count * resources.leads_per_shard:
        count *= 2
    return count
