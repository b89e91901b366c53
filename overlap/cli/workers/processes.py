"""The worker processes: started, watched, started again when one ends, and ended with the front."""

import asyncio
import os
import secrets
import signal
import socket
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress

from overlap.cli.workers.front import Front

_PAUSE = 1.0  # seconds before one that ended is started again: it may end at once each time
_ENDS = 10.0  # seconds to end by itself


class Workers:
    """So many processes of the app, each on a port of its own that only this machine sees."""

    def __init__(self, count: int, options: Sequence[str]) -> None:
        self._options = tuple(options)
        self.ports = _free_ports(count)
        # What a browser was given by one worker the next one must believe.
        self._environment = {**os.environ, "STREAMLIT_SERVER_COOKIE_SECRET": secrets.token_hex(32)}
        self._running: dict[int, asyncio.subprocess.Process] = {}

    def serve(self, address: str, port: int) -> None:
        """Run until stopped by Ctrl-C or by a signal to end."""
        with suppress(asyncio.CancelledError):
            asyncio.run(self._served(address, port))

    async def _served(self, address: str, port: int) -> None:
        loop, here = asyncio.get_running_loop(), asyncio.current_task()
        assert here
        for each in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(each, here.cancel)
        watching = [asyncio.create_task(self._kept_alive(each)) for each in self.ports]
        try:
            async with await Front(self.ports).serve(address, port) as server:
                await asyncio.gather(server.serve_forever(), *watching)
        finally:
            for each in watching:
                each.cancel()
            await asyncio.gather(*map(_ended, self._running.values()))

    async def _kept_alive(self, port: int) -> None:
        while True:
            self._running[port] = worker = await self._started(port, self._environment)
            await worker.wait()
            print(f"A worker ended ({worker.returncode}) and is started again.", file=sys.stderr)
            await asyncio.sleep(_PAUSE)

    async def _started(self, port: int, environment: Mapping[str, str]) -> asyncio.subprocess.Process:
        """A worker that reads from us until we end, however we end, and then ends too."""
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "ui.worker", "--server.port", str(port), "--server.address", "127.0.0.1",
            *self._options, env=environment, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip


async def _ended(worker: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        worker.terminate()
        try:
            await asyncio.wait_for(worker.wait(), _ENDS)
        except TimeoutError:
            worker.kill()
            await worker.wait()


def _free_ports(count: int) -> tuple[int, ...]:
    """Ports that nobody listens on; all are held until the last is found, so that none comes twice."""
    held = [socket.socket() for _ in range(count)]
    try:
        for each in held:
            each.bind(("127.0.0.1", 0))
        return tuple(each.getsockname()[1] for each in held)
    finally:
        for each in held:
            each.close()
