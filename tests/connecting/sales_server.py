"""Salesforce's API over an org: sessions, descriptions, queries in pages, Bulk 2 jobs whose results have locators."""

import base64
import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from answering import Answer, Question
from sales_org import BINNED, FIELDS, STAMPED, UNTIMED, Org, Record

KEY, SECRET = "3MVG9.consumer_key", "5E55VERYSECRET"
LOGIN = f"https://{KEY}:{SECRET}@acme.my.salesforce.com"
ROOT = "/services/data/v64.0"
_QUERY = re.compile(r"select (.+) from (\w+)(?: where (\w+) (>=|<|in) (.+))?")
_BULK_ONLY_NOT = ("OpportunityStage", "DatedConversionRate")


@dataclass
class SalesServer:
    """Answers as Salesforce does. Sessions end after so many questions; `missing` objects the user does not see."""

    org: Org
    missing: frozenset[str] = frozenset()
    lasts: int = 10**9
    page: int = 7
    is_revoked: bool = False
    between: Callable[[], None] = lambda: None
    jobs: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    fields_of_jobs: dict[str, list[str]] = field(default_factory=dict)
    cursors: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    _session: int = 0
    _left: int = 0
    _polls: int = 0

    def __call__(self, question: Question) -> Answer:
        self.org.now += 40
        date = {"Date": format_datetime(datetime.fromtimestamp(self.org.now // 1000, UTC), usegmt=True)}
        self.between()
        answer = self._login(question) if question.path.endswith("/oauth2/token") else self._in_session(question)
        return Answer(answer.status, answer.said, {**date, **answer.headers})

    def _login(self, question: Question) -> Answer:
        told = base64.b64decode(question.headers["Authorization"].removeprefix("Basic ")).decode()
        if self.is_revoked or told != f"{KEY}:{SECRET}":
            return Answer(401, {"error": "invalid_client", "error_description": f"invalid client credentials {told}"})
        self._session += 1
        self._left = self.lasts
        token = f"session-{self._session}"
        return Answer(200, {"access_token": token, "instance_url": "https://acme.my.salesforce.com"})

    def _in_session(self, question: Question) -> Answer:
        self._left -= 1
        right = question.headers["Authorization"] == f"Bearer session-{self._session}"
        if self.is_revoked or self._left < 0 or not right:
            return Answer(401, [{"errorCode": "INVALID_SESSION_ID", "message": "Session expired or invalid"}])
        path = question.path.removeprefix(ROOT).strip("/").split("/")
        match path:
            case ["sobjects"]:
                return Answer(200, {"sobjects": [{"name": name} for name in self._names()]})
            case ["sobjects", name, "describe"]:
                return Answer(200, {"fields": self._described(name)})
            case [("query" | "queryAll") as how]:
                return self._queried(question.query["q"], is_all=how == "queryAll")
            case [("query" | "queryAll"), cursor]:
                return Answer(200, self._page(cursor))
            case ["jobs", "query"]:
                return self._job(question.body)
            case ["jobs", "query", job]:
                self._polls += 1
                return Answer(200, {"id": job, "state": "InProgress" if self._polls % 3 else "JobComplete"})
            case ["jobs", "query", job, "results"]:
                return self._results(job, question.query)
        return Answer(404, [{"errorCode": "NOT_FOUND", "message": question.path}])

    def _names(self) -> list[str]:
        return [name for name in FIELDS if name not in self.missing]

    def _described(self, name: str) -> list[dict[str, Any]]:
        told = [{"name": "Id", "label": "Record ID", "type": "id", "custom": False}]
        if name not in UNTIMED:
            told.append({"name": "CreatedDate", "label": "Created Date", "type": "datetime", "custom": False})
        if name in STAMPED:
            told.append({"name": "SystemModstamp", "label": "Modstamp", "type": "datetime", "custom": False})
        if name in BINNED:
            told.append({"name": "IsDeleted", "label": "Deleted", "type": "boolean", "custom": False})
        fields = FIELDS[name].items()
        return told + [{"name": n, "label": label, "type": what, "custom": own} for n, (label, what, own) in fields]

    def _found(self, query: str, *, is_all: bool, way: str) -> tuple[list[str], list[dict[str, Any]]]:
        fields, name, of, how, value = _QUERY.fullmatch(query).groups()  # type: ignore[union-attr]
        assert name not in self.missing
        found = [each for each in self.org.seen(name) if is_all or not each.is_deleted]
        if of:
            found = [each for each in found if self._passes(each, of, how, value)]
        names = [each.strip() for each in fields.split(",")]
        return names, [{each: self._value(record, each, way) for each in names} for record in found]

    @staticmethod
    def _passes(record: Record, of: str, how: str, value: str) -> bool:
        if how == "in":
            return record.id in re.findall(r"'(\w+)'", value)
        wanted = round(datetime.fromisoformat(value).timestamp() * 1000)
        stamp = record.created if of == "CreatedDate" else record.modified
        return stamp >= wanted if how == ">=" else stamp < wanted

    @staticmethod
    def _value(record: Record, name: str, way: str) -> Any:
        """Dates as JSON has them, with +0000, or as the CSV of a job, with a Z."""
        if name == "Id":
            return record.id
        if name == "IsDeleted":
            return record.is_deleted
        if name in ("CreatedDate", "SystemModstamp"):
            stamp = record.created if name == "CreatedDate" else record.modified
            moment = datetime.fromtimestamp(stamp // 1000, UTC)
            return f"{moment:%Y-%m-%dT%H:%M:%S}.{stamp % 1000:03}{'+0000' if way == 'json' else 'Z'}"
        return record.values.get(name)

    def _queried(self, query: str, *, is_all: bool) -> Answer:
        if query.startswith("select count()"):
            _, found = self._found(query.replace("count()", "Id", 1), is_all=is_all, way="json")
            return Answer(200, {"totalSize": len(found), "done": True, "records": []})
        _, found = self._found(query, is_all=is_all, way="json")
        cursor = f"c{len(self.cursors)}"
        self.cursors[cursor] = found
        return Answer(200, self._page(f"{cursor}-0"))

    def _page(self, cursor: str) -> dict[str, Any]:
        name, begin = cursor.split("-")[0], int(cursor.split("-")[1])
        rows, end = self.cursors[name], begin + self.page
        records = [{"attributes": {"type": "X"}, **row} for row in rows[begin:end]]
        more = {"nextRecordsUrl": f"{ROOT}/query/{name}-{end}"} if end < len(rows) else {}
        return {"totalSize": len(rows), "done": not more, "records": records, **more}

    def _job(self, body: dict[str, Any]) -> Answer:
        assert body["operation"] == "queryAll"
        job = f"750{len(self.jobs):06}"
        self.fields_of_jobs[job], self.jobs[job] = self._found(body["query"], is_all=True, way="csv")
        return Answer(200, {"id": job, "state": "UploadComplete"})

    def _results(self, job: str, query: dict[str, str]) -> Answer:
        begin = int(query.get("locator", 0))
        end = begin + min(self.page, int(query["maxRecords"]))
        text = io.StringIO()
        writer = csv.DictWriter(text, self.fields_of_jobs[job], lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writeheader()
        for row in self.jobs[job][begin:end]:
            writer.writerow({n: str(v).lower() if isinstance(v, bool) else v for n, v in row.items()})
        locator = str(end) if end < len(self.jobs[job]) else "null"
        rows = len(self.jobs[job][begin:end])
        return Answer(200, text.getvalue(), {"Sforce-Locator": locator, "Sforce-NumberOfRecords": str(rows)})
