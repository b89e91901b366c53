"""docs/architecture.md says what the code is: its picture is drawn from the imports, and every path it names exists."""

import re

import rooms

TEXT = (rooms.ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_the_picture_is_the_one_the_imports_draw() -> None:
    drawn = re.findall(r"```mermaid\n(.*?)\n```", TEXT, re.DOTALL)
    assert drawn == [rooms.picture()]


def test_every_path_exists() -> None:
    named = re.findall(r"`((?:overlap|ui|pages|queries|config|tests|data|docs)/[\w/.-]*)`", TEXT)
    assert len(named) > 20
    assert [path for path in named if not (rooms.ROOT / path).exists()] == []
