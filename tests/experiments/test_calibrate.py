"""Fits whose answer was planted."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from fansim.errors import ScenarioError
from fansim.experiments.analyses.calibrate import calibration_analysis
from fansim.experiments.methods.calibrate import (
    best_of,
    errors,
    fit_keys,
    fitted_ranges,
)
from fansim.experiments.methods.factors import Range
from fansim.experiments.methods.observed import Observed, read_observed

DAYS = np.arange(60)
KEYS = {"ads.per_day": Range(0.0, 0.1), "idle": Range(0.0, 1.0)}


def growth(rate, scale=1000.0):
    """A saturating series of followers, and a series that nothing moves."""
    return pd.DataFrame({"follower": scale * (1 - np.exp(-rate * DAYS)), "posts": 50.0}, index=DAYS)


def simulate(points):
    return [growth(point["ads.per_day"]) for point in points]


def observed(tmp_path, table, hold_out=0.25, scale="log", columns=()):
    path = tmp_path / "seen.csv"
    table.rename_axis("day").to_csv(path, encoding="utf-8-sig")
    return read_observed(path, columns, hold_out, scale)


def test_a_planted_value_is_found_from_the_first_days_and_holds_on_the_rest(tmp_path):
    noise = np.random.default_rng(1).lognormal(0, 0.02, (60, 1))
    seen = observed(tmp_path, growth(0.03)[["follower"]] * noise)
    tried = fit_keys(KEYS, simulate, seen, rounds=15, members=6)
    assert best_of(tried, list(KEYS))["ads.per_day"] == pytest.approx(0.03, rel=0.03)
    ranges = fitted_ranges(tried, KEYS).set_index("key")
    assert ranges.loc["ads.per_day", "low"] <= 0.03 <= ranges.loc["ads.per_day", "high"]
    assert ranges.loc["idle", "share_of_range"] > 0.5 > ranges.loc["ads.per_day", "share_of_range"]
    judged = errors(seen, growth(best_of(tried, list(KEYS))["ads.per_day"]), growth(0.01)).set_index("part")
    assert judged.loc["held out", "fit"] < 0.05
    assert judged.loc["held out", "fit"] < judged.loc["held out", "base"]
    assert judged.loc["held out", "skill"] > 0.5


def test_the_days_held_out_are_never_looked_at(tmp_path):
    table = growth(0.03)[["follower"]]
    changed = table.copy()
    changed.loc[45:, "follower"] = 0.0
    one, other = (fit_keys(KEYS, simulate, observed(tmp_path, seen), rounds=3) for seen in (table, changed))
    pd.testing.assert_frame_equal(one, other)
    shorter = table.copy()
    shorter.loc[30:, "follower"] = 0.0
    assert not fit_keys(KEYS, simulate, observed(tmp_path, shorter), rounds=3)["misfit"].equals(one["misfit"])


@pytest.mark.parametrize("scale", ["log", "scaled"])
def test_the_scaled_misfit_does_not_see_the_days_held_out_either(tmp_path, scale):
    table = growth(0.03)
    table["posts"] = 50.0 + DAYS
    changed = table.copy()
    changed.loc[50:] *= 7
    values = [observed(tmp_path, seen, scale=scale).misfit(growth(0.02)) for seen in (table, changed)]
    assert values[0] == values[1]


def test_a_series_can_be_held_out(tmp_path):
    seen = observed(tmp_path, growth(0.03), hold_out=["posts"])
    assert seen.held_out["posts"].all()
    assert not seen.held_out["follower"].any()
    judged = errors(seen, growth(0.03), growth(0.01))
    assert list(judged["part"]) == ["fitted", "held out"]


def test_a_perfect_fit_has_no_error_and_the_naive_forecast_repeats_the_last_day(tmp_path):
    seen = observed(tmp_path, growth(0.03)[["follower"]], scale="scaled")
    judged = errors(seen, growth(0.03), growth(0.01)).set_index("part")
    assert judged.loc["held out", "fit"] == pytest.approx(0, abs=1e-12)
    truth = seen.scaled(seen.table)["follower"]
    expected = np.sqrt(((truth.loc[45:] - truth.loc[44]) ** 2).mean())
    assert judged.loc["held out", "naive"] == pytest.approx(expected)
    assert judged.loc["held out", "skill"] == pytest.approx(1)


def test_a_day_that_was_not_simulated_is_no_perfect_fit():
    table = growth(0.03)[["follower"]]
    held = pd.DataFrame(False, index=table.index, columns=table.columns)
    held.loc[50:] = True
    seen = Observed(table, held, "log")
    assert seen.misfit(growth(0.03).iloc[:0]) == float("inf")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("when,member\n0,1\n1,2\n", "there is no column day or date"),
        ("day,satisfaction\n0,12,5\n1,13,5\n", "line 2: has 3 cells, but the header names 2: is there a comma within"),
        ("day,follower\n0,9,800\n1,10,100\n", "line 2: has 3 cells, but the header names 2"),
        ('day,follower\n0,"9,800"\n1,"10,100"\n', "can be read in two ways"),
        ("day,nps\n0,-90\n1,-80\n", 'nps goes below 0, which the scale "log" cannot hold'),
        ("日期,粉丝数\n2026-01-01,227\n2026-01-02,240\n", "none of its columns is a daily outcome: 粉丝数"),
        ("day,followers\n0,1\n1,2\n", r"followers \(did you mean followers?_?t?o?t?a?l?\?\)"),
        ("", "is empty; it needs a header"),
        ("day,member,member\n0,1,1\n", "every column needs a name of its own"),
        ("day,member\n0,1\n0,2\n", "day 0 is given twice"),
        ("day,member\n0,1\n1,many\n", 'member, value 2: got "many", but it must be a number'),
        ("day,member\n0,1\n1.5,2\n", 'day, value 2: got "1.5", but a day is a whole number'),
        ("day,membr\n0,1\n1,2\n", r"membr \(did you mean member\?\)"),
        ("day,member\n0,1\n", "both need some"),
    ],
)
def test_observations_that_cannot_be_used_get_one_clear_message(tmp_path, text, message):
    path = tmp_path / "seen.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError, match=message):
        read_observed(path, [], 0.3, "log")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ScenarioError, match=r"none\.csv: cannot be read: No such file"):
        read_observed(tmp_path / "none.csv", [], 0.3, "log")


@pytest.mark.parametrize(
    ("text", "follower", "satisfaction"),
    [
        ("day,follower,satisfaction\n0,9800,12.5\n3,10100,13\n", [9800, 10100], [12.5, 13]),
        ("day,follower,satisfaction,\n0,9800,12.5,\n3,10100,13,\n", [9800, 10100], [12.5, 13]),
        ("day;follower;satisfaction\n0;9800;12,5\n3;10100;13\n", [9800, 10100], [12.5, 13]),
        ("day\tfollower\tsatisfaction\n0\t9800\t12,5\n3\t10100\t13,0\n", [9800, 10100], [12.5, 13]),
        ('\ufeffday,follower,satisfaction\n0,"9,800.0","12,5"\n3,"10,100","13"\n', [9800, 10100], [12.5, 13]),
        ("# ours\nDate,follower,satisfaction\n2026/1/1,9800,12.5\n2026/1/4,10100,\n", [9800, 10100], [12.5, np.nan]),
    ],
)
def test_the_format_of_a_series_is_decided_for_the_whole_file(tmp_path, text, follower, satisfaction):
    path = tmp_path / "seen.csv"
    path.write_text(text, encoding="utf-8")
    table = read_observed(path, [], 0.5, "scaled").table
    assert table.index.tolist() == [0, 3]
    assert table["follower"].tolist() == follower
    assert table["satisfaction"].to_numpy() == pytest.approx(satisfaction, nan_ok=True)


def test_a_file_with_other_names_is_told_which_column_is_which_outcome(tmp_path):
    path = tmp_path / "seen.csv"
    path.write_text("日期,粉丝数\n2026-01-01,227\n2026-01-03,243\n", encoding="utf-8-sig")
    table = read_observed(path, {"粉丝数": "followers_total"}, 0.5, "log").table
    assert table["followers_total"].to_dict() == {0: 227, 2: 243}
    with pytest.raises(ScenarioError, match=r"there is no column 粉丝 \(did you mean 粉丝数\?\); it has 粉丝数"):
        read_observed(path, {"粉丝": "followers_total"}, 0.5, "log")
    with pytest.raises(ScenarioError, match=r"followers is no daily outcome"):
        read_observed(path, {"粉丝数": "followers"}, 0.5, "log")


def test_what_is_undefined_on_a_day_that_was_observed_cannot_win():
    seen = Observed(pd.DataFrame({"nps": [1.0, 2.0, 3.0]}), pd.DataFrame({"nps": [False, False, True]}), "scaled")
    assert seen.misfit(pd.DataFrame({"nps": [1.0, np.nan, np.nan]})) == float("inf")
    assert seen.misfit(pd.DataFrame({"nps": [1.0, 2.0, np.nan]})) == 0
    log = Observed(pd.DataFrame({"nps": [0.0, 2.0]}), pd.DataFrame({"nps": [False, False]}), "log")
    assert log.misfit(pd.DataFrame({"nps": [-5.0, 2.0]})) == float("inf"), "no value below 0 is taken for 0"


def test_whole_numbers_stay_whole_beside_fractions():
    tried = pd.DataFrame({"days": [3, 5], "share": [0.25, 0.5], "misfit": [2.0, 1.0]})
    best = best_of(tried, ["days", "share"])
    assert best == {"days": 5, "share": 0.5}
    assert isinstance(best["days"], int)


def test_the_findings_report_hold_out_and_naive_forecast(tmp_path):
    seen = observed(tmp_path, growth(0.03)[["follower"]])
    tried = fit_keys(KEYS, simulate, seen, rounds=10, members=6)
    fitted = growth(best_of(tried, list(KEYS))["ads.per_day"])
    analysis = calibration_analysis(seen, KEYS, tried, fitted, growth(0.01))
    text = analysis.text()
    lead = text.splitlines()[2]
    assert lead.startswith("The fit holds on what it did not see: follower is off by ")
    assert "Chance of being won by ads, a day = 0.0" in lead
    assert "follower, held out (15 values): error" in text
    assert ": better than the naive forecast" in text
    assert "- idle: " in text
    assert "The data hardly pin it down." in text
    assert {path.name for path in analysis.save(tmp_path / "out")} == {
        "errors.csv", "fitted_keys.csv", "series.csv", "points.csv", "fit.png", "fit.svg", "fit.zh.svg",
        "findings.json", "findings.md",
    }  # fmt: skip


def test_dates_of_a_series_are_days_of_the_calendar(tmp_path: Path) -> None:
    path = tmp_path / "series.csv"
    path.write_text("date,member\n2025-01-05,3\n2025-01-06,4\n2025-01-16,9\n2025-01-17,9\n", encoding="utf-8")
    observed = read_observed(path, (), 0.5, "log", start=date(2025, 1, 5))
    assert observed.table["member"].to_dict() == {0: 3, 1: 4, 11: 9, 12: 9}
    assert read_observed(path, (), 0.5, "log").table.index.tolist() == [0, 1, 11, 12], "the first date is day 0"
    with pytest.raises(ScenarioError, match=r"2025-01-05 is before day 0, which is 2025-01-07"):
        read_observed(path, (), 0.5, "log", start=date(2025, 1, 7))
    path.write_text("date,member\n2025-01-05,3\n6.1.2025,4\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match=r'date, value 2: got "6\.1\.2025", but a date is as in 2026-01-31'):
        read_observed(path, (), 0.5, "log", start=date(2025, 1, 5))
