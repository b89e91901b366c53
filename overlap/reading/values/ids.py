"""Ids stay texts: a spreadsheet's ".0" is taken off again, Salesforce's of 15 characters become the same of 18."""

from collections.abc import Callable

PLAIN, SALESFORCE = "plain", "salesforce"
KINDS = (PLAIN, SALESFORCE)
REMEDIES = {
    PLAIN: "was turned into a number by a spreadsheet, and its last figures are lost. Export the column as text.",
    SALESFORCE: "is no Salesforce id: its last three characters do not fit the others, as when upper and lower case are"
    " lost on the way. Export it again.",
}
INVISIBLE = r"[\x{00AD}\x{200B}-\x{200D}\x{2060}\x{FEFF}]"

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_IS_CAPITAL = "1" * 26 + "0" * 36
_SUFFIXES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
# Five figures that say which of five characters are capitals, the first one lowest: the place is the suffix's.
_FIVES = " ".join(f"{number:05b}"[::-1] for number in range(32))

Bind = Callable[[object], str]


def written_once(kind: str, text: str, bind: Bind) -> str:
    """The id as one text, null where what was exported is no id any more."""
    hidden = bind(INVISIBLE)
    visible = (
        f"case when regexp_matches({text}, {hidden}) then regexp_replace({text}, {hidden}, '', 'g') else {text} end"
    )
    if kind == PLAIN:
        whole = f"regexp_extract({text}, '^(-?[0-9]+)[.]0+$', 1)"
        is_lost = f"regexp_full_match({text}, '[0-9]([.][0-9]+)?[eE][+][0-9]+')"
        is_whole = f"ends_with({text}, '0') and {whole} <> ''"
        return f"case when {is_lost} then null when {is_whole} then {whole} else {visible} end"
    whole = f"left({text}, 15) || {_checksum(text, bind)}"
    return (
        f"case when length({text}) in (15, 18) and regexp_full_match({text}, '[A-Za-z0-9]+')"
        f" then case when length({text}) = 15 or {text} = {whole} then {whole} end else {visible} end"
    )


def _checksum(text: str, bind: Bind) -> str:
    """The three characters behind the first 15: each says which of five are capitals."""
    fives = f"translate(left({text}, 15), {bind(_LETTERS)}, {bind(_IS_CAPITAL)})"
    parts = (f"instr({bind(_FIVES)}, substr({fives}, {start}, 5)) // 6 + 1" for start in (1, 6, 11))
    return " || ".join(f"substr({bind(_SUFFIXES)}, cast({part} as integer), 1)" for part in parts)
