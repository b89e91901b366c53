"""What a person says about a lead, as widgets: stars, reasons to tick, a comment."""

from dataclasses import dataclass

import streamlit as st

from overlap.limits import LONGEST_COMMENT, STARS
from overlap.store.reasons import reasons

SIDES = {"good": "What was good", "bad": "What was not"}
COMMENT_HEIGHT = 96


@dataclass(frozen=True)
class Typed:
    """What the widgets hold; `rating` is 1 to 5, None while nobody chose."""

    rating: int | None = None
    reasons: tuple[str, ...] = ()
    comment: str = ""


NOTHING = Typed()


def draw(key: str, held: Typed = NOTHING) -> None:
    """The widgets, opening on what is held; `key` belongs to one showing of one form."""
    st.segmented_control(
        "How good was this lead when you got it?", list(range(STARS[0], STARS[1] + 1)), format_func=called,
        default=held.rating, key=_stars(key), wrap=True,
    )  # fmt: skip
    reasons_and_comment(key, held)


def reasons_and_comment(key: str, held: Typed = NOTHING) -> None:
    """Boxes to tick, then words."""
    for side, label in SIDES.items():
        boxes = reasons()[side]
        ticked = [reason for reason in held.reasons if reason in boxes]
        st.pills(label, boxes, selection_mode="multi", default=ticked, key=f"{side}_{key}")
    st.text_area(
        "In their words, or yours", value=held.comment, max_chars=LONGEST_COMMENT, height=COMMENT_HEIGHT,
        key=f"comment_{key}", placeholder="What should marketing know?",
    )  # fmt: skip


def choose(key: str, rating: int) -> None:
    """Set the stars without their widget; for callbacks."""
    st.session_state[_stars(key)] = rating


def read(key: str) -> Typed:
    """What the widgets of that key hold; for callbacks."""
    held = st.session_state
    ticked = tuple(reason for side in SIDES for reason in held.get(f"{side}_{key}") or ())
    return Typed(held.get(_stars(key)), ticked, held.get(f"comment_{key}") or "")


def called(rating: int) -> str:
    """A rating to choose, in words: a row of stars has no names for who cannot see it."""
    return f"{rating} of {STARS[1]} stars"


def shown(rating: int) -> str:
    """The stars as Markdown, with the number for whoever cannot see them apart."""
    return f":orange[{'★' * rating}]:gray[{'☆' * (STARS[1] - rating)}] **{rating} of {STARS[1]}**"


def _stars(key: str) -> str:
    """Where the session keeps the stars."""
    return f"stars_{key}"
