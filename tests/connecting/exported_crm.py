"""A company's export served as its CRM would: HubSpot from loader tables, Salesforce from a Data Export."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from answering import Answer, Question
from sales_org import Org
from sales_server import SalesServer

Row = dict[str, str]
_OBJECTS = {
    "contacts": "contact", "companies": "company", "deals": "deal", "calls": "engagement_call",
    "meetings": "engagement_meeting", "emails": "engagement_email", "communications": "engagement_communication",
    "deal_splits": "deal_split",
}  # fmt: skip
_CALLED = {"deal_pipeline_id": "pipeline", "deal_pipeline_stage_id": "dealstage", "owner_id": "hubspot_owner_id"}
_IDS = ("id", "deal_id", "engagement_id")
_NOT_PROPERTIES = ("_fivetran_deleted", "_fivetran_synced", "is_deleted", *_IDS)
_TIMES = ("createdate", "closedate", "hs_timestamp", "hs_meeting_start_time", "hs_meeting_end_time")


def read_rows(path: Path) -> list[Row]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def moment(told: str) -> str:
    """A loader's naive time in UTC as the API tells it."""
    return told.replace(" ", "T") + "Z"


class ExportedHubSpot:
    """HubSpot as it must have been when these loader tables were made."""

    def __init__(self, folder: Path) -> None:
        self._tables = {path.stem: read_rows(path) for path in folder.glob("*.csv")}
        self._records = {kind: self._of(kind, table) for kind, table in _OBJECTS.items()}
        self._links: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for table, kinds, of, to in (
            ("deal_contact", ("deals",), "deal_id", "contact_id"),
            ("deal_company", ("deals",), "deal_id", "company_id"),
            ("engagement_contact", tuple(_OBJECTS)[3:7], "engagement_id", "contact_id"),
            ("engagement_deal", tuple(_OBJECTS)[3:7], "engagement_id", "deal_id"),
        ):  # fmt: skip
            other = {"contact_id": "contacts", "company_id": "companies", "deal_id": "deals"}[to]
            for row in self._rows(table):
                for kind in kinds:
                    self._links[kind, other][row[of]].append(row[to])

    def __call__(self, question: Question) -> Answer:
        parts = question.path.strip("/").split("/")
        match parts:
            case ["crm", "properties", _, kind]:
                names = {name for record in self._records.get(kind, {}).values() for name in record["properties"]}
                of = [{"name": n, "label": n, "type": "datetime" if n in _TIMES else "string"} for n in sorted(names)]
                return Answer(200, {"results": [{**each, "hubspotDefined": True} for each in of]})
            case ["crm", "objects", _, kind]:
                records = [] if question.query.get("archived") == "true" else list(self._records.get(kind, {}).values())
                begin = int(question.query.get("after", 0))
                end = begin + int(question.query["limit"])
                more = {"paging": {"next": {"after": str(end)}}} if len(records) > end else {}
                return Answer(200, {"results": records[begin:end], **more})
            case ["crm", "objects", _, kind, "search"]:
                behind = question.body["filterGroups"][0]["filters"][0]["value"]
                found = sorted(each for each in self._records.get(kind, {}) if each > behind)
                page = found[: question.body["limit"]]
                more = {"paging": {"next": {"after": "x"}}} if len(found) > len(page) else {}
                return Answer(200, {"total": len(found), "results": [{"id": each} for each in page], **more})
            case ["crm", "objects", _, kind, "batch", "read"]:
                of = [self._records[kind][each["id"]] for each in question.body["inputs"]]
                return Answer(200, {"results": of})
            case ["crm", "associations", _, kind, other, "batch", "read"]:
                links = self._links[kind, other]
                ids = [each["id"] for each in question.body["inputs"]]
                of = [{"from": {"id": i}, "to": [{"toObjectId": to} for to in links[i]]} for i in ids if i in links]
                return Answer(200, {"results": of})
            case ["crm", "owners", _]:
                return Answer(200, {"results": [] if question.query["archived"] == "true" else self._owners()})
            case ["crm", "pipelines", _, "deals"]:
                return Answer(200, {"results": self._pipelines()})
            case ["marketing", "campaigns", _]:
                of = [{"id": row["id"], "properties": row} for row in self._rows("campaign")]
                return Answer(200, {"results": of})
            case ["marketing", "forms", _]:
                forms = {row["form_id"]: row["title"] for row in self._rows("contact_form_submission")}
                return Answer(200, {"results": [{"id": each, "name": name} for each, name in forms.items()]})
            case ["form-integrations", *_, form]:
                emails = {row["id"]: row["property_email"] for row in self._rows("contact")}
                return Answer(200, {"results": [
                    {"conversionId": row["conversion_id"], "submittedAt": moment(row["timestamp"]),
                     "pageUrl": row["page_url"], "values": [{"name": "email", "value": emails[row["contact_id"]]}]}
                    for row in self._rows("contact_form_submission") if row["form_id"] == form
                ]})  # fmt: skip
            case ["email", "public", "v1", "events"]:
                urls = {row["id"]: row["url"] for row in self._rows("email_event_click")}
                return Answer(200, {"hasMore": False, "events": [
                    {"id": row["id"], "created": moment(row["created"]), "type": "CLICK", "recipient": row["recipient"],
                     "emailCampaignId": row["email_campaign_id"], "url": urls[row["id"]]}
                    for row in self._rows("email_event")
                ]})  # fmt: skip
            case ["email", "public", "v1", "campaigns", email]:
                return Answer(
                    200, next({"name": row["name"]} for row in self._rows("email_campaign") if row["id"] == email)
                )
        return Answer(404, {"message": question.path})

    def _rows(self, table: str) -> list[Row]:
        return self._tables.get(table, [])

    def _of(self, kind: str, table: str) -> dict[str, Any]:
        found = {}
        for number, row in enumerate(self._rows(table)):
            identifier = next((row[name] for name in _IDS if name in row), f"split-{number}")
            told = {
                _CALLED.get(name, name.removeprefix("property_")): value
                for name, value in row.items() if name not in _NOT_PROPERTIES
            }  # fmt: skip
            told = {name: moment(value) if name in _TIMES and value else value for name, value in told.items()}
            found[identifier] = {"id": identifier, "createdAt": told.get("createdate"), "properties": told}
        for history, of, when, whose in (
            ("contact_property_history", "contacts", "timestamp", "contact_id"),
            ("deal_stage", "deals", "date_entered", "deal_id"),
            ("deal_property_history", "deals", "timestamp", "deal_id"),
        ):  # fmt: skip
            for row in self._rows(history) if of == kind else ():
                versions = found[row[whose]].setdefault("propertiesWithHistory", defaultdict(list))
                name = row.get("name", "dealstage")
                versions[name].append({"value": row["value"], "timestamp": moment(row[when])})
                found[row[whose]]["properties"].setdefault(name, "")
        return found

    def _owners(self) -> list[Any]:
        names = {row["id"]: row["name"] for row in self._rows("team")}
        teams = {row["owner_id"]: row["team_id"] for row in self._rows("owner_team")}
        return [
            {"id": row["owner_id"], "email": row["email"], "firstName": row["first_name"], "lastName": row["last_name"],
             "teams": [{"id": teams[row["owner_id"]], "name": names[teams[row["owner_id"]]], "primary": True}]}
            for row in self._rows("owner")
        ]  # fmt: skip

    def _pipelines(self) -> list[Any]:
        def metadata(row: Row) -> dict[str, str]:
            likely = "1.0" if row["closed_won"] == "true" else row["probability"]
            return {"isClosed": row["is_closed"], "probability": likely}

        stages = [
            {"id": row["stage_id"], "label": row["label"], "metadata": metadata(row)}
            for row in self._rows("deal_pipeline_stage")
        ]  # fmt: skip
        return [
            {"id": row["pipeline_id"], "label": row["label"], "stages": stages} for row in self._rows("deal_pipeline")
        ]


@dataclass
class ExportedSalesforce(SalesServer):
    """Salesforce as it must have been when these files were exported."""

    folder: Path = Path()

    def _names(self) -> list[str]:
        return [path.stem for path in self.folder.glob("*.csv")]

    def _described(self, name: str) -> list[dict[str, Any]]:
        columns = read_rows(self.folder / f"{name}.csv")[0]
        return [{"name": each, "label": each, "type": "string", "custom": "__c" in each} for each in columns]

    def _found(self, query: str, *, is_all: bool, way: str) -> tuple[list[str], list[dict[str, Any]]]:
        fields, name = query.removeprefix("select ").split(" from ")
        names = [each.strip() for each in fields.split(",")]
        return names, [{each: row[each] for each in names} for row in read_rows(self.folder / f"{name}.csv")]


def salesforce_of(folder: Path) -> ExportedSalesforce:
    return ExportedSalesforce(Org(0, size=0), folder=folder, page=2_000)
