"""What `overlap check` asks of the published files, beside the checks of what they hold."""

from overlap.warehouse.building.checks import Check, Result
from overlap.warehouse.generations.durable import digest_of
from overlap.warehouse.generations.layout import Warehouse

MARTS = Check(
    name="warehouse.marts_are_as_published",
    sentence="Every byte of the published marts file is as it was written; if not, run `overlap build --anew`.",
    group="Published files",
    level="stop",
    sql="",
    reads=frozenset(),
)


def check_files(warehouse: Warehouse) -> list[Result]:
    """The check of the published marts file; none where an older version published it, which kept no digest."""
    manifest = warehouse.current()
    if not manifest.marts_digest:
        return []
    name = manifest.files["marts"]
    is_damaged = digest_of(warehouse.path(name)) != manifest.marts_digest
    return [Result(MARTS, int(is_damaged), name if is_damaged else "")]
