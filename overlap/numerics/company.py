"""The company behind groups under filters: what these are drawn towards and compared with, before any filter."""

import polars as pl

COMPANY = "company"


def of_company(frame: pl.DataFrame) -> pl.DataFrame:
    """All groups of the company, from the column `company` of a frame of groups, the same list on every row.

    Without the column, or null as where nothing is filtered, the groups themselves are all there are.
    """
    if COMPANY not in frame.columns or frame.is_empty() or frame[COMPANY][0] is None:
        return frame
    return frame.head(1).select(pl.col(COMPANY).explode()).unnest(COMPANY)
