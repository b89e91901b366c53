"""Tables that a long run puts into a page of the documents, between their marks."""

import re
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"


def written(page: str, name: str, table: str) -> None:
    """Put the table between its marks in docs/`page`."""
    print(f"\n{table}")
    text = (DOCS / page).read_text(encoding="utf-8")
    marked = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
    assert marked.search(text), name
    (DOCS / page).write_text(marked.sub(lambda found: f"{found[1]}{table}\n{found[2]}", text), encoding="utf-8")
