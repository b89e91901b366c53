"""Salesforce's objects that are pulled, and the raw table of the source that reads each."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SalesObject:
    """One object, pulled into a table of its own name. A great one comes in bulk, the others by plain queries."""

    name: str
    raw: str
    is_bulk: bool = True

    @property
    def needs(self) -> str:
        """The permission it takes."""
        return f"read access to {self.name} and its fields for the user the app runs as (View All Data gives it)"


OBJECTS = (
    SalesObject("User", "users", is_bulk=False),
    SalesObject("UserRole", "user_roles", is_bulk=False),
    SalesObject("Account", "accounts"),
    SalesObject("Contact", "contacts"),
    SalesObject("Lead", "leads"),
    SalesObject("LeadHistory", "lead_history"),
    SalesObject("Opportunity", "opportunities"),
    SalesObject("OpportunityHistory", "opportunity_history"),
    SalesObject("OpportunityStage", "stages", is_bulk=False),
    SalesObject("OpportunityContactRole", "opportunity_contacts"),
    SalesObject("OpportunitySplitType", "split_types", is_bulk=False),
    SalesObject("OpportunitySplit", "splits", is_bulk=False),
    SalesObject("OpportunityTeamMember", "team_members", is_bulk=False),
    SalesObject("Campaign", "campaigns"),
    SalesObject("CampaignMember", "campaign_members"),
    SalesObject("Task", "tasks"),
    SalesObject("Event", "events"),
    SalesObject("DatedConversionRate", "conversion_rates", is_bulk=False),
)
# A company without leads has contacts, one without contacts leads.
ONE_OF = ("Lead", "Contact")
