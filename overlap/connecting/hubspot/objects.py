"""HubSpot's objects that are pulled: into which loader table, with which histories and associations."""

from dataclasses import dataclass

from overlap.connecting.loader_table import LoaderTable

_CONTACTS = "crm.objects.contacts.read"


@dataclass(frozen=True)
class Histories:
    """The history of some properties, as rows of a loader table. `columns`: whose, when, which, what."""

    table: LoaderTable
    properties: tuple[str, ...]
    timestamp: str = "timestamp"

    def is_of(self, name: str) -> bool:
        """Whether the property's history is read."""
        return name in self.properties


@dataclass(frozen=True)
class HubObject:
    """One object. `raw` is the raw table of the source that reads its loader table."""

    kind: str
    table: str
    raw: str
    created: str
    scope: str
    modified: str = "hs_lastmodifieddate"
    histories: tuple[Histories, ...] = ()
    associated: tuple[tuple[str, LoaderTable], ...] = ()
    is_required: bool = False

    @property
    def needs(self) -> str:
        """The permission it takes."""
        return f"the scope {self.scope}"


CONTACT_HISTORY = Histories(
    LoaderTable("contact_property_history", ("contact_id", "timestamp", "name", "value", "source"), "contact_id"),
    (
        "lifecyclestage", "hs_lead_status", "hubspot_owner_id", "hubspotscore", "hs_lead_disqualification_reason",
        "hs_email_optout", "segment", "region", "country", "jobtitle", "industry", "numemployees",
    ),
)  # fmt: skip
STAGE_HISTORY = Histories(
    LoaderTable("deal_stage", ("deal_id", "date_entered", "value"), "deal_id"), ("dealstage",), "date_entered"
)
DEAL_HISTORY = Histories(
    LoaderTable("deal_property_history", ("deal_id", "timestamp", "name", "value"), "deal_id"), ("amount",)
)
OF_CONTACTS = LoaderTable("engagement_contact", ("engagement_id", "contact_id"), "engagement_id")
OF_DEALS = LoaderTable("engagement_deal", ("engagement_id", "deal_id"), "engagement_id")
ABOUT = (("contacts", OF_CONTACTS), ("deals", OF_DEALS))
DEAL_CONTACTS = LoaderTable("deal_contact", ("deal_id", "contact_id"))
DEAL_COMPANIES = LoaderTable("deal_company", ("deal_id", "company_id"))

CONTACTS = HubObject(
    "contacts", "contact", "contacts", "createdate", _CONTACTS, "lastmodifieddate", (CONTACT_HISTORY,),
    is_required=True,
)  # fmt: skip
DEALS = HubObject(
    "deals", "deal", "deals", "createdate", "crm.objects.deals.read", histories=(STAGE_HISTORY, DEAL_HISTORY)
)
OBJECTS = (
    CONTACTS,
    HubObject("companies", "company", "companies", "createdate", "crm.objects.companies.read"),
    DEALS,
    HubObject("calls", "engagement_call", "calls", "hs_createdate", _CONTACTS, associated=ABOUT),
    HubObject("meetings", "engagement_meeting", "meetings", "hs_createdate", _CONTACTS, associated=ABOUT),
    HubObject("emails", "engagement_email", "emails", "hs_createdate", "sales-email-read", associated=ABOUT),
    HubObject("communications", "engagement_communication", "messages", "hs_createdate", _CONTACTS, associated=ABOUT),
    HubObject("tasks", "engagement_task", "tasks", "hs_createdate", _CONTACTS, associated=ABOUT),
    HubObject("deal_splits", "deal_split", "deal_splits", "hs_createdate", "crm.objects.deals.read"),
)
