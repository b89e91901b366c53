"""One viewer without a browser: Streamlit's own messages over a websocket, and how long each run took."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.viewing.screens import Screen

_LARGEST = 1 << 28  # bytes of one message


@dataclass(frozen=True)
class Run:
    """A screen as it was answered: seconds until the script had finished, and what was sent."""

    screen: Screen
    seconds: float
    sent: int
    messages: tuple[ForwardMsg, ...]


@dataclass
class Viewer:
    """A session; it keeps large messages as a browser does, and says which it has."""

    socket: ClientConnection
    _kept: dict[str, ForwardMsg] = field(default_factory=dict)

    async def look(self, screen: Screen) -> Run:
        """Ask for a screen and read until it is drawn."""
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string, state.page_name = screen.query, screen.page
        state.is_history_navigation = True  # an address that was shown before is followed again
        state.context_info.color_scheme, state.context_info.timezone = "light", "UTC"
        state.cached_message_hashes.extend(self._kept)
        began = time.perf_counter()
        await self.socket.send(asked.SerializeToString())
        messages, sent = [], 0
        while True:
            raw = await self.socket.recv()
            assert isinstance(raw, bytes)
            sent += len(raw)
            message = ForwardMsg.FromString(raw)
            if message.WhichOneof("type") == "script_finished":
                break
            messages.append(self._whole(message))
        took = time.perf_counter() - began
        # Those of the last run alone: what a browser has not shown for a while it forgets.
        self._kept = {each.hash: each for each in messages if each.metadata.cacheable}
        return Run(screen, took, sent, tuple(messages))

    def _whole(self, message: ForwardMsg) -> ForwardMsg:
        """A message that only names one sent before, as that one at its new place."""
        if message.WhichOneof("type") != "ref_hash":
            return message
        whole = ForwardMsg()
        whole.CopyFrom(self._kept[message.ref_hash])
        whole.metadata.delta_path[:] = message.metadata.delta_path
        return whole


@asynccontextmanager
async def arriving(port: int) -> AsyncIterator[Viewer]:
    """A viewer who comes, and goes."""
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    # Without pings: who waits for half a minute is to be measured, not to be sent away.
    opening = connect(address, subprotocols=["streamlit"], max_size=_LARGEST, compression=None, ping_interval=None)  # pyright: ignore[reportArgumentType]
    async with opening as socket:
        yield Viewer(socket)
