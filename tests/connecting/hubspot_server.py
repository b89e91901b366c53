"""HubSpot's API over an account: searches that show so many results and no more, lists, batches, associations."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from answering import Answer, Question
from hubspot_account import CREATED, MODIFIED, PROPERTIES, WITH_HISTORY, Account, Record

VERSION = "2026-09"
TOKEN = "pat-na1-5e55-very-secret"


class Refusal(Exception):
    def __init__(self, status: int, said: dict[str, Any]) -> None:
        super().__init__(said)
        self.status, self.said = status, said


@dataclass
class HubSpotServer:
    """Answers as HubSpot does. `missing` objects need a scope the token lacks; `between` happens before each answer."""

    account: Account
    missing: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    cap: int = 10_000
    is_revoked: bool = False
    between: Callable[[], None] = lambda: None

    def __call__(self, question: Question) -> Answer:
        account = self.account
        account.now += 40
        date = {"Date": format_datetime(datetime.fromtimestamp(account.now // 1000, UTC), usegmt=True)}
        self.between()
        try:
            return Answer(200, self._answered(question), date)
        except Refusal as error:
            return Answer(error.status, error.said, date)

    def _answered(self, question: Question) -> Any:
        if self.is_revoked or question.headers.get("Authorization") != f"Bearer {TOKEN}":
            # Some proxies send back what they were sent.
            sent = question.headers.get("Authorization", "")
            raise Refusal(401, {"category": "INVALID_AUTHENTICATION", "message": f"Authentication failed: {sent}"})
        parts = question.path.strip("/").split("/")
        match parts:
            case ["crm", "properties", version, kind] if version == VERSION:
                self._allow(kind)
                return {"results": [
                    {"name": name, "label": label, "type": what, "hubspotDefined": ours}
                    for name, (label, what, ours) in PROPERTIES[kind].items()
                ]}  # fmt: skip
            case ["crm", "objects", version, kind] if version == VERSION:
                self._allow(kind)
                return self._listed(kind, question.query)
            case ["crm", "objects", version, kind, "search"] if version == VERSION:
                self._allow(kind)
                return self._searched(kind, question.body)
            case ["crm", "objects", version, kind, "batch", "read"] if version == VERSION:
                self._allow(kind)
                return self._read(kind, question.body)
            case ["crm", "associations", version, kind, other, "batch", "read"] if version == VERSION:
                self._allow(kind)
                self._allow(other)
                return self._associated(kind, other, question.body)
            case ["crm", "owners", version] if version == VERSION:
                return self._owners(question.query)
            case ["crm", "pipelines", version, "deals"] if version == VERSION:
                return {"results": [{"id": "default", "label": "Sales", "stages": [
                    {"id": "won", "label": "Won", "metadata": {"isClosed": "true", "probability": "1.0"}},
                    {"id": "lost", "label": "Lost", "metadata": {"isClosed": "true", "probability": "0.0"}},
                ]}]}  # fmt: skip
            case ["marketing", "campaigns", version] if version == VERSION:
                return {"results": []}
            case ["marketing", "forms", version] if version == VERSION:
                self._allow("forms")
                return {"results": [{"id": form, "name": name} for form, name in self.account.forms.items()]}
            case ["form-integrations", "v1", "submissions", "forms", form]:
                return self._submissions(form, question.query)
            case ["email", "public", "v1", "events"]:
                return self._events(question.query)
            case ["email", "public", "v1", "campaigns", email]:
                if email == "2":
                    raise Refusal(404, {"message": "resource not found"})
                return {"id": email, "name": f"Mail {email}", "subject": "Hello"}
        raise Refusal(404, {"message": f"resource not found: {question.path}"})

    def _allow(self, kind: str) -> None:
        if kind in self.missing:
            raise Refusal(403, {
                "category": "MISSING_SCOPES", "message": "This app hasn't been granted all required scopes.",
                "errors": [{"context": {"requiredGranularScopes": [f"crm.objects.{kind}.read"]}}],
            })  # fmt: skip
        if kind not in ("forms", *PROPERTIES) or kind in self.absent:
            raise Refusal(404, {"message": f"Unable to infer object type from: {kind}"})

    def _listed(self, kind: str, query: dict[str, str]) -> Any:
        limit = int(query.get("limit", 10))
        if limit > 100:
            raise Refusal(400, {"message": "limit too large"})
        archived = query.get("archived") == "true"
        behind = int(query.get("after", 0))
        rest = sorted(
            (each for each in self.account.records[kind].values() if each.is_archived == archived and each.id > behind),
            key=lambda each: each.id,
        )
        page = rest[:limit]
        more = {"paging": {"next": {"after": str(page[-1].id)}}} if len(rest) > limit else {}
        names = query.get("properties", "").split(",")
        return {"results": [self._record(kind, each, names, ()) for each in page], **more}

    def _searched(self, kind: str, body: dict[str, Any]) -> Any:
        limit, begin = int(body.get("limit", 10)), int(body.get("after", 0))
        if limit > 200 or begin + limit > max(self.cap, limit):
            raise Refusal(400, {"message": f"The limit of {self.cap} results is exceeded"})
        filters = [each for group in body.get("filterGroups", ()) for each in group["filters"]]
        found = [each for each in self.account.living(kind) if all(self._passes(kind, each, one) for one in filters)]
        sort = (body.get("sorts") or [{"propertyName": "hs_object_id"}])[0]
        found.sort(
            key=lambda each: (self._value(kind, each, sort["propertyName"]) or 0, each.id),
            reverse=sort.get("direction") == "DESCENDING",
        )
        page = found[begin : begin + limit]
        more = {"paging": {"next": {"after": str(begin + limit)}}} if len(found) > begin + limit else {}
        return {"total": len(found), "results": [self._record(kind, each, (), ()) for each in page], **more}

    def _passes(self, kind: str, record: Record, one: dict[str, str]) -> bool:
        value = self._value(kind, record, one["propertyName"])
        if value is None:
            return False
        wanted = int(one["value"])
        return {"GT": value > wanted, "GTE": value >= wanted, "LT": value < wanted}[one["operator"]]

    def _value(self, kind: str, record: Record, name: str) -> int | None:
        """What a search knows: a fresh change is not in its index yet."""
        if name == "hs_object_id":
            return record.id
        is_fresh = self.account.now - record.modified <= self.account.lag
        if name == MODIFIED[kind]:
            return record.seen_modified if is_fresh else record.modified
        assert name == CREATED[kind]
        return None if is_fresh and record.seen_modified is None else record.created

    def _read(self, kind: str, body: dict[str, Any]) -> Any:
        history = body.get("propertiesWithHistory", ())
        if len(body["inputs"]) > (50 if history else 100):
            raise Refusal(400, {"message": "too many inputs"})
        records = [self.account.records[kind].get(int(each["id"])) for each in body["inputs"]]
        return {"results": [
            self._record(kind, each, body["properties"], history) for each in records if each and not each.is_archived
        ]}  # fmt: skip

    def _record(self, kind: str, record: Record, names: Any, history: Any) -> dict[str, Any]:
        told = self.account.told
        values = {**record.values, MODIFIED[kind]: record.modified}
        properties = {name: told(values.get(name), name) for name in names if name in PROPERTIES[kind]}
        said: dict[str, Any] = {
            "id": str(record.id), "createdAt": told(record.created, ""), "archived": record.is_archived,
            "properties": properties,
        }  # fmt: skip
        if history:
            said["propertiesWithHistory"] = {
                name: [{"value": value, "timestamp": told(at, name), "sourceType": "CRM_UI"} for at, value in versions]
                for name, versions in record.history.items()
                if name in history and name in WITH_HISTORY[kind]
            }
        return said

    def _associated(self, kind: str, other: str, body: dict[str, Any]) -> Any:
        """Three at a time, so that a record's associations go over several pages."""
        links = self.account.about.get((kind, other), {})
        results = []
        for each in body["inputs"]:
            behind = int(each.get("after", 0))
            rest = sorted(to for to in links.get(int(each["id"]), ()) if to > behind)
            if rest:
                result: dict[str, Any] = {"from": {"id": each["id"]}, "to": [{"toObjectId": to} for to in rest[:2]]}
                if len(rest) > 2:
                    result["paging"] = {"next": {"after": str(rest[1])}}
                results.append(result)
        return {"status": "COMPLETE", "results": results}

    @staticmethod
    def _owners(query: dict[str, str]) -> Any:
        if query.get("archived") == "true":
            return {"results": [{"id": "9", "email": "gone@x.example", "firstName": "G", "lastName": "One"}]}
        teams = [{"id": "T1", "name": "North", "primary": True}]
        return {"results": [{"id": "7", "email": "r@x.example", "firstName": "R", "userId": 70, "teams": teams}]}

    def _submissions(self, form: str, query: dict[str, str]) -> Any:
        newest = sorted((each for each in self.account.submissions if each[0] == form), key=lambda each: -each[2])
        begin, limit = int(query.get("after", 0)), int(query.get("limit", 20))
        if limit > 50:
            raise Refusal(400, {"message": "limit too large"})
        more = {"paging": {"next": {"after": str(begin + limit)}}} if len(newest) > begin + limit else {}
        return {"results": [
            {"conversionId": number, "submittedAt": at, "values": [{"name": "email", "value": email}],
             "pageUrl": "https://x.example/?utm_campaign=C1"}
            for _, number, at, email in newest[begin : begin + limit]
        ], **more}  # fmt: skip

    def _events(self, query: dict[str, str]) -> Any:
        since, begin, limit = (int(query.get(name, 0)) for name in ("startTimestamp", "offset", "limit"))
        found = [(each, *of) for each, of in self.account.clicks.items() if of[0] >= since]
        events = [
            {
                "id": each,
                "created": at,
                "type": "CLICK",
                "recipient": to,
                "emailCampaignId": int(email),
                "url": "https://x",
            }
            for each, at, to, email in found[begin : begin + limit]
        ]
        return {"events": events, "hasMore": len(found) > begin + limit, "offset": str(begin + limit)}
