"""The port that visitors know: each connection is handed to the worker of its visitor, byte for byte.

A browser says by a cookie with which worker it is, so that what it uploads, its exports and its session are in one
process. All requests of one connection come from one browser, so only the first of them is read.
"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress

from overlap.cli.workers import http_head

_PATIENCE = 30.0  # seconds for the first request of a connection
_AT_ONCE = 64 * 1024  # bytes

Ends = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Front:
    """Which worker gets whom. `ports` are those of the workers; one that does not answer is left out."""

    def __init__(self, ports: Sequence[int]) -> None:
        self._ports = tuple(ports)
        self._viewers: Counter[int] = Counter()
        self._given: Counter[int] = Counter()

    async def serve(self, address: str, port: int) -> asyncio.Server:
        """Listen; the server ends when it is closed."""
        return await asyncio.start_server(self._connected, address, port, limit=http_head.LARGEST)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, from its first request until either side has had enough."""
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError):
            request = await asyncio.wait_for(reader.readuntil(http_head.END), _PATIENCE)
            named = http_head.worker_named(request)
            found = await self._reached(named)
            if found is None:
                writer.write(http_head.nobody_there())
            else:
                worker, ends = found
                await self._handed(request, (reader, writer), worker, ends, is_new=worker != named)
        with suppress(OSError):
            writer.close()
            await writer.wait_closed()

    async def _handed(self, request: bytes, visitor: Ends, worker: int, ends: Ends, is_new: bool) -> None:
        viewers = int(http_head.is_viewer(request))
        self._viewers[worker] += viewers
        try:
            ends[1].write(request)
            if is_new:
                visitor[1].write(http_head.with_worker(await ends[0].readuntil(http_head.END), worker))
            await asyncio.gather(_poured(visitor[0], ends[1]), _poured(ends[0], visitor[1]))
        finally:
            self._viewers[worker] -= viewers
            ends[1].close()

    async def _reached(self, named: int | None) -> tuple[int, Ends] | None:
        """The visitor's own worker, or else the first that answers, those with the fewest viewers before others."""

        def rank(worker: int) -> tuple[bool, int, int]:
            return worker != named, self._viewers[worker], self._given[worker]

        for worker in sorted(range(len(self._ports)), key=rank):
            with suppress(OSError):
                ends = await asyncio.open_connection("127.0.0.1", self._ports[worker], limit=http_head.LARGEST)
                self._given[worker] += worker != named
                return worker, ends
        return None


async def _poured(source: asyncio.StreamReader, into: asyncio.StreamWriter) -> None:
    """Everything from one side to the other; when one stops, so does the other."""
    try:
        while data := await source.read(_AT_ONCE):
            into.write(data)
            await into.drain()
    finally:
        into.close()
