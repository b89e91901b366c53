"""HubSpot's short lists, read whole each time: owners, teams, pipelines, stages, campaigns, what deals are about."""

from collections.abc import Callable
from typing import Any

import polars as pl

from overlap.connecting.hubspot.api import LIST_PAGE, VERSION, HubSpot
from overlap.connecting.hubspot.object_stream import ARCHIVED, ID
from overlap.connecting.hubspot.objects import DEAL_COMPANIES, DEAL_CONTACTS
from overlap.connecting.loader_table import LoaderTable, Row
from overlap.connecting.running import Running
from overlap.connecting.texts import text_of
from overlap.errors import LackingError

OWNER = LoaderTable("owner", ("owner_id", "active_user_id", "email", "first_name", "last_name"))
TEAM = LoaderTable("team", ("id", "name"))
OWNER_TEAM = LoaderTable("owner_team", ("owner_id", "team_id", "is_team_primary"))
PIPELINE = LoaderTable("deal_pipeline", ("pipeline_id", "label", "active"))
STAGE = LoaderTable(
    "deal_pipeline_stage", ("pipeline_id", "stage_id", "label", "closed_won", "is_closed", "probability", "active")
)
# What a company calls `channel` is a property of its own; HubSpot passes over one that is not there.
_CAMPAIGN = (
    "hs_name", "hs_start_date", "hs_end_date", "hs_utm", "hs_budget_items_sum_amount", "hs_currency_code", "channel",
)  # fmt: skip
CAMPAIGN = LoaderTable("campaign", ("id", *_CAMPAIGN))


def pull_lists(hub: HubSpot, running: Running) -> None:
    """Owners, pipelines, campaigns: each whole, or noted as lacking."""
    _whole(running, "owners", (OWNER, TEAM, OWNER_TEAM), lambda: _owners(hub))
    _whole(running, "pipelines", (PIPELINE, STAGE), lambda: _pipelines(hub))
    _whole(running, "campaigns", (CAMPAIGN,), lambda: _campaigns(hub))


def pull_deal_associations(hub: HubSpot, running: Running, deals: LoaderTable) -> None:
    """Which contacts and companies each deal is about: a deal need not have changed for that to change."""
    known = running.rows(deals).filter(pl.col(ARCHIVED) == "false").select(ID)
    for kind, table in (("contacts", DEAL_CONTACTS), ("companies", DEAL_COMPANIES)):
        what = f"deals and their {kind}"
        _whole(running, what, (table,), lambda kind=kind, table=table, what=what: {
            table: [
                dict(zip(table.columns, pair, strict=True))
                for deal, others in hub.associated(
                    "deals", known.collect()[ID].to_list(), kind, what, f"the scope crm.objects.{kind}.read"
                ).items()
                for pair in [(deal, other) for other in others]
            ]
        })  # fmt: skip


def _whole(
    running: Running,
    stream: str,
    tables: tuple[LoaderTable, ...],
    read: Callable[[], dict[LoaderTable, list[Row]]],
) -> None:
    running.begins(stream)
    running.since(*tables)
    if running.staged.has_ended(stream):
        return
    try:
        rows = read()
    except LackingError as error:
        running.goes_without(stream, tuple(table.name for table in tables), error)
        return
    for table in tables:
        running.put_whole(table, [table.row(row) for row in rows[table]])
    running.staged.ends(stream)


def _owners(hub: HubSpot) -> dict[LoaderTable, list[Row]]:
    owners: dict[str, Any] = {}
    for archived in ("true", "false"):
        asked = {"archived": archived, "limit": LIST_PAGE}
        for page in hub.listed(f"/crm/owners/{VERSION}", "owners", "the scope crm.objects.owners.read", **asked):
            owners |= {str(owner["id"]): owner for owner in page}
    of = [(identifier, team) for identifier, owner in owners.items() for team in owner.get("teams") or ()]
    teams = {str(team["id"]): text_of(team.get("name")) for _, team in of}
    return {
        OWNER: [
            dict(zip(OWNER.columns, (identifier, *(text_of(owner.get(name)) for name in _OWNER_FIELDS)), strict=True))
            for identifier, owner in owners.items()
        ],
        TEAM: [{"id": identifier, "name": name} for identifier, name in teams.items()],
        OWNER_TEAM: [
            {"owner_id": owner, "team_id": str(team["id"]), "is_team_primary": text_of(bool(team.get("primary")))}
            for owner, team in of
        ],
    }


_OWNER_FIELDS = ("userId", "email", "firstName", "lastName")


def _pipelines(hub: HubSpot) -> dict[LoaderTable, list[Row]]:
    answer = hub.get(f"/crm/pipelines/{VERSION}/deals", "pipelines of deals", "the scope crm.objects.deals.read")
    pipelines: list[Row] = []
    stages: list[Row] = []
    for pipeline in answer["results"]:
        identifier = str(pipeline["id"])
        active = text_of(not pipeline.get("archived"))
        pipelines.append({"pipeline_id": identifier, "label": text_of(pipeline.get("label")), "active": active})
        for stage in pipeline.get("stages") or ():
            told = stage.get("metadata") or {}
            closed, likely = str(told.get("isClosed")).lower() == "true", text_of(told.get("probability"))
            stages.append({
                "pipeline_id": identifier, "stage_id": str(stage["id"]), "label": text_of(stage.get("label")),
                "closed_won": text_of(closed and float(likely or 0) == 1), "is_closed": text_of(closed),
                "probability": likely, "active": text_of(not stage.get("archived")),
            })  # fmt: skip
    return {PIPELINE: pipelines, STAGE: stages}


def _campaigns(hub: HubSpot) -> dict[LoaderTable, list[Row]]:
    found: list[Row] = []
    asked = {"limit": LIST_PAGE, "properties": ",".join(_CAMPAIGN)}
    path, needs = f"/marketing/campaigns/{VERSION}", "the scope marketing.campaigns.read"
    for page in hub.listed(path, "campaigns", needs, **asked):
        for campaign in page:
            told = campaign.get("properties") or {}
            found.append({"id": str(campaign["id"]), **{name: text_of(told.get(name)) for name in _CAMPAIGN}})
    return {CAMPAIGN: list({row["id"]: row for row in found}.values())}
