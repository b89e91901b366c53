"""How a request goes out and comes back: at a pace, again where the CRM says later, and in words where it says no.

Retries, waiting as `Retry-After` says, and time limits are dlt's; they serve both CRMs.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from inspect import unwrap
from typing import Any

from dlt.sources.helpers.requests.retry import Client
from requests import PreparedRequest, Response, Session
from requests.adapters import HTTPAdapter
from requests.exceptions import ConnectionError as NotConnected
from requests.exceptions import JSONDecodeError, RequestException

from overlap.connecting.pace import Pace
from overlap.errors import LackingError, RemoteError
from overlap.words import printable

ATTEMPTS = 8
LONGEST_WAIT_S = 900
TIME_LIMITS_S = (10, 180)  # to connect, and between two bytes
_LONGEST_WORDS = 300
_UNAUTHORIZED, _FORBIDDEN, _NOT_FOUND, _TOO_MANY, _SERVER = 401, 403, 404, 429, 500


class Paced(HTTPAdapter):
    """Sends as fast as the CRM allows; addresses that end in a `slower` one have a pace of their own."""

    def __init__(self, pace: Pace, slower: dict[str, Pace]) -> None:
        super().__init__()
        self._pace, self._slower = pace, slower

    def send(self, request: PreparedRequest, *args: Any, **kwargs: Any) -> Response:
        """The answer, once it may be asked for."""
        for end, pace in self._slower.items():
            if (request.url or "").partition("?")[0].endswith(end):
                pace.wait()
        self._pace.wait()
        return super().send(request, *args, **kwargs)


@dataclass
class Line:
    """A line to a CRM: its session, its name, what must never be said, and the CRM's own clock at the first answer.

    `permissions` reads out of a refusal which ones it takes, blank where it does not say.
    """

    crm: str
    session: Session
    secrets: tuple[str, ...] = field(repr=False)
    permissions: Callable[[Response], str]
    began_at: datetime | None = None

    def heard(self, response: Response, *_: Any, **__: Any) -> None:
        """Take note of an answer: the first that is none of a machine in between tells what time it is there."""
        told = response.headers.get("Date")
        if self.began_at is None and told and response.ok:
            self.began_at = parsedate_to_datetime(told)

    @contextmanager
    def in_words(self, what: str, needs: str) -> Iterator[None]:
        """Turns what goes wrong while asking for `what` into a RemoteError; `needs` is the permission that takes."""
        try:
            yield
        except JSONDecodeError:
            raise RemoteError(
                f"{self.crm} answers something else than JSON when asked for {what}. Is there a proxy in between?"
            ) from None
        except RequestException as error:
            response = error.response
            if response is None:
                raise self._unreachable(error, what) from None
            raise self.refused(response, what, needs) from None

    def checked(self, response: Response, what: str, needs: str) -> Response:
        """The response, if the CRM did what it was asked. Raises RemoteError."""
        if response.status_code >= 400:
            raise self.refused(response, what, needs)
        return response

    def refused(self, response: Response, what: str, needs: str) -> RemoteError:
        """What the CRM refused, why, and what to do."""
        status, said = response.status_code, self.unsecret(_message(response))
        because = f" It says: {said}" if said else ""
        if status == _UNAUTHORIZED:
            return RemoteError(
                f"{self.crm} does not accept the token (401, asked for {what}): it is wrong, expired or revoked. "
                f"`overlap connect {self.crm.lower()}` says how to make one.{because}"
            )
        if status == _FORBIDDEN:
            return LackingError(
                f"The token may not read {what} (403): it lacks {self.permissions(response) or needs}.{because}"
            )
        if status == _NOT_FOUND:
            return LackingError(f"{self.crm} has no {what} for this account (404).{because}")
        if status == _TOO_MANY:
            return RemoteError(
                f"{self.crm} has taken no more requests for some minutes (429, asked for {what}), as others use up its "
                f"limit or the day's is used up. What was received is kept: pull again later.{because}"
            )
        if status >= _SERVER:
            return RemoteError(
                f"{self.crm} failed {ATTEMPTS} times when asked for {what} ({status}). What was received is kept: "
                f"pull again later.{because}"
            )
        return RemoteError(f"{self.crm} refuses to give {what} ({status}).{because}")

    def unsecret(self, text: str) -> str:
        """The text without what must never be said, fit to print."""
        for secret in self.secrets:
            text = text.replace(secret, "***")
        return printable(text, _LONGEST_WORDS)

    def _unreachable(self, error: RequestException, what: str) -> RemoteError:
        how = "cannot be reached" if isinstance(error, NotConnected) else "broke off"
        return RemoteError(
            f"{self.crm} {how} (asked for {what}, {ATTEMPTS} times). What was received is kept: "
            "look after the network, then pull again."
        )


def line(
    crm: str, secrets: tuple[str, ...], adapter: HTTPAdapter, permissions: Callable[[Response], str] = lambda _: ""
) -> Line:  # fmt: skip
    """A line to the CRM that tries again where that may help."""
    client = Client.__new__(Client)
    # As it was before dlt laid its configuration over it: that would read files of the user's, and start telemetry.
    unwrap(Client.__init__)(
        client,
        request_timeout=TIME_LIMITS_S,
        raise_for_status=False,
        request_max_attempts=ATTEMPTS,
        request_max_retry_delay=LONGEST_WAIT_S,
    )
    opened = Line(crm, client.session, secrets, permissions)
    opened.session.mount("https://", adapter)
    opened.session.hooks["response"].append(opened.heard)
    return opened


def _message(response: Response) -> str:
    """What the body says, if it says it in one of the ways of these CRMs."""
    try:
        said = response.json()
    except ValueError:
        return ""
    if isinstance(said, list):
        said = said[0] if said else {}
    if not isinstance(said, dict):
        return ""
    return str(said.get("message") or said.get("error_description") or said.get("error") or "")
