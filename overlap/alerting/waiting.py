"""What waits for a signature, as alerts; of the two teams, not of who signed first."""

from collections.abc import Iterator

from overlap import words
from overlap.alerting.alerts import Alert
from overlap.store import Store
from overlap.store.goals import MONEY, open_goals
from overlap.store.proposals import open_proposals
from overlap.subjects.goals import plan


def waiting(store: Store, currency: str) -> Iterator[Alert]:
    """Every proposal that one team has signed and the other has not, those of goals after those of agreements."""
    for each in open_proposals(store):
        since = words.day(each.proposed_at.date())
        what = words.spoken(each.kind).lower()
        yield Alert(f"sign {each.proposal_id}", f"The agreement on {what} waits for {each.awaits}, since {since}.")
    for each in open_goals(store):
        since = words.day(each.proposed_at.date())
        goal = plan.proposed(vars(each) | {"is_money": each.metric == MONEY}, currency)
        yield Alert(f"sign {each.goal_id}", f"A goal waits for {each.awaits}, since {since}: {goal}.")
