"""What the front reads of a message of HTTP, and the one line it adds: which worker a visitor stays with."""

import re

END = b"\r\n\r\n"
LARGEST = 64 * 1024  # bytes; browsers send less, and servers refuse less
COOKIE = "overlap_worker"

_WORKER = re.compile(rb"^cookie:(?:[^\r\n]*;)?[ \t]*" + COOKIE.encode() + rb"=(\d{1,3})[ \t]*(?:;|\r?$)", re.I | re.M)
_UPGRADE = re.compile(rb"^upgrade:[ \t]*websocket", re.I | re.M)
_STATUS = re.compile(rb"^HTTP/1\.[01] (\d{3})")
_SWITCHES, _FIRST_FINAL = 101, 200


def worker_named(request: bytes) -> int | None:
    """The worker of which a visitor says to be; None for who comes for the first time."""
    found = _WORKER.search(request)
    return int(found[1]) if found else None


def is_viewer(request: bytes) -> bool:
    """Whether a screen opens its channel: it stays open as long as somebody looks."""
    return bool(_UPGRADE.search(request))


def with_worker(response: bytes, worker: int) -> bytes:
    """The head of an answer that also tells the browser with which worker it is from now on."""
    status = _STATUS.match(response)
    if not status or not (int(status[1]) == _SWITCHES or int(status[1]) >= _FIRST_FINAL):
        return response
    line = f"\r\nSet-Cookie: {COOKIE}={worker}; Path=/; HttpOnly; SameSite=Strict"
    return response.removesuffix(END) + line.encode() + END


def nobody_there() -> bytes:
    """The answer while no worker runs."""
    said = b"The app is starting again. Reload this page in a moment.\n"
    lines = (
        "HTTP/1.1 503 Service Unavailable", "Content-Type: text/plain; charset=utf-8", f"Content-Length: {len(said)}",
        "Retry-After: 3", "Connection: close",
    )  # fmt: skip
    return "\r\n".join(lines).encode() + END + said
