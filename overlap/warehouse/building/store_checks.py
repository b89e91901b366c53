"""What `overlap check` asks of the app store, beside the checks of the published generation."""

from overlap.store import Store, chain
from overlap.warehouse.building.checks import SAMPLE, Check, Result

AUDIT = Check(
    name="store.audit_is_whole",
    sentence="Every line of the audit is unchanged and in its original order.",
    group="What people typed",
    level="stop",
    sql="",
    reads=frozenset(),
)


def check_store(store: Store) -> list[Result]:
    """Every check of the store. Raises StoreError."""
    with store.read() as connection:
        misfits = chain.misfits(connection)
    return [Result(AUDIT, len(misfits), "\n".join(f"audit_id {line}" for line in misfits[:SAMPLE]))]
