"""What people did, as HubSpot lists it: forms they sent, e-mails they clicked in. Only what is new is asked for."""

from datetime import datetime
from typing import Any
from urllib.parse import quote

from overlap.connecting.hubspot.api import EMAIL_CAMPAIGNS, EMAIL_EVENTS, LIST_PAGE, SUBMISSIONS, VERSION, HubSpot
from overlap.connecting.loader_table import LoaderTable
from overlap.connecting.running import Running
from overlap.connecting.texts import TIME, text_of
from overlap.errors import LackingError

SUBMISSION = LoaderTable(
    "contact_form_submission", ("conversion_id", "form_id", "title", "email", "timestamp", "page_url"), "conversion_id"
)
CLICK = LoaderTable(
    "email_event", ("id", "created", "type", "recipient", "email_campaign_id", "filtered_event"), "id"
)  # fmt: skip
LINK = LoaderTable("email_event_click", ("id", "url"), "id")
SENT = LoaderTable("email_campaign", ("id", "name", "subject"), "id")
_SUBMISSIONS_PAGE, _EVENTS_PAGE = 50, 1000
_FORMS, _CONTENT = "the scope forms", "the scope content"


def pull_forms(hub: HubSpot, running: Running) -> None:
    """Submissions of every form, newest first, until those that are known."""
    running.begins("forms")
    since = running.since(SUBMISSION)
    if running.staged.has_ended("forms"):
        return
    try:
        pages = hub.listed(f"/marketing/forms/{VERSION}", "forms", _FORMS, limit=LIST_PAGE, formTypes="all")
        forms = {str(form["id"]): form for page in pages for form in page}
        for form in forms.values():
            _pull_form(hub, running, form, since)
    except LackingError as error:
        running.goes_without("forms", (SUBMISSION.name,), error)
        return
    if since is None:
        running.drop_unseen(SUBMISSION)
    running.staged.ends("forms")


def _pull_form(hub: HubSpot, running: Running, form: dict[str, Any], since: str | None) -> None:
    path = f"{SUBMISSIONS}/{quote(str(form['id']), safe='')}"
    for page in hub.listed(path, "submissions of forms", _FORMS, limit=_SUBMISSIONS_PAGE):
        for sent in page:
            values = {each.get("name"): each.get("value") for each in sent.get("values") or ()}
            email, at = text_of(values.get("email")), text_of(sent.get("submittedAt"), TIME)
            identifier = text_of(sent.get("conversionId")) or f"{form['id']}-{at}-{email}"
            told = {
                "conversion_id": identifier, "form_id": str(form["id"]), "title": text_of(form.get("name")),
                "email": email, "timestamp": at, "page_url": text_of(sent.get("pageUrl")),
            }  # fmt: skip
            running.staged.put(SUBMISSION, identifier, [SUBMISSION.row(told)])
        running.counts("forms", len(page))
        if since and any((text_of(sent.get("submittedAt"), TIME) or "") < since for sent in page):
            return


def pull_clicks(hub: HubSpot, running: Running) -> None:
    """Clicks in marketing e-mails, and what those e-mails are called."""
    running.begins("e-mail clicks")
    since = running.since(CLICK, LINK, SENT)
    if running.staged.has_ended("clicks"):
        return
    try:
        emails = _take_clicks(hub, running, since)
        for identifier in sorted(emails - running.former_ids(SENT)):
            sent = _sent(hub, identifier)
            told = {"id": identifier, "name": text_of(sent.get("name")), "subject": text_of(sent.get("subject"))}
            running.staged.put(SENT, identifier, [SENT.row(told)])
    except LackingError as error:
        running.goes_without("e-mail clicks", (CLICK.name, LINK.name, SENT.name), error)
        return
    if since is None:
        running.drop_unseen(CLICK, LINK)
    running.staged.ends("clicks")


def _sent(hub: HubSpot, identifier: str) -> dict[str, Any]:
    """What HubSpot still knows of a marketing e-mail: nothing, if it was deleted."""
    try:
        return hub.get(f"{EMAIL_CAMPAIGNS}/{quote(identifier, safe='')}", "marketing e-mails", _CONTENT)
    except LackingError:
        return {}


def _take_clicks(hub: HubSpot, running: Running, since: str | None) -> set[str]:
    asked: dict[str, Any] = {"eventType": "CLICK", "limit": _EVENTS_PAGE}
    if since:
        asked["startTimestamp"] = round(datetime.fromisoformat(since).timestamp() * 1000)
    emails: set[str] = set()
    while True:
        answer = hub.get(EMAIL_EVENTS, "clicks in e-mails", _CONTENT, **asked)
        for event in answer.get("events") or ():
            identifier, email = str(event["id"]), text_of(event.get("emailCampaignId"))
            told = {
                "id": identifier, "created": text_of(event.get("created"), TIME), "type": text_of(event.get("type")),
                "recipient": text_of(event.get("recipient")), "email_campaign_id": email,
                "filtered_event": text_of(bool(event.get("filteredEvent"))),
            }  # fmt: skip
            running.staged.put(CLICK, identifier, [CLICK.row(told)])
            running.staged.put(LINK, identifier, [LINK.row({"id": identifier, "url": text_of(event.get("url"))})])
            emails |= {email} if email else set()
        running.counts("e-mail clicks", len(answer.get("events") or ()))
        if not answer.get("hasMore"):
            return emails
        asked["offset"] = answer["offset"]
