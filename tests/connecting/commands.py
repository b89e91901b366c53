"""What is said at the command line, kept with what came back, in a house of its own."""

from datetime import UTC, datetime
from pathlib import Path

from typer.testing import CliRunner, Result

from overlap.cli import app
from overlap.connecting import pulling
from overlap.connecting.place import Place
from overlap.errors import AppError
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import source_named

NOW = datetime(2026, 11, 30, tzinfo=UTC)


class Command:
    """The command line in a house of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.said = ""

    @property
    def warehouse(self) -> Warehouse:
        return Warehouse(self.home / "warehouse")

    def place(self, name: str) -> Place:
        return Place(self.warehouse, name)

    def __call__(self, *words: str) -> Result:
        result = CliRunner().invoke(app, [*words])
        self.said += result.output + str(result.exception or "")
        if result.exception and not isinstance(result.exception, SystemExit | AppError):
            raise result.exception
        return result

    def pull(self, name: str, *, is_whole: bool = False) -> str:
        """Pull the tables and import nothing; what it was refused with comes back."""
        try:
            pulling.pull(self.place(name), source_named(name), NOW, lambda *_: None, is_whole=is_whole)
        except AppError as error:
            self.said += str(error)
            return str(error)
        return ""
