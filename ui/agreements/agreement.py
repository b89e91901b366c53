"""One agreement on the Definitions page: what holds, what comes, what waits, and every version with who signed it."""

from datetime import UTC, datetime

import polars as pl
import streamlit as st

from overlap import words
from overlap.agreements import KINDS, UNSIGNED, Row, SignedAgreement, abouts
from overlap.agreements.changed_values import differences, is_share, removed
from ui import gateway, parts, passport
from ui.agreements import agreed, applying, form, signing

IN_FORCE, HISTORY = "agreements/in_force", "agreements/history"


def blocks(name: str) -> None:
    """Everything about one agreement."""
    _held(name)
    signing.blocks(name)
    _versions(name)
    form.block(name)


def _held(name: str) -> None:
    held = gateway.ask(IN_FORCE).filter(pl.col("agreement") == name)
    since = held["agreed_at"][0]
    how = "the default, not signed" if since is None else f"in force since {words.day(gateway.local(since).date())}"
    with parts.block(agreed.title(name), how):
        st.markdown(parts.escape(abouts()[name]))
        st.table(
            [
                {"For": parts.escape(words.spoken(who)), "What": words.spoken(what), "Agreed": _said(name, what, value)}
                for who, what, value in held.select("applies_to", "value_name", "value").iter_rows()
            ],
            border="horizontal",
            hide_index=True,
        )
        applying.of(name)
        _coming(name)
        with st.container(horizontal=True):
            passport.button(IN_FORCE, key=f"agreed_passport_{name}", label="Where it is read from")


def _said(name: str, value_name: str, text: str) -> str:
    value = next(each for each in KINDS[name].values if each.name == value_name)
    return words.share(float(text)) if is_share(value) and text != words.NONE else parts.escape(text)


def _coming(name: str) -> None:
    """Versions that begin after the instant the data reaches."""
    for row in agreed.timeline().of(name):
        if row.effective_from and row.effective_from > gateway.reader().as_of:
            st.caption(
                f":material/event: Another version is signed and holds from {signing.day(row.effective_from)}; "
                f"the data reaches {words.instant(gateway.local(gateway.reader().as_of))}."
            )


def _versions(name: str) -> None:
    rows, signed = agreed.timeline().of(name), {one.agreement_id: one for one in gateway.store().agreements()}
    with parts.block("Every version", "The newest first; past days keep the version that held on them."):
        if len(rows) == 1:
            st.markdown("Nobody has signed anything: the values of the configuration have held from the start.")
        for row, before in list(zip(rows[1:], rows, strict=False))[::-1]:
            _version(row, before, signed[row.agreement_id])
        with st.container(horizontal=True):
            history = gateway.ask(HISTORY).filter(pl.col("agreement") == name)
            parts.export(history, f"agreement_{name}")


def _version(row: Row, before: Row, signed: SignedAgreement) -> None:
    until = f" until {signing.day(row.effective_to)}" if row.effective_to else ""
    is_held = row.effective_from is not None and row.effective_from <= datetime.now(UTC)
    since = signing.day(signed.effective_from)
    with st.expander(f"Version {signed.version}, from {since}{until}", expanded=is_held and not row.effective_to):
        found = differences(KINDS[row.kind], before.values, row.values)
        if gone := removed(KINDS[row.kind], before.values, row.values):
            st.caption(signing.removal(KINDS[row.kind], gone))
        if found:
            signing.table(found, "Before", "Since")
        else:
            st.markdown("The same values, signed again.")
        with st.container(horizontal=True, gap="xsmall"):
            st.badge(f"Marketing: {parts.escape(signed.signed_marketing)}", color="blue", icon=":material/signature:")
            st.badge(f"Sales: {parts.escape(signed.signed_sales)}", color="orange", icon=":material/signature:")
            at = words.moment(gateway.local(signed.created_at), is_date_only=False)
            st.badge(f"signed {at}", color="gray", icon=":material/event:")
        if signed.note:
            st.text(signed.note)


def signed_count() -> int:
    """How many kinds of agreement anybody has ever signed."""
    return len({row.kind for row in agreed.timeline().rows if row.agreement_id != UNSIGNED})
