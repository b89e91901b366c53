"""The rooms of the code and which of them import which, as the picture in docs/architecture.md draws them."""

import ast
from collections import defaultdict
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def picture() -> str:
    """A mermaid graph: an arrow from a room to each room it imports, those left out that a longer way implies."""
    graph = _imports()
    reach: dict[str, set[str]] = {}
    for room in TopologicalSorter(graph).static_order():
        reach[room] = set().union(*({other} | reach[other] for other in graph.get(room, ())))
    lines = ["graph TD"]
    for room in sorted(graph):
        implied = set().union(*(reach[other] for other in graph[room]))
        lines += [f"    {room} --> {other}" for other in sorted(graph[room] - implied)]
    return "\n".join(lines)


def _imports() -> dict[str, set[str]]:
    graph: defaultdict[str, set[str]] = defaultdict(set)
    for folder in ("overlap", "ui", "pages"):
        for path in (ROOT / folder).rglob("*.py"):
            room = _room(path.relative_to(ROOT).with_suffix("").parts)
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                for name in _named(node):
                    other = _room(tuple(name.split(".")))
                    if room and other and other != room:
                        graph[room].add(other)
    return dict(graph)


def _named(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom) and node.module:
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []


def _room(parts: tuple[str, ...]) -> str | None:
    """`reports` for overlap.reports.ask, `ui`, `pages`; None for the single files of overlap and for libraries."""
    if parts[0] in ("ui", "pages"):
        return parts[0]
    if parts[0] == "overlap" and len(parts) > 1 and (ROOT / "overlap" / parts[1]).is_dir():
        return parts[1]
    return None
