"""How a test reaches its CRM: in this process, or as a server on this machine; with the faults of a network by seed."""

import json
import random
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import polars as pl
from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from requests.exceptions import ConnectionError as NotConnected
from requests.structures import CaseInsensitiveDict

from overlap.connecting.place import Place

MOST_FAULTS_IN_A_ROW = 5


@dataclass
class Clock:
    """Time as the programs under test see it: nobody waits for it."""

    now: float = 1_000.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def monotonic(self) -> float:
        return self.now


@dataclass(frozen=True)
class Question:
    """What is asked of the CRM."""

    method: str
    path: str
    query: dict[str, str]
    headers: Mapping[str, Any]
    text: str

    @property
    def body(self) -> Any:
        return json.loads(self.text) if self.text else {}


@dataclass(frozen=True)
class Answer:
    """What it answers: `said` as JSON, or a text."""

    status: int
    said: Any = None
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def bytes(self) -> bytes:
        return self.said.encode() if isinstance(self.said, str) else json.dumps(self.said).encode()


class Dropped(Exception):
    """The line broke off."""


Crm = Callable[[Question], Answer]
Lead = Callable[[Crm | HTTPAdapter], None]


@dataclass
class Faults:
    """A network and a CRM that fail now and then. `asked` are the questions that came through."""

    crm: Crm
    draws: random.Random
    clock: Callable[[], float]
    share: float = 0.0
    is_down: bool = False
    too_early: int = 0
    asked: list[Question] = field(default_factory=list)
    _in_a_row: int = 0
    _not_before: float = 0.0

    def __call__(self, question: Question) -> Answer:
        if self.is_down:
            raise Dropped
        self.too_early += self.clock() < self._not_before
        if self._in_a_row < MOST_FAULTS_IN_A_ROW and self.draws.random() < self.share:
            self._in_a_row += 1
            return self._fault()
        self._in_a_row = 0
        self.asked.append(question)
        return self.crm(question)

    def _fault(self) -> Answer:
        kind = self.draws.randrange(4)
        if kind == 0:
            raise Dropped
        if kind == 1:
            wait = self.draws.randint(1, 9)
            self._not_before = self.clock() + wait
            return Answer(429, {"message": "You have reached your secondly limit."}, {"Retry-After": str(wait)})
        return Answer(self.draws.choice((500, 502, 503, 504)), "<html>Bad gateway</html>")


class InProcess(HTTPAdapter):
    """Sends nothing: the CRM answers in this process."""

    def __init__(self, crm: Crm) -> None:
        super().__init__()
        self._crm = crm

    def send(self, request: PreparedRequest, *_: Any, **__: Any) -> Response:
        try:
            answer = self._crm(_question(request.method, request.url, request.headers, request.body))
        except Dropped:
            raise NotConnected("dropped") from None
        response = Response()
        response.status_code, response.url, response.request = answer.status, request.url or "", request
        response.headers = CaseInsensitiveDict(answer.headers)
        response._content, response.encoding = answer.bytes, "utf-8"
        return response

    def close(self) -> None: ...


class ToServer(HTTPAdapter):
    """Sends what is meant for a CRM in the web to a server on this machine."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self._port = port

    def send(self, request: PreparedRequest, *args: Any, **kwargs: Any) -> Response:
        parts = urlsplit(request.url or "")
        request.url = parts._replace(scheme="http", netloc=f"127.0.0.1:{self._port}").geturl()
        kwargs["proxies"] = {}
        return super().send(request, *args, **kwargs)


@contextmanager
def served(crm: Crm) -> Iterator[int]:
    """The port of a server that answers as the CRM does."""
    alone = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            text = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            try:
                with alone:
                    answer = crm(_question(self.command, self.path, dict(self.headers), text))
            except Dropped:
                self.close_connection = True
                return
            self.send_response_only(answer.status)
            for name, value in {"Content-Type": "application/json", **answer.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.bytes)))
            self.end_headers()
            self.wfile.write(answer.bytes)

        do_POST = do_GET

        def log_message(self, *_: Any) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


def _question(method: str | None, url: str | None, headers: Mapping[str, Any], body: Any) -> Question:
    parts = urlsplit(url or "")
    text = body.decode() if isinstance(body, bytes) else body or ""
    return Question(method or "", unquote(parts.path), dict(parse_qsl(parts.query)), headers, text)


def rows(place: Place, table: str) -> list[dict[str, str | None]]:
    """The rows of a table that counts."""
    path = place.former(table)
    return pl.read_parquet(path).to_dicts() if path else []
