"""The SQL that hides people in the texts of a file while it is read: nothing of them reaches a table in clear."""

from overlap.contract.column import Personal
from overlap.personal.handling import DROPPED, KEPT, Handling
from overlap.personal.key import Bind

# An address that is all of a text, and one in the middle of others (`?email=a%40b.de` of a link, too).
_WHOLE = r"""[^@\s<>"(),;]+@[^@\s<>"(),;]+\.[^@\s<>"(),;]+"""
_WITHIN = r"[\pL\pN._%+'-]+(?:@|%40)[\pL\pN-]+(?:\.[\pL\pN-]+)+"
_INSTEAD = "(e-mail)"
# What the kind of an activity is told by, in a subject that is dropped otherwise.
_E_MAIL, _CALL = r"^(\[.*\] ?)*(e-?mail|re:|aw:)|\[e-?mail\]", r"^(\[.*\] ?)*call\b|\[call\]"
# Properties, written in letters alone, whose past values say who somebody is or what is said of them.
_NAMES = "(first|last|middle|full|lead|contact|person|sur)?name|salutation|.*(phone|mobile|fax|street|address).*"
_TEXTS = "title|jobtitle|comments?|notes?|description|messages?"
_WORD = r"[0-9]*\pL[\pL\pN]*"


def masked(kind: Personal, text: str, handling: Handling, bind: Bind, about: str | None = None) -> str:
    """The SQL of a value's text, hidden as the source says; of a history, `about` is the SQL of what it is a value of.

    E-mails are hashed even where they are dropped: records that belong together find each other by them before they go.
    """
    if handling.key is None:
        return text
    if kind == "name" and handling.names != KEPT:
        # The text stays in the statement, since what it binds would be a parameter too many.
        return f"case when false then {text} end" if handling.names == DROPPED else handling.key.address_sql(text, bind)
    if kind == "text" and handling.texts == DROPPED:
        return f"case when {_is_like(text, _E_MAIL)} then '[email]' when {_is_like(text, _CALL)} then '[call]' end"
    if kind == "history" and about is not None:
        text = _unless(_hidden_properties(handling), about, text)
    if handling.email == KEPT:
        return text
    hashed = handling.key.address_sql(text, bind)
    if kind == "email":
        return hashed
    return (
        f"case when not (contains({text}, '@') or contains({text}, '%40')) then {text}"
        f" when regexp_full_match(trim({text}), {bind(_WHOLE)}) then {hashed}"
        f" else regexp_replace({text}, {bind(_WITHIN)}, {bind(_INSTEAD)}, 'g') end"
    )


def _is_like(text: str, pattern: str) -> str:
    return f"regexp_matches(lower({text}), '{pattern}')"


def _hidden_properties(handling: Handling) -> str:
    return "|".join(pattern for pattern, way in ((_NAMES, handling.names), (_TEXTS, handling.texts)) if way != KEPT)


def _unless(pattern: str, about: str, text: str) -> str:
    """A past value, null where it is one of a property that is hidden."""
    if not pattern:
        return text
    letters = f"regexp_replace(lower({about}), '[^a-z]', '', 'g')"
    return f"case when not regexp_full_match({letters}, '{pattern}') then {text} end"


def without_addresses(text: str) -> str:
    """The SQL of a text of older rows, of which some were kept in clear; it binds nothing."""
    within = _WITHIN.replace("'", "''")
    return f"regexp_replace({text}, '{within}', '{_INSTEAD}', 'g')"


def shown(text: str, handling: Handling, bind: Bind) -> str:
    """The SQL of a text as an account of rejects may show it: a value in the wrong column may be anybody's name."""
    if not handling.hides:
        return text
    return f"regexp_replace({text}, {bind(_WORD)}, 'x', 'g')"
