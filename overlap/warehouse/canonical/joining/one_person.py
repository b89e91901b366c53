"""One person on several rows of one source, counted once where both teams have signed that: the same e-mail address.

Every row but the oldest becomes a merged lead, and what merges lead to follows: touches, handoffs, deals.
"""

import duckdb

from overlap.personal import Key
from overlap.warehouse.canonical.joining.evidence import addresses_of
from overlap.warehouse.canonical.merged_leads import merge

APART, ONE = "apart", "one"
SAME_SYSTEM = "same system"
# So many rows of one source have an address that is nobody's own: "none@none.com", "info@".
SHARED_FROM = 20


def find(connection: duckdb.DuckDBPyConnection, key: Key | None) -> bool:
    """Write down which rows are one person with an older one of their source; whether there is any."""
    addresses_of(connection, key)
    connection.execute(
        """
        create or replace temp table doubles as
        with crowds as (
            select source, address from addresses group by all having count(*) > $most
        )
        select addresses.source, addresses.lead_id, oldest.lead_id as survivor
        from addresses
        inner join addresses as oldest
            on addresses.source = oldest.source and addresses.address = oldest.address and oldest.place = 1
        anti join crowds on addresses.source = crowds.source and addresses.address = crowds.address
        where addresses.place > 1
        """,
        {"most": SHARED_FROM},
    )
    return bool(connection.sql("select count(*) from doubles").fetchall()[0][0])


def fold(connection: duckdb.DuckDBPyConnection) -> None:
    """Make them one row, as if the source had merged them."""
    connection.execute("""
        insert into canonical.merged_leads (source, lead_id, merged_into)
        select source, lead_id, survivor from doubles order by source, lead_id
    """)
    merge(connection)


def keep(connection: duckdb.DuckDBPyConnection) -> None:
    """Write them into the account of who is who, once everybody is joined."""
    connection.execute(
        """
        insert into meta.identities
        select merged.source, merged.lead_id, merged.merged_into, $rule, null
        from doubles
        inner join canonical.merged_leads as merged using (source, lead_id)
        order by merged.source, merged.lead_id
        """,
        {"rule": SAME_SYSTEM},
    )
