"""Marts from a canonical file: agreements in, models run, checks asked, manifest completed."""

from overlap.warehouse.building.building import (
    Progress,
    agreements_of,
    build_marts,
    check_current,
    make_marts,
    rebuild,
    refuse_broken,
    silent,
)

__all__ = [
    "Progress", "agreements_of", "build_marts", "check_current", "make_marts", "rebuild", "refuse_broken", "silent",
]  # fmt: skip
