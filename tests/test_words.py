"""Numbers, money and times are said the same everywhere."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from overlap import words


@pytest.mark.parametrize(
    ("amount", "exact", "short"),
    [
        (Decimal("676851.48"), "€\u00a0676,851.48", "€\u00a0676.9k"),
        (Decimal("0.00"), "€\u00a00.00", "€\u00a00"),
        (Decimal("999.50"), "€\u00a0999.50", "€\u00a01.0k"),
        (Decimal("999950.00"), "€\u00a0999,950.00", "€\u00a01.00M"),
        (Decimal("12345678.00"), "€\u00a012,345,678.00", "€\u00a012.3M"),
        (Decimal("-12000.10"), "\u2212€\u00a012,000.10", "\u2212€\u00a012.0k"),
        (None, "none", "none"),
    ],
)
def test_money_is_exact_in_tables_and_short_in_charts(amount, exact, short):
    assert (words.money(amount, "EUR"), words.money_short(amount, "EUR")) == (exact, short)


def test_a_currency_without_a_common_sign_is_named_by_its_code():
    assert words.money(Decimal("1.00"), "PLN") == "PLN\u00a01.00"


def test_a_share_of_nothing_is_none_and_never_zero():
    assert (words.share(None), words.share(0.0)) == ("none", "0.0%")
    assert words.interval(None, None) == ""


def test_a_rate_stands_with_its_interval():
    assert words.rate(0.10525, 0.0988, 0.1122) == "10.5% (9.9\u201311.2)"


def test_a_share_below_zero_has_a_true_minus():
    assert words.rate(-0.0021, -0.01, 0.0) == "\u22120.2% (\u22121.0\u20130.0)"


def test_growth_against_nothing_is_unknown():
    assert [words.growth(110, 100), words.growth(90, 100), words.growth(5, 0), words.growth(None, 5)] == [
        "+10.0%",
        "−10.0%",
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "said"),
    [
        (date(2025, 11, 1), date(2026, 11, 1), "Nov 2025 to Oct 2026"),
        (date(2026, 2, 1), date(2026, 3, 1), "Feb 2026"),
        (date(2026, 1, 1), date(2027, 1, 1), "Jan 2026 to Dec 2026"),
        (date(2026, 11, 1), date(2026, 11, 21), "1 Nov 2026 to 20 Nov 2026"),
        (date(2026, 11, 5), date(2026, 11, 6), "5 Nov 2026"),
    ],
)
def test_a_period_names_its_last_day_not_the_day_after(starts_on, ends_on, said):
    assert words.span(starts_on, ends_on) == said


def test_no_minute_is_invented_for_a_day():
    at = datetime(2026, 11, 20, 0, 0)
    assert words.moment(at, is_date_only=True) == "20 Nov 2026"
    assert words.moment(at, is_date_only=False) == "20 Nov 2026 00:00"


def test_lists_and_counts_read_as_a_person_says_them():
    assert [words.listed([]), words.listed(["a"]), words.listed(["a", "b"]), words.listed(["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert [words.counted(1, "lead"), words.counted(8000, "lead"), words.counted(2, "person", "people")] == [
        "1 lead",
        "8,000 leads",
        "2 people",
    ]


def test_only_a_machines_id_is_shortened():
    assert words.brief("4ef15afb4b2723d8f3d81e51ec7afefe") == "4ef15afb\u2026"
    assert words.brief("Webinar Product tour for the north") == "Webinar Product tour for the north"


@pytest.mark.parametrize(
    ("column", "heading"),
    [
        ("lead_id", "Lead id"),
        ("deal_count", "Deals"),
        ("won_count", "Won"),
        ("mql_count", "MQLs"),
        ("closed_on", "Closed"),
        ("happened_at", "Happened"),
        ("campaign_name", "Campaign"),
        ("later_than_import", "Later than import"),
        ("rating_mean", "Mean rating"),
        ("median_age_days", "Median age, days"),
        ("rep_name", "Person"),
        ("won_old_enough_count", "Won mature"),
        ("house_rate", "Company rate"),
        ("shrunk_low", "Adjusted low"),
        ("round_count", "Times qualified"),
        ("qualified_at", "Became MQL"),
        ("is_qualified", "Became SQL"),
        ("opened_count", "Deals opened"),
        ("opened_old_enough_count", "Mature deals"),
        ("opened_won_count", "Deals won in time"),
        ("id", "Record"),
        ("was_counted", "Counted then"),
        ("before_on", "Day then"),
        ("after_on", "Day now"),
        ("is_won", "Won"),
        ("is_old_enough", "Mature"),
        ("is_made", "Step made"),
        ("was_customer", "Customer before"),
    ],
)
def test_a_columns_name_reads_as_a_heading(column, heading):
    assert words.title(column) == heading
