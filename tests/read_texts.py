"""Every text of Overlap that somebody reads, with where it stands: pages, messages, headers, settings, documents."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from overlap.reports import catalogue
from overlap.reports.headings import heading

ROOT = Path(__file__).resolve().parent.parent
Text = tuple[str, str]

MODULES = ("pages", "ui", "overlap")
HEADERS = ("reports", "checks")  # the sentences of other statements are shown to nobody
SETTINGS = (
    "agreements",
    "labels",
    "feedback",
    "demo_stories",
    *sorted(f"glossary/{path.stem}" for path in (ROOT / "config" / "glossary").glob("*.toml")),
)
DOCUMENTS = ("README.md", "CONTRIBUTING.md", *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")))

_LITERAL = re.compile(r"'((?:[^']|'')*)'")
_FIELD = re.compile(r"^(grain|formerly|params|reads|needs|scope|with|then|columns|opens|group|level):\s")
_SQL = re.compile(r"^\s*(create|select|with|insert|delete|update|attach|from)\b", re.IGNORECASE)


def all_texts() -> Iterator[Text]:
    """Every one of them."""
    for folder in MODULES:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield from of_module(path)
    for path in sorted((ROOT / "queries").rglob("*.sql")):
        yield from of_statement(path)
    yield from headings()
    for name in SETTINGS:
        declared = tomllib.loads((ROOT / "config" / f"{name}.toml").read_text(encoding="utf-8"))
        yield from _values(f"config/{name}.toml", declared)
    for path in sorted((ROOT / "config").rglob("*.toml")):
        yield from _comments(path)
    yield from _comments(ROOT / "Makefile")
    for name in DOCUMENTS:
        yield from of_document(name, (ROOT / name).read_text(encoding="utf-8"))
    yield from of_document("CHANGELOG.md", unreleased())


def headings() -> Iterator[Text]:
    """What stands above each column of each report."""
    for report in catalogue().values():
        for column in report.columns:
            yield f"{report.name} {column.name}", heading(report, column.name)


def unreleased() -> str:
    """What the changelog says of the version to come."""
    return (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").partition("## Unreleased")[2].partition("\n## ")[0]


def of_module(path: Path) -> Iterator[Text]:
    """Strings that may be shown: no docstring but a command's, which is its help; no name, no SQL."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    unread = _docstrings(nodes, _commands(nodes)) | _annotations(nodes) | _exported(tree)
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            unread |= {id(part) for part in node.values}
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else " # " for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in unread:
            text = node.value
        else:
            continue
        if not re.fullmatch(r"[a-z0-9_/.]*", text) and not _SQL.match(text):
            yield f"{path.relative_to(ROOT)}:{node.lineno}", text


def _docstrings(nodes: list[ast.AST], commands: set[str]) -> set[int]:
    return {
        id(node.body[0].value)
        for node in nodes
        if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Module))
        and node.body
        and isinstance(node.body[0], ast.Expr)
        and getattr(node, "name", "") not in commands
    }


def _annotations(nodes: list[ast.AST]) -> set[int]:
    hints = [getattr(node, "annotation", None) or getattr(node, "returns", None) for node in nodes]
    return {id(part) for hint in hints if isinstance(hint, ast.AST) for part in ast.walk(hint)}


def _exported(tree: ast.Module) -> set[int]:
    return {
        id(part)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
        for part in ast.walk(node.value)
    }


def _commands(nodes: list[ast.AST]) -> set[str]:
    """The functions a module makes commands of, as in `app.command()(check)`."""
    return {
        call.args[0].id
        for call in nodes
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Call)
        and isinstance(call.func.func, ast.Attribute)
        and call.func.func.attr == "command"
        and isinstance(call.args[0], ast.Name)
    }


def of_statement(path: Path) -> Iterator[Text]:
    """The sentences a report or check opens with, and the words any statement writes: verdicts, labels."""
    where, lines = path.relative_to(ROOT), path.read_text(encoding="utf-8").splitlines()
    if where.parts[1] in HEADERS:
        comments = [line[2:].strip() for line in lines if line.startswith("--")]
        fields = [at for at, line in enumerate(comments) if _FIELD.match(line)]
        yield str(where), " ".join(comments[: min(fields, default=len(comments))])
    statement = "\n".join(line.partition("--")[0] for line in lines)
    for word in _LITERAL.findall(statement):
        if " " in word:
            yield str(where), word


def of_document(name: str, text: str) -> Iterator[Text]:
    """A document, paragraph by paragraph, item by item, row by row."""
    for part in re.split(r"\n\n|\n(?=- |\|)", text):
        yield name, part


def _values(where: str, value: object) -> Iterator[Text]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key != "source":  # tables and agreements, by their names
                yield from _values(f"{where} {key}", inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _values(where, inner)
    elif isinstance(value, str):
        yield where, value


def _comments(path: Path) -> Iterator[Text]:
    for line in path.read_text(encoding="utf-8").splitlines():
        _, mark, comment = line.partition("#")
        if mark:
            yield f"{path.relative_to(ROOT)}", comment
