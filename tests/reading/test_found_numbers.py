"""How a column writes its amounts and numbers is found from all of its values, or asked; never guessed by row."""

from decimal import ROUND_HALF_EVEN, Decimal

import pytest
from declared import declared
from exports import counts, import_files, of, rows
from hypothesis import given, settings
from hypothesis import strategies as st
from one_column import PEOPLE, column_of
from own_database import database_of_its_own

from overlap.errors import InputError


@pytest.mark.parametrize("first", ["", "\n"], ids=["fast", "careful"])
@pytest.mark.parametrize(
    ("texts", "meant"),
    [
        (["1234.50", "-3"], ["1234.50", "-3.00"]),
        (["$1,234.50", "$5", "($2.00)", "-$1"], ["1234.50", "5.00", "-2.00", "-1.00"]),
        (["1.234,50 €", "3,5 €"], ["1234.50", "3.50"]),
        (["1\u00a0234,50", "12,00"], ["1234.50", "12.00"]),
        (["1'234.50"], ["1234.50"]),
        (["$1,117.10K", "$2M", "$900"], ["1117100.00", "2000000.00", "900.00"]),
        (["EUR 22,700.00", "EUR 1.00"], ["22700.00", "1.00"]),
        (["500 kr", "2K kr", "3kr"], ["500.00", "2000.00", "3.00"]),
        (["12,345", "1,000"], ["12345.00", "1000.00"]),
        (["0.125", "0.135", "2.5"], ["0.12", "0.14", "2.50"]),
        (["1234.5600000001"], ["1234.56"]),
        (["1.200", "2.5"], ["1.20", "2.50"]),
        (["1.200", "2,5"], ["1200.00", "2.50"]),
        (["12.345.678"], ["12345678.00"]),
    ],
)
def test_amounts_are_read_however_a_column_writes_them(connection, tmp_path, texts, meant, first):
    content = column_of("money", texts, first)
    account = import_files(connection, tmp_path, {"people.csv": content}, source=declared(tmp_path, PEOPLE))
    assert account.refused == ()
    found = connection.sql("select money::varchar from raw.people order by id").fetchall()
    assert [amount for (amount,) in found] == meant


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["1.234", "5.678"], 'money may be thousands or decimals: "1.234", and no other value of the file says which.'),
        (["$5.00", "€4.00"], 'money mixes currencies: "$5.00" and "€4.00".'),
        (["1,5", "1.5"], "money mixes decimal points with decimal commas"),
    ],
)
def test_amounts_that_nobody_can_be_sure_of_refuse_the_file(connection, tmp_path, texts, words):
    content = column_of("money", texts)
    account = import_files(connection, tmp_path, {"people.csv": content}, source=declared(tmp_path, PEOPLE))
    assert str(of(account, "people").refused).startswith(words)


def test_what_a_source_says_of_its_decimals_is_not_asked(connection, tmp_path):
    for point, amount in ((",", "1234.00"), (".", "1.23")):
        source = declared(tmp_path, PEOPLE.replace("key =", f'decimal = "{point}"\nkey ='))
        import_files(connection, tmp_path, {"people.csv": column_of("money", ["1.234"])}, source=source)
        assert rows(connection, "people", "money") == [(amount,)]


def test_one_odd_amount_among_many_is_one_reject(connection, tmp_path):
    content = column_of("money", ["1,234.50"] * 60 + ["12,5", "abc", "1.2.3"])
    account = import_files(connection, tmp_path, {"people.csv": content}, source=declared(tmp_path, PEOPLE))
    assert counts(account, "people") == (63, 60, 3)


@pytest.mark.whole
@settings(max_examples=25)
@given(
    st.lists(st.decimals("-9999999", "9999999", places=4, allow_nan=False), min_size=1, max_size=30),
    st.sampled_from([(".", ","), (",", "."), (",", " "), (".", "'"), (",", "\u202f"), (".", "")]),
    st.sampled_from(["", "$", "EUR ", "€"]),
)
def test_amounts_in_any_dress_are_the_amounts(duck, tmp_path_factory, values, separators, mark):
    point, gap = separators
    folder = tmp_path_factory.mktemp("amounts")

    def dressed(value: Decimal) -> str:
        whole, _, part = f"{abs(value):,.4f}".partition(".")
        return f"{'-' if value < 0 else ''}{mark}{whole.replace(',', gap)}{point}{part}"

    with database_of_its_own(duck) as connection:
        content = column_of("money", [dressed(value) for value in values])
        account = import_files(connection, folder, {"people.csv": content}, source=declared(folder, PEOPLE))
        assert account.refused == ()
        found = connection.sql("select money from raw.people order by id::int").fetchall()
    assert [amount for (amount,) in found] == [
        value.quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN) for value in values
    ]


