"""Marts from a canonical file: agreements in, models run, checks asked, manifest completed."""

from overlap.warehouse.building.building import (
    Progress,
    agreements_of,
    build_marts,
    check_current,
    join_anew,
    make_marts,
    rebuild,
    refuse_broken,
    same_email_of,
    silent,
)

__all__ = [
    "Progress", "agreements_of", "build_marts", "check_current", "join_anew", "make_marts", "rebuild", "refuse_broken",
    "same_email_of", "silent",
]  # fmt: skip
