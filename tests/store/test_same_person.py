"""Two signatures are two people's: a name that only looks like another's is the same name."""

import pytest

from overlap.store.typed import is_same_person


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mara", "mara "),
        ("Jos\u00e9", "Jose\u0301"),
        ("Stra\u00dfe", "STRASSE"),
        ("Paul", "\u0420aul"),  # Cyrillic Er
        ("Mara", "\u041c\u0410RA"),  # Cyrillic Em, A
        ("Nikos", "\u039dikos"),  # Greek Nu
        ("Hans", "\u0397ANS"),  # Greek Eta
        ("Sam", "S\u200bam"),  # zero width space
        ("Sam", "S\ufe0fam"),  # variation selector
        ("Sam", "S\u3164am"),  # Hangul filler
        ("Sam", "\uff33am"),  # full width
        ("Sam", "\U0001d412am"),  # mathematical bold
        ("Anna Bell", "Anna  BelI"),  # a capital I for an l
        ("Ines", "lnes"),
    ],
)
def test_a_name_that_looks_the_same_is_the_same(one, other):
    assert is_same_person(one, other)
    assert is_same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Maria", "Marla"), ("Mara", "Maria"), ("Jos\u00e9", "Jose"), ("Ole", "\u00d6le"), ("Anna Li", "Anna Ll"),
     ("\u0418\u0432\u0430\u043d", "\u0418\u0432\u0430\u043d\u0430"), ("Roman", "Norman")],
)  # fmt: skip
def test_people_of_like_names_are_two(one, other):
    assert not is_same_person(one, other)