def test_the_other_types_read_what_exports_write(connection, tmp_path):
    content = (
        "id;count;rate;share;percent;number;lasted;tags\n1;1.200;1,0834;45%;12,5;1.234,5;1:30:00;a; \n".replace(
            "a; ", '"a;b ; "'
        )
        + '2;12.000;0,9;3,5%;7%;12,25;90;"x, y"\n3;;;;;;"1h 30m";\n'
    )
    account = import_files(connection, tmp_path, {"people.csv": content}, source=declared(tmp_path, PEOPLE))
    assert counts(account, "people") == (3, 3, 0)
    assert rows(connection, "people", "id, count, rate, share, percent, number, lasted, tags") == [
        ("1", "1200", "1.083400000", "0.450000", "0.125000", "1234.500000000", "5400", "[a, b]"),
        ("2", "12000", "0.900000000", "0.035000", "0.070000", "12.250000000", "90", "[x, y]"),
        ("3", None, None, None, None, None, "5400", None),
    ]


def test_a_scale_multiplies(connection, tmp_path):
    text = PEOPLE.replace('money = { type = "money" }', 'money = { type = "money", scale = 0.01 }')
    text = text.replace('lasted = { type = "duration" }', 'lasted = { type = "duration", scale = 0.001 }')
    content = "id,money,lasted\n1,1234,90500\n2,5,\n"
    import_files(connection, tmp_path, {"people.csv": content}, source=declared(tmp_path, text))
    assert rows(connection, "people", "money, lasted") == [("0.05", None), ("12.34", "90")]
    import_files(connection, tmp_path, {"people.csv": 'id,money\n1,"$1,234"\n'}, source=declared(tmp_path, text))
    assert rows(connection, "people", "money") == [("12.34",)]


SIGNED = """
[files.deals]
key = ["id"]
[files.deals.columns]
id = { type = "text" }
amount = { type = "money", sign = "currency" }
currency = { type = "text", words = { "$" = "USD", "€" = "EUR", "£" = "GBP" } }
"""


@pytest.mark.parametrize("first", ["", "\n"], ids=["fast", "careful"])
def test_amounts_of_several_currencies_stand_in_one_column_where_each_sign_is_kept(connection, tmp_path, first):
    written = ["$1,234.50", "€ 5", "CHF 7.25", "($2.00)", "9.00", "3.10 £"]
    lines = "".join(f'{place},"{text}"\n' for place, text in enumerate(written))
    account = import_files(
        connection, tmp_path, {"deals.csv": f"{first}id,amount\n{lines}"}, source=declared(tmp_path, SIGNED)
    )
    assert counts(account, "deals") == (6, 6, 0)
    assert set(rows(connection, "deals", "amount, currency")) == {
        ("1234.50", "USD"), ("5.00", "EUR"), ("7.25", "CHF"), ("-2.00", "USD"), ("9.00", None), ("3.10", "GBP"),
    }  # fmt: skip
    assert of(account, "deals").absent_columns == ()


def test_a_currency_that_is_told_beside_the_amount_stands_before_its_sign(connection, tmp_path):
    text = "id,amount,currency\n1,$10,CAD\n2,€20,\n"
    import_files(connection, tmp_path, {"deals.csv": text}, source=declared(tmp_path, SIGNED))
    assert rows(connection, "deals", "amount, currency") == [("10.00", "CAD"), ("20.00", "EUR")]


def test_a_sign_that_fills_no_column_is_refused_with_the_nearest(connection, tmp_path):
    odd = SIGNED.replace('sign = "currency"', 'sign = "curency"')
    with pytest.raises(InputError, match="currency"):
        import_files(connection, tmp_path, {"deals.csv": "id\n1\n"}, source=declared(tmp_path, odd))
