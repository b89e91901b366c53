"""Proposals that wait for the other team: what each would change, the second signature, a way back."""

from datetime import UTC, datetime

import streamlit as st

from overlap import words
from overlap.agreements import KINDS, Kind
from overlap.agreements.changed_values import ALL, Difference, Values, differences, removed
from overlap.agreements.values import merged
from overlap.store.proposals import Proposal, countersign, open_proposals, withdraw_proposal
from ui import gateway, parts, second_signature, writing
from ui.agreements import agreed, applying, preview
from ui.person import Person


def waiting() -> list[Proposal]:
    """The proposals that one team has signed and the other has not, the newest first."""
    return open_proposals(gateway.store())


def blocks(name: str) -> None:
    """Every open proposal of a kind, and what became of the last signature."""
    writing.told(_form(name))
    for proposal in waiting():
        if proposal.kind == name:
            _block(proposal)


def changes(proposal: Proposal) -> list[Difference]:
    """What would be different from what holds on the day the proposal begins."""
    return differences(KINDS[proposal.kind], *_both(proposal))


def table(found: list[Difference], before: str = "Now", after: str = "Then") -> None:
    """Differences in four narrow columns."""
    shown = [
        {
            "For": parts.escape(words.spoken(each.applies_to)),
            "What": parts.escape(agreed.label(each.value)),
            before: parts.escape(each.before),
            after: parts.escape(each.after),
        }
        for each in found
    ]
    hidden = {"For"} if all(each.applies_to == ALL for each in found) else set()
    st.table(
        [{name: text for name, text in row.items() if name not in hidden} for row in shown],
        border="horizontal", hide_index=True,
    )  # fmt: skip


def day(at: datetime) -> str:
    """The day a version begins; with its time when that is not midnight."""
    local = gateway.local(at)
    return words.moment(local, is_date_only=(local.hour, local.minute) == (0, 0))


def removal(kind: Kind, rows: list[str]) -> str:
    """What the removal of rows means, in one sentence of Markdown."""
    listed = words.listed([parts.escape(words.spoken(row)) for row in rows])
    return f"Removed: {listed}. A {words.spoken(str(kind.per))} that is not listed {kind.unlisted}."


def _both(proposal: Proposal) -> tuple[Values, Values]:
    """What holds on the day the proposal begins, and what would."""
    kind = KINDS[proposal.kind]
    after = merged(kind, agreed.base(proposal.kind), proposal.values, f"proposal {proposal.proposal_id}")
    return agreed.holding(proposal.kind, proposal.effective_from).values, after


def _block(proposal: Proposal) -> None:
    with parts.block(f"Proposed from {day(proposal.effective_from)}", second_signature.first(proposal)):
        found = changes(proposal)
        table(found)
        if proposal.note:
            st.text(proposal.note)
        _cautions(proposal, found)
        builds = applying.needs_build(found)
        someone = second_signature.actions(
            proposal.proposal_id, proposal, lambda by: _sign(proposal, by, builds), lambda by: _withdraw(proposal, by)
        )
        if someone and builds:
            preview.block(proposal)


def _cautions(proposal: Proposal, found: list[Difference]) -> None:
    if not found:
        st.caption("It would no longer change anything.")
    if gone := removed(KINDS[proposal.kind], *_both(proposal)):
        st.caption(f":material/remove: {removal(KINDS[proposal.kind], gone)}")
    if proposal.effective_from <= datetime.now(UTC):
        st.caption(":material/history: It applies retroactively: numbers since that day will change.")
    if applying.needs_build(found):
        st.caption(":material/build: It needs a build: until that is published, pages show what holds now.")


def _sign(proposal: Proposal, someone: Person, builds: bool) -> None:
    def sign() -> None:
        countersign(gateway.store(), proposal.proposal_id, someone.team, someone.name)

    said = f"Signed by both teams. It holds from {day(proposal.effective_from)}. Saved"
    if writing.attempt(_form(proposal.kind), sign, said) and builds:
        applying.apply()


def _withdraw(proposal: Proposal, someone: Person) -> None:
    def withdraw() -> None:
        withdraw_proposal(gateway.store(), proposal.proposal_id, by=someone.name)

    writing.attempt(_form(proposal.kind), withdraw, "The proposal was withdrawn")


def _form(kind: str) -> str:
    return f"sign_{kind}"
