"""Companies whose exports have days without a clock: no minute, no hour and no single level is made of midnight."""

from overlap.warehouse.generations.layout import Warehouse

BY = ("rep", "team", "campaign", "channel", "segment", "hour", "month")
REPORTS = (
    "quality/totals", "quality/by_campaign", "quality/handoffs", "followup/totals", "followup/states", "followup/list",
    "followup/waiting", "followup/curve", "followup/curve_test", "capacity/by_week",
    *(f"followup/by_{by}" for by in BY),
)  # fmt: skip
NO_CLOCK = "37-date-only-activities"
SAME_BY_DAY = "38-hour-of-a-date"  # its README: the same company, handed over on a day


def days_only(company) -> None:
    """Take the clock from every handing over of the company, and import it."""
    path = company.export / "handoffs.csv"
    path.write_text(path.read_text().replace("T10:00:00+01:00", ""))
    company.bring()


def test_accepted_on_the_fifteenth_day_is_undecided_within_fourteen_and_accepted_so_far(case):
    company = case("36-date-only-lag")
    for report in ("quality/totals", "quality/by_campaign"):
        (row,) = company.ask(report)
        assert (row["accepted_count"], row["undecided_count"], row["acceptance_rate"]) == (0, 1, 0.0)
        assert (row["accepted_so_far_count"], row["accepted_so_far"]) == (1, 1.0)
    states = {
        state: [row["handoff_id"] for row in company.ask("quality/handoffs", state=state)]
        for state in ("accepted", "undecided", "accepted_so_far")
    }
    assert states == {"accepted": [], "undecided": ["H1"], "accepted_so_far": ["H1"]}


def test_accepted_a_day_earlier_is_accepted_within_fourteen_days(case):
    company = case("36-date-only-lag", imported=False)
    handoffs = company.export / "handoffs.csv"
    handoffs.write_text(handoffs.read_text().replace("2026-01-15", "2026-01-14"))
    company.bring()
    (row,) = company.ask("quality/totals")
    assert (row["accepted_count"], row["accepted_so_far_count"]) == (1, 1)


def test_activities_without_a_clock_give_both_ends_of_the_level_and_no_minute(case):
    company = case(NO_CLOCK)
    (row,) = company.ask("followup/totals")
    assert (row["lowest_level"], row["highest_level"]) == (0.0, 0.5)
    assert (row["due_count"], row["in_time_count"], row["on_the_day_count"]) == (2, 0, 1)
    unknown = ("service_level", "service_level_low", "service_level_high", "level_of_answered", "level_error")
    unknown += ("level_if_excused_missed", "mean_of_answered", "median_of_answered", "median_minutes", "p90_minutes")
    assert {name for name in unknown if row[name] is not None} == set()
    assert {row["state"]: row["handoff_count"] for row in company.ask("followup/states") if row["handoff_count"]} == {
        "on_the_day": 1, "late": 1,
    }  # fmt: skip
    assert [(row["state"], row["business_minutes"]) for row in company.ask("followup/list")] == [
        ("on_the_day", None), ("late", None),
    ]  # fmt: skip


def test_every_table_of_levels_without_a_clock_gives_both_ends_and_nothing_between(case):
    company = case(NO_CLOCK)
    for by in BY:
        (row,) = company.ask(f"followup/by_{by}")
        assert row["lowest_level"] == 0.0 and row["highest_level"] == 0.5, by
        single = ("service_level", "service_level_low", "service_level_high", "level_if_excused_missed", "shrunk_level")
        single += ("shrunk_low", "shrunk_high", "house_level", "mean_of_answered", "median_minutes", "level_if_logged")
        assert {name for name in single if row.get(name) is not None} == set(), by
    (week,) = company.ask("capacity/by_week")
    assert (week["lowest_level"], week["highest_level"], week["service_level"]) == (0.0, 0.5, None)
    for scale in ("business", "wall"):
        assert company.ask("followup/curve", scale=scale) == []
    assert company.ask("followup/curve_test")[0]["p_value"] is None


def test_a_day_on_which_either_end_is_in_time_is_in_time(case):
    company = case(NO_CLOCK, imported=False)
    path = company.export / "handoffs.csv"
    path.write_text(path.read_text().replace("T10:00:00+01:00", "T17:00:00+01:00"))
    company.bring()
    assert {row["handoff_id"]: row["state"] for row in company.ask("followup/list")} == {
        "H1": "in_time", "H2": "on_the_day",
    }  # fmt: skip


def test_handoffs_without_a_clock_stand_in_no_hour_and_open_to_themselves(case):
    company = case(NO_CLOCK, imported=False)
    days_only(company)
    (row,) = company.ask("followup/by_hour")
    assert (row["hour_of_week"], row["weekday"], row["hour"]) == (None, None, None)
    assert (row["hour_name"], row["handoff_count"]) == ("no hour recorded", 2)
    found = company.ask("followup/list", has_hour=row["has_hour"])
    assert len(found) == 2 and company.ask("followup/list", has_hour="yes") == []


def test_a_handoff_without_a_clock_is_overdue_once_it_is_from_every_moment_of_its_day(case):
    states, company = [], case(NO_CLOCK, imported=False)
    kept = company.warehouse.folder
    for as_of in ("2026-03-03T08:00:00+01:00", "2026-03-03T18:00:00+01:00"):
        house = company.export / "house.toml"
        house.write_text("\n".join([f'as_of = "{as_of}"', *house.read_text().splitlines()[1:]]) + "\n")
        (company.export / "activities.csv").write_text("activity_id,lead_id,kind,occurred_at\nA0,L1,note,2026-02-28\n")
        company.warehouse = Warehouse(kept / as_of.replace(":", ""))
        days_only(company)
        states.append([(row["state"], row["minutes_left"]) for row in company.ask("followup/waiting")])
    assert states == [[("pending", None)] * 2, [("overdue", None)] * 2]


def closed_on_a_day(company, entered_at: str) -> None:
    """Nobody tried, and the leads were lost then."""
    (company.export / "activities.csv").write_text("activity_id,lead_id,kind,occurred_at\nA0,L1,note,2026-02-28\n")
    lost = "".join(f"L{number},lost,{entered_at}\n" for number in (1, 2))
    (company.export / "stage_entries.csv").write_text(f"lead_id,stage,entered_at\n{lost}")
    company.bring()


def test_a_closing_without_a_clock_gives_its_day_and_no_minute(case):
    company = case(NO_CLOCK, imported=False)
    closed_on_a_day(company, "2026-03-03")
    assert {(row["state"], row["business_minutes"]) for row in company.ask("followup/list")} == {
        ("closed_unanswered", None),
    }  # fmt: skip
    assert company.ask("followup/curve") == []
    assert company.ask("followup/totals")[0]["service_level"] == 0.0  # that does not hang on the hour


def test_a_closing_with_a_clock_gives_its_minute(case):
    company = case(NO_CLOCK, imported=False)
    closed_on_a_day(company, "2026-03-03T10:00:00+01:00")
    assert None not in {row["business_minutes"] for row in company.ask("followup/list")}
    assert company.ask("followup/curve") != []
