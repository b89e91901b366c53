"""Changes of agreements that one team has signed and that wait for the other."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from overlap.agreements import Draft, SignedAgreement
from overlap.errors import InputError
from overlap.store import signing, typed, written_rows
from overlap.store.schema import AGREEMENTS, PROPOSALS
from overlap.store.store import Store
from overlap.store.submitting import Form, submit
from overlap.store.two_signatures import OPEN, SIGNED, TEAMS, WITHDRAWN, TwoSignatures, withdraw


@dataclass(frozen=True)
class Proposal(TwoSignatures):
    """A draft with one signature; `state` is open, signed (then `agreement_id` says as what) or withdrawn."""

    proposal_id: str
    submit_id: str
    kind: str
    values: Mapping[str, Any]
    effective_from: datetime
    note: str
    signed_marketing: str
    signed_sales: str
    proposed_at: datetime
    state: str
    agreement_id: str | None

    @property
    def draft(self) -> Draft:
        """What would be signed."""
        return Draft(self.kind, self.values, self.effective_from, self.signed_marketing, self.signed_sales, self.note)


def propose(store: Store, draft: Draft, submit_id: str, at: datetime | None = None) -> str:
    """Keep a draft that exactly one team has signed and return the proposal's id. Raises InputError naming the fault.

    The same form again returns the same id.
    """
    signing.refuse_invalid(draft)
    signatures = {team: getattr(draft, f"signed_{team}") for team in TEAMS}
    signers = [typed.name(f"signed_{team}", name) for team, name in signatures.items() if name.strip()]
    if len(signers) != 1:
        raise InputError("A proposal carries one signature, of the team that proposes; the other team signs it after.")
    now = typed.moment(at)
    says = {
        "kind": draft.kind,
        "values_json": json.dumps(draft.values, sort_keys=True),
        "effective_from": draft.effective_from.astimezone(UTC),
        "note": typed.text("note", draft.note),
        **{f"signed_{team}": signers[0] if name.strip() else "" for team, name in signatures.items()},
    }
    stamps = {"proposed_at": now, "state": OPEN}
    return submit(store, PROPOSALS, Form(submit_id, says, stamps, "propose", signers[0], now))


def propose_once(store: Store, draft: Draft, submit_id: str, at: datetime | None = None) -> str:
    """The same, but a proposal that waits already, to the letter, is not made again: two clicks are one."""
    waiting = [each.proposal_id for each in open_proposals(store) if each.draft == draft]
    return waiting[0] if waiting else propose(store, draft, submit_id, at)


def countersign(store: Store, proposal_id: str, team: str, name: str, at: datetime | None = None) -> SignedAgreement:
    """The second signature makes the agreement, in one transaction. The same signature again returns the same one.

    Raises InputError when it is the first signer's name or team again, or the proposal is no longer open.
    """
    typed.choice("team", team, TEAMS)
    who, now = typed.name("name", name), typed.moment(at)
    with store.write("agreements", "audit", "proposals") as connection:
        before = written_rows.found(connection, PROPOSALS, proposal_id)
        if before["state"] == SIGNED and typed.is_same_person(before[f"signed_{team}"], who):
            return signing.agreement(written_rows.found(connection, AGREEMENTS, before["agreement_id"]))
        _refuse_closed(before)
        if before[f"signed_{team}"]:
            first, other = before[f"signed_{team}"], _proposal(before).awaits
            raise InputError(f"{first} has signed for {team} already; the signature of {other} is missing.")
        draft = replace(_proposal(before).draft, **{f"signed_{team}": who})
        signing.refuse_unsigned(draft)
        signing.refuse_invalid(draft)
        signed = signing.keep(connection, draft, now)
        after = {f"signed_{team}": who, "state": SIGNED, "agreement_id": signed.agreement_id}
        written_rows.alter(connection, PROPOSALS, before, after, "sign", who, now)
    return signed


def withdraw_proposal(store: Store, proposal_id: str, *, by: str, at: datetime | None = None) -> None:
    """Take an open proposal back. A second time changes nothing. Raises InputError when it is signed."""
    withdraw(store, PROPOSALS, proposal_id, _refuse_closed, by, at)


def proposals(store: Store) -> list[Proposal]:
    """Every proposal, the newest first."""
    with store.read() as connection:
        found = connection.execute(select(PROPOSALS).order_by(PROPOSALS.c.proposed_at.desc(), PROPOSALS.c.proposal_id))
        return [_proposal(dict(row)) for row in found.mappings()]


def open_proposals(store: Store) -> list[Proposal]:
    """Those that wait for a signature, the newest first."""
    return [each for each in proposals(store) if each.state == OPEN]


def _refuse_closed(row: written_rows.Row) -> None:
    if row["state"] == SIGNED:
        raise InputError(f"The proposal was signed as {row['agreement_id']}. Propose another change to replace it.")
    if row["state"] == WITHDRAWN:
        raise InputError("The proposal was withdrawn. Propose it again.")


def _proposal(row: written_rows.Row) -> Proposal:
    values = json.loads(row["values_json"])
    return Proposal(values=values, **{name: value for name, value in row.items() if name != "values_json"})
