"""The company behind groups under filters: what these are drawn towards and compared with, before any filter."""

import numpy as np
import polars as pl

Family = tuple[np.ndarray, np.ndarray]

COMPANY = "company"


def of_company(frame: pl.DataFrame) -> pl.DataFrame:
    """All groups of the company, from the column `company` of a frame of groups, the same list on every row.

    Without the column, or null as where nothing is filtered, the groups themselves are all there are.
    """
    if COMPANY not in frame.columns or frame.is_empty() or frame[COMPANY][0] is None:
        return frame
    return frame.head(1).select(pl.col(COMPANY).explode()).unnest(COMPANY)


def family(frame: pl.DataFrame, events: str, totals: str) -> Family:
    """The events and totals of all groups of the company, for what is pooled in part."""
    company = of_company(frame)
    return company[events].to_numpy(), company[totals].to_numpy()
