"""Several processes behind one port, without the app: who gets whom, and what becomes of those whose worker ends."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager, suppress

import pytest

from overlap.cli.workers import Front, http_head

GET = "GET / HTTP/1.1\r\nHost: here\r\n"
CHANNEL = "GET /stream HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"


class Worker:
    """Answers every request with its own number, and with how long the body was; a channel stays open."""

    def __init__(self, number: int) -> None:
        self.number = number

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                asked = await reader.readuntil(http_head.END)
                length = next(
                    (int(each[15:]) for each in asked.split(b"\r\n") if each.startswith(b"Content-Length:")), 0
                )
                body = await reader.readexactly(length)
                if http_head.is_viewer(asked):
                    writer.write(b"HTTP/1.1 101 Switching Protocols\r\n\r\n")
                else:
                    said = f"{self.number} {len(body)}".encode()
                    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(said), said))
        writer.close()


@asynccontextmanager
async def listening(count: int, gone: tuple[int, ...] = ()) -> AsyncIterator[Callable[[], Awaitable["Browser"]]]:
    """A front before so many workers, of which some have ended: how a browser comes to it."""
    async with AsyncExitStack() as open_ones:
        workers = [await asyncio.start_server(Worker(each).answer, "127.0.0.1", 0) for each in range(count)]
        ports = [each.sockets[0].getsockname()[1] for each in workers]
        for number, each in enumerate(workers):
            if number in gone:
                each.close()
            else:
                open_ones.push_async_callback(_stopped, each)
        front = await Front(ports).serve("127.0.0.1", 0)
        open_ones.push_async_callback(_stopped, front)
        port = front.sockets[0].getsockname()[1]

        async def coming() -> Browser:
            browser = Browser(*await asyncio.open_connection("127.0.0.1", port))
            open_ones.push_async_callback(browser.leave)
            return browser

        yield coming


async def _stopped(server: asyncio.Server) -> None:
    server.close()
    await asyncio.sleep(0.01)  # its connections see that the other side has gone


class Browser:
    """One connection of a visitor."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def leave(self) -> None:
        self._writer.close()
        await self._writer.wait_closed()

    async def asks(self, request: str, cookie: str = "", body: bytes = b"") -> tuple[str, str]:
        """The head of the answer, and what it says."""
        lines = f"Cookie: {cookie}\r\n" if cookie else ""
        length = f"Content-Length: {len(body)}\r\n" if body else ""
        self._writer.write((request + lines + length + "\r\n").encode() + body)
        answered = (await self._reader.readuntil(http_head.END)).decode()
        found = [int(each[16:]) for each in answered.split("\r\n") if each.startswith("Content-Length: ")]
        return answered, (await self._reader.readexactly(found[0])).decode() if found else ""


def run(scene: Callable[[], Awaitable[None]]) -> None:
    """In a thread of its own: a browser that other tests of the process use has a loop in this one."""

    async def in_time() -> None:
        await asyncio.wait_for(scene(), 20)  # pyright: ignore[reportArgumentType]

    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, in_time()).result()


def test_who_comes_again_is_with_the_same_worker_and_who_is_new_is_told() -> None:
    async def scene() -> None:
        async with listening(3) as coming:
            for worker in (0, 1, 2):
                browser = await coming()
                answered, said = await browser.asks(GET, f"a=b; overlap_worker={worker}; c=d")
                assert (said, "Set-Cookie" in answered) == (f"{worker} 0", False)
                assert (await browser.asks(GET))[1] == f"{worker} 0"  # the same connection is the same browser
            firsts = [(await (await coming()).asks(GET)) for _ in range(3)]
            assert sorted(said for _, said in firsts) == ["0 0", "1 0", "2 0"]
            assert all(f"overlap_worker={said[0]}; Path=/; HttpOnly; SameSite=Strict" in told for told, said in firsts)

    run(scene)


def test_new_visitors_go_where_the_fewest_look() -> None:
    async def scene() -> None:
        async with listening(2) as coming:
            looking = [await coming() for _ in range(3)]
            for each in looking:
                assert "101" in (await each.asks(CHANNEL, "overlap_worker=0"))[0]
            told = {(await (await coming()).asks(GET))[1] for _ in range(3)}
            assert told == {"1 0"}

    run(scene)


@pytest.mark.parametrize(
    "cookie", ["overlap_worker=0", "overlap_worker=7", "overlap_worker=x", "xoverlap_worker=0", ""]
)
def test_who_has_no_worker_any_more_gets_another_and_is_told(cookie: str) -> None:
    async def scene() -> None:
        async with listening(2, gone=(0,)) as coming:
            answered, said = await (await coming()).asks(GET, cookie)
            assert said == "1 0" and "Set-Cookie: overlap_worker=1;" in answered
            channel, _ = await (await coming()).asks(CHANNEL, cookie)
            assert "101" in channel and "Set-Cookie: overlap_worker=1;" in channel

    run(scene)


def test_while_nobody_answers_it_says_so_in_words() -> None:
    async def scene() -> None:
        async with listening(2, gone=(0, 1)) as coming:
            answered, said = await (await coming()).asks(GET)
            assert (
                answered.startswith("HTTP/1.1 503")
                and said == "The app is starting again. Reload this page in a moment.\n"
            )

    run(scene)


def test_what_is_uploaded_arrives_whole() -> None:
    async def scene() -> None:
        async with listening(2) as coming:
            body = bytes(3_000_000)
            browser = await coming()
            assert (await browser.asks("POST /up HTTP/1.1\r\n", "overlap_worker=1", body))[1] == "1 3000000"

    run(scene)


def test_only_the_last_word_of_an_answer_tells_of_the_worker() -> None:
    first = b"HTTP/1.1 100 Continue" + http_head.END
    assert http_head.with_worker(first, 1) == first
    assert http_head.with_worker(b"HTTP/1.1 404 Not Found" + http_head.END, 1).endswith(
        b"SameSite=Strict" + http_head.END
    )
