"""HubSpot's API: where its resources are, and pages of them."""

from collections.abc import Iterator, Sequence
from typing import Any

from dlt.common.configuration.specs import RuntimeConfiguration
from dlt.common.jsonpath import compile_path
from dlt.sources.helpers.rest_client.auth import BearerTokenAuth
from dlt.sources.helpers.rest_client.client import RESTClient
from dlt.sources.helpers.rest_client.paginators import BasePaginator, JSONResponseCursorPaginator
from requests import Request, Response

from overlap.connecting import sending
from overlap.connecting.pace import Pace
from overlap.connecting.sending import Line

# The one place that says which of HubSpot's dated versions is spoken. Each is kept for 18 months at least.
VERSION = "2026-09"
HOST = "https://api.hubapi.com"
# Two lists have no dated address yet.
SUBMISSIONS = "/form-integrations/v1/submissions/forms"
EMAIL_EVENTS, EMAIL_CAMPAIGNS = "/email/public/v1/events", "/email/public/v1/campaigns"

SEARCH_PAGE = 200
LIST_PAGE = 100
BATCH = 100
BATCH_WITH_HISTORY = 50
ASSOCIATIONS_BATCH = 1000
_NEXT, _RESULTS = compile_path("paging.next.after"), compile_path("results")
_REQUESTS, _SEARCHES = (90, 10.0), (4, 1.0)  # of 100 in 10 s, and 5 a second


class ById(BasePaginator):
    """Pages of a search in the order of ids, each behind the last id of the one before.

    A search shows 10,000 records at most, however one pages; behind an id it begins anew. A record that changes while
    one pages keeps its id: it is neither passed over nor met twice.
    """

    def __init__(self) -> None:
        super().__init__()
        self._last = ""

    def update_state(self, response: Response, data: list[Any] | None = None) -> None:
        """Where the next page begins, and whether there is one."""
        self._has_next_page = bool(data) and "next" in (response.json().get("paging") or {})
        if data:
            self._last = str(data[-1]["id"])

    def update_request(self, request: Request) -> None:
        """Ask behind the last id."""
        if self._has_next_page:
            body: Any = request.json
            filters = [each for each in body["filterGroups"][0]["filters"] if each["operator"] != "GT"]
            request.json = {**body, "filterGroups": [{"filters": [*filters, behind(self._last)]}]}


def behind(identifier: str) -> dict[str, str]:
    """The filter of records whose id is greater."""
    return {"propertyName": "hs_object_id", "operator": "GT", "value": identifier}


class HubSpot:
    """HubSpot as the holder of a token sees it. Methods raise RemoteError, LackingError for what it may not see."""

    def __init__(self, token: str) -> None:
        adapter = sending.Paced(Pace(*_REQUESTS), {"/search": Pace(*_SEARCHES)})
        self.line: Line = sending.line("HubSpot", (token,), adapter, _scopes)
        self._client = RESTClient(
            HOST, auth=BearerTokenAuth(token), session=self.line.session, config=RuntimeConfiguration()
        )

    def get(self, path: str, what: str, needs: str, **params: Any) -> Any:
        """The answer to one question."""
        with self.line.in_words(what, needs):
            return self.line.checked(self._client.get(path, params=params), what, needs).json()

    def post(self, path: str, body: dict[str, Any], what: str, needs: str) -> Any:
        """The answer to one question that needs many words."""
        with self.line.in_words(what, needs):
            return self.line.checked(self._client.post(path, json=body), what, needs).json()

    def listed(self, path: str, what: str, needs: str, **params: Any) -> Iterator[list[Any]]:
        """Page by page what a resource lists."""
        paginator = JSONResponseCursorPaginator(cursor_path=_NEXT, cursor_param="after")
        yield from self._pages(path, what, needs, "GET", paginator, params=params)

    def found(
        self, kind: str, filters: Sequence[dict[str, Any]], cursor: str, what: str, needs: str
    ) -> Iterator[list[str]]:
        """Page by page the ids of an object's records that pass all filters, in their order, behind the cursor."""
        body = {
            "filterGroups": [{"filters": [*filters, behind(cursor or "0")]}],
            "sorts": [{"propertyName": "hs_object_id", "direction": "ASCENDING"}],
            "properties": ["hs_object_id"],
            "limit": SEARCH_PAGE,
        }
        for page in self._pages(_objects(kind, "/search"), what, needs, "POST", ById(), json=body):
            yield [str(record["id"]) for record in page]

    def read(
        self, kind: str, ids: Sequence[str], properties: Sequence[str], history: Sequence[str], what: str, needs: str
    ) -> list[Any]:
        """The records of these ids that are there, with their properties and the histories of some."""
        found: list[Any] = []
        size = BATCH_WITH_HISTORY if history else BATCH
        for begin in range(0, len(ids), size):
            body: dict[str, Any] = {
                "inputs": [{"id": each} for each in ids[begin : begin + size]],
                "properties": list(properties),
            }
            if history:
                body["propertiesWithHistory"] = list(history)
            found += self.post(_objects(kind, "/batch/read"), body, what, needs)["results"]
        return found

    def count(self, kind: str, filters: Sequence[dict[str, Any]], what: str, needs: str) -> int:
        """How many records of an object pass all filters."""
        body = {"filterGroups": [{"filters": list(filters)}], "limit": 1, "properties": ["hs_object_id"]}
        return int(self.post(_objects(kind, "/search"), body, what, needs)["total"])

    def associated(self, kind: str, ids: Sequence[str], other: str, what: str, needs: str) -> dict[str, list[str]]:
        """For each record that has any, the ids of the other object's records it is associated with."""
        found: dict[str, list[str]] = {}
        path = f"/crm/associations/{VERSION}/{kind}/{other}/batch/read"
        for begin in range(0, len(ids), ASSOCIATIONS_BATCH):
            inputs: list[dict[str, str]] = [{"id": each} for each in ids[begin : begin + ASSOCIATIONS_BATCH]]
            while inputs:
                results = self.post(path, {"inputs": inputs}, what, needs)["results"]
                inputs = []
                for result in results:
                    of = str(result["from"]["id"])
                    found.setdefault(of, []).extend(str(each["toObjectId"]) for each in result["to"])
                    if after := ((result.get("paging") or {}).get("next") or {}).get("after"):
                        inputs.append({"id": of, "after": str(after)})
        return {of: sorted(set(others)) for of, others in found.items()}

    def _pages(
        self, path: str, what: str, needs: str, method: Any, paginator: BasePaginator, **asked: Any
    ) -> Iterator[list[Any]]:
        pages = self._client.paginate(path, method, paginator=paginator, data_selector=_RESULTS, **asked)
        while True:
            with self.line.in_words(what, needs):
                page = next(pages, None)
            if page is None:
                return
            yield page


def _objects(kind: str, rest: str) -> str:
    return f"/crm/objects/{VERSION}/{kind}{rest}"


def _scopes(response: Response) -> str:
    """The scopes that a refusal names."""
    try:
        errors = response.json().get("errors") or []
        named = {scope for error in errors for scope in (error.get("context") or {}).get("requiredGranularScopes", ())}
    except (ValueError, AttributeError):
        return ""
    scopes = " or ".join(sorted(map(str, named)))
    return f"the scope {scopes}" if scopes else ""
