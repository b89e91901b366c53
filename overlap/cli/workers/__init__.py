"""Several processes behind one port: each visitor stays with one, and one that ends is started again."""

from overlap.cli.workers.front import Front
from overlap.cli.workers.processes import Workers

__all__ = ["Front", "Workers"]
