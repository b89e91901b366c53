"""Asking: a report by name, under filters, in a scope, answered from one generation."""

from overlap.reports.ask import PAGE_ROWS, Answer, answer, opened
from overlap.reports.catalogue import catalogue, find, shown_by
from overlap.reports.filters import SEES_ALL, Filters, Scope
from overlap.reports.header import Report

__all__ = [
    "PAGE_ROWS",
    "SEES_ALL",
    "Answer",
    "Filters",
    "Report",
    "Scope",
    "answer",
    "catalogue",
    "find",
    "opened",
    "shown_by",
]
