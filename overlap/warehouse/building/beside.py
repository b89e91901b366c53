"""The marts of a house built in one piece: as many models at once as there are threads, each once all it reads is made.

The models of a small house are too small to be divided; most of them do not read each other.
"""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from graphlib import TopologicalSorter

import duckdb

from overlap.sqlfile import SqlFile
from overlap.warehouse.building.models import Stepping, make, marts_read, models, share_macros, stepped
from overlap.warehouse.connections import see_the_same

_MOST = 4  # more at once would only divide the memory further


def build_beside(
    connection: duckdb.DuckDBPyConnection,
    params: Mapping[str, object],
    seed: int,
    threads: int,
    on_progress: Callable[[str, float], None],
    stepping: Stepping = stepped,
) -> None:
    """Make every mart in `marts_file.marts`, which the connection sees. Raises WarehouseError naming the model."""
    others = [connection.cursor() for _ in range(min(threads, _MOST) - 1)]
    for each in others:
        see_the_same(each, connection)
    desks = [connection, *others]
    share_macros(connection)
    with ThreadPoolExecutor(len(desks)) as pool:
        work = _Work(
            models(), [*desks], lambda desk, name, model: pool.submit(make, desk, name, model, params, seed, stepping)
        )
        try:
            for name, share in work.done():
                on_progress(f"mart {name}", share)
        except BaseException:
            for desk in desks:
                desk.interrupt()
            raise
    for each in others:
        each.close()


@dataclass
class _Work:
    """Which models wait, which are being made and at which desk."""

    models: Mapping[str, SqlFile]
    free: list[duckdb.DuckDBPyConnection]
    begin: Callable[[duckdb.DuckDBPyConnection, str, SqlFile], "Future[None]"]
    running: dict["Future[None]", tuple[str, duckdb.DuckDBPyConnection]] = field(default_factory=dict)

    def done(self) -> Iterator[tuple[str, float]]:
        """The name of each mart that is made, and the share of them that are."""
        waiting, ready, made = TopologicalSorter(marts_read(self.models)), [], 0
        waiting.prepare()
        while waiting.is_active():
            ready.extend(waiting.get_ready())
            while ready and self.free:
                desk, name = self.free.pop(), ready.pop(0)
                self.running[self.begin(desk, name, self.models[name])] = name, desk
            for finished in wait(self.running, return_when=FIRST_COMPLETED).done:
                name, desk = self.running.pop(finished)
                finished.result()
                waiting.done(name)
                self.free.append(desk)
                made += 1
                yield name, made / len(self.models)
