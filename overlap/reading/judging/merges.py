"""Merged leads while files are judged: which record stands for a lead that is gone, and merges that lead nowhere."""

import duckdb

MERGED_INTO = "merged_into"


def ends(pairs: str) -> str:
    """A SELECT of lead_id and survivor from rows of lead_id and merged_into: chains followed, null for a circle."""
    return f"""
        with recursive pairs as (select lead_id, merged_into from {pairs}),
        walked(lead_id, reached) as (
            select lead_id, merged_into from pairs
            union
            select walked.lead_id, pairs.merged_into from walked inner join pairs on walked.reached = pairs.lead_id
        )
        select walked.lead_id, max(case when pairs.lead_id is null then walked.reached end) as survivor
        from walked
        left join pairs on walked.reached = pairs.lead_id
        group by walked.lead_id
    """


def faults(pairs: str) -> str:
    """A SELECT of the lead_id and survivor (null: a circle) of each merge into a lead that is not there."""
    return f"""
        select ended.lead_id, ended.survivor
        from ({ends(pairs)}) as ended
        left join raw.leads on ended.survivor = leads.lead_id
        where leads.lead_id is null
    """


def chained(table: str) -> str:
    """A subquery of the merges in the table, and those accepted before under ids that it does not name."""
    return f"""(
        select lead_id, merged_into from {table}
        union all
        select lead_id, merged_into from raw._merges_before where lead_id not in (select lead_id from {table})
    )"""


def forget(connection: duckdb.DuckDBPyConnection) -> None:
    """No lead is merged until the file that says so has been read."""
    connection.execute("create or replace table raw._survivors (lead_id varchar, survivor varchar)")
    connection.execute("create or replace table raw._merges_before (lead_id varchar, merged_into varchar)")


def remember(connection: duckdb.DuckDBPyConnection, before: str) -> None:
    """Know the merges that stand in a table of earlier imports."""
    connection.execute(f"insert into raw._merges_before select lead_id, merged_into from {before}")


def follow(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep what the accepted merges say: from here on a link to a merged lead points to its survivor."""
    connection.execute(f"create or replace table raw._survivors as {ends('raw.merged_leads')}")
