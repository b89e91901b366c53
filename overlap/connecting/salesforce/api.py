"""Salesforce's API by simple-salesforce: what objects there are, their fields, and their records in pages."""

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from requests import Response
from simple_salesforce.api import Salesforce as Client
from simple_salesforce.exceptions import (
    SalesforceAuthenticationFailed,
    SalesforceError,
    SalesforceExpiredSession,
    SalesforceOperationError,
)

from overlap.connecting import sending
from overlap.connecting.pace import Pace
from overlap.connecting.sending import Line
from overlap.errors import LackingError, RemoteError, UsageError

# The one place that says which version of Salesforce's API is spoken.
VERSION = "64.0"
BULK_PAGE = 50_000
_REQUESTS = (20, 1.0)
_FORMS_OF_LOGIN = "https://CONSUMER_KEY:CONSUMER_SECRET@YOUR-DOMAIN.my.salesforce.com"
_USED_UP, _NO_SUCH = "REQUEST_LIMIT_EXCEEDED", ("INVALID_TYPE", "NOT_FOUND", "sObject type")
_T = TypeVar("_T")


class Salesforce:
    """Salesforce as the user of an app sees it. Methods raise RemoteError, LackingError for what it may not see."""

    def __init__(self, login: str) -> None:
        self._key, self._secret, self._domain = _parts(login)
        adapter = sending.Paced(Pace(*_REQUESTS), {})
        self.line: Line = sending.line("Salesforce", (login, self._secret, self._key), adapter)
        with self._in_words("a session", "the Client Credentials Flow and the scope api"):
            self._client = self._opened()

    def objects(self) -> set[str]:
        """The names of the objects that the user sees."""
        described = self._again(lambda: self._client.describe() or {}, "its objects", "API Enabled")
        return {each["name"] for each in described["sobjects"]}

    def fields(self, name: str, needs: str) -> list[dict[str, Any]]:
        """The fields of an object that the user sees."""
        described = self._again(lambda: self._client.restful(f"sobjects/{name}/describe") or {}, name, needs)
        return described["fields"]

    def counts(self, name: str, where: str, needs: str) -> tuple[int, int]:
        """How many records pass: those that live, and those deleted among them."""
        query = f"select count() from {name} where {where}"
        living = self._again(lambda: self._client.query(query), name, needs)
        both = self._again(lambda: self._client.query(query, include_deleted=True), name, needs)
        return int(living["totalSize"]), int(both["totalSize"])

    def records(self, query: str, name: str, needs: str, *, is_bulk: bool) -> Iterator[list[dict[str, Any]]]:
        """Page by page the records a query finds, those deleted and archived among them."""
        pages = self._in_bulk(query, name) if is_bulk else self._plain(query)
        while True:
            with self._in_words(name, needs):
                page = next(pages, None)
            if page is None:
                return
            yield page

    def _in_bulk(self, query: str, name: str) -> Iterator[list[dict[str, Any]]]:
        for text in getattr(self._client.bulk2, name).query_all(query, max_records=BULK_PAGE):
            yield list(csv.DictReader(io.StringIO(text, newline="")))

    def _plain(self, query: str) -> Iterator[list[dict[str, Any]]]:
        answer = self._client.query(query, include_deleted=True)
        while True:
            yield [{name: value for name, value in each.items() if name != "attributes"} for each in answer["records"]]
            if answer["done"]:
                return
            answer = self._client.query_more(answer["nextRecordsUrl"], identifier_is_url=True)

    def _opened(self) -> Client:
        return Client(
            consumer_key=self._key, consumer_secret=self._secret, domain=self._domain, version=VERSION,
            session=self.line.session,
        )  # fmt: skip

    def renew(self) -> None:
        """Open the session anew: it lasts for some hours only."""
        with self._in_words("a session", "the Client Credentials Flow and the scope api"):
            self._client = self._opened()

    def _again(self, ask: Callable[[], _T], what: str, needs: str) -> _T:
        with self._in_words(what, needs):
            return ask()

    @contextmanager
    def _in_words(self, what: str, needs: str) -> Iterator[None]:
        with self.line.in_words(what, needs):
            try:
                yield
            except SalesforceAuthenticationFailed as error:
                if isinstance(error.code, int):  # no answer of Salesforce's own: its server failed, or one in between
                    raise self._failed(error.code, what, needs) from None
                said = self.line.unsecret(error.auth_message or "")
                raise RemoteError(
                    f"Salesforce does not accept the login (401): key, secret or domain are wrong, or the app has no "
                    f"Client Credentials Flow. `overlap connect salesforce` says how to make one. It says: {said}"
                ) from None
            except SalesforceExpiredSession:
                raise ExpiredError(
                    f"Salesforce does not accept the session (401, asked for {what}): the app was taken away or its "
                    "user locked. `overlap connect salesforce` says how to make one."
                ) from None
            except SalesforceOperationError as error:
                raise RemoteError(
                    f"Salesforce could not finish its query of {what}: {self.line.unsecret(str(error))} "
                    "Pull again later."
                ) from None
            except SalesforceError as error:
                raise self._refused(error, what, needs) from None

    def _failed(self, status: int, what: str, needs: str) -> RemoteError:
        response = Response()
        response.status_code = status
        return self.line.refused(response, what, needs)

    def _refused(self, error: SalesforceError, what: str, needs: str) -> RemoteError:
        content = error.content[0] if isinstance(error.content, list) and error.content else error.content
        code = str(content.get("errorCode", "")) if isinstance(content, dict) else ""
        said = self.line.unsecret(str(content.get("message", "")) if isinstance(content, dict) else "")
        if code == _USED_UP:
            return RemoteError(
                "Salesforce has taken all requests it allows this company in 24 hours (REQUEST_LIMIT_EXCEEDED). "
                "What was received is kept: pull again tomorrow, or less often."
            )
        if code in _NO_SUCH:
            return LackingError(f"Salesforce has no {what} for this user: it lacks {needs}, or does not use it. {said}")
        refusal = self._failed(int(error.status), what, needs)
        return type(refusal)(f"{refusal} It says: {said}" if said else str(refusal))


class ExpiredError(RemoteError):
    """The session is over: one may be opened anew once."""


def _parts(login: str) -> tuple[str, str, str]:
    """Key, secret and domain of a login. Raises UsageError, which never says what it holds."""
    try:
        parts = urlsplit(login)
        host = parts.hostname or ""
    except ValueError:
        parts, host = urlsplit(""), ""
    if parts.scheme != "https" or not parts.username or not parts.password or not host.endswith(".salesforce.com"):
        raise UsageError(f"The login is not of the form {_FORMS_OF_LOGIN}. `overlap connect salesforce` says more.")
    return unquote(parts.username), unquote(parts.password), host.removesuffix(".salesforce.com")
