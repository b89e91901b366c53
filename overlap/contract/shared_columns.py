"""Columns that stand in many tables: ids, texts, instants, days, and what points to a lead, a campaign or a person."""

from overlap.contract.column import Column


def id_column(name: str, about: str = "", **more) -> Column:
    """A text that every row has."""
    return Column(name, "text", about, required=True, **more)


def text(name: str, about: str = "", **more) -> Column:
    """A text that may be missing."""
    return Column(name, "text", about, **more)


def moment(name: str, about: str = "", *, event: bool = True, **more) -> Column:
    """An instant, of something that has happened unless said otherwise."""
    return Column(name, "time", about, event=event, **more)


def day(name: str, about: str = "", **more) -> Column:
    """A day without a time."""
    return Column(name, "day", about, **more)


def of_lead(*, required: bool = True) -> Column:
    """The lead that a row is about."""
    return text("lead_id", "whose it is", required=required, refers="leads.lead_id")


def of_campaign(name: str = "campaign_id", about: str = "the campaign", **more) -> Column:
    """A campaign; a row whose campaign is not there is kept."""
    return text(name, about, refers="campaigns.campaign_id", orphans="keep", **more)


def of_rep(about: str = "the person in sales", **more) -> Column:
    """A person in sales; a row whose person is not there is kept."""
    return text("rep_id", about, refers="reps.rep_id", orphans="keep", **more)


CURRENCY = text("currency", "ISO 4217 code; blank: the reporting currency", upper=True)
