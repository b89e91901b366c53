"""A source declared in a test, from the text of its `source.toml`."""

from pathlib import Path
from tempfile import mkdtemp

from overlap.reading import Source, load_source

PEOPLE = """
[files.people]
names = ["contact*", "people"]
key = ["id"]
[files.people.columns]
id = { type = "text", header = ["Record ID", "hs_object_id"] }
first_name = { type = "text" }
met_at = { type = "time", header = ["Create Date"] }
"""


def declared(folder: Path, text: str) -> Source:
    """The source of a `source.toml` of that text, in a folder of its own below `folder`'s parent."""
    home = Path(mkdtemp(dir=folder.parent)) / "crm"
    home.mkdir()
    (home / "source.toml").write_text(text, encoding="utf-8")
    return load_source(home)
