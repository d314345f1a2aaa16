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
        ("date,member\n0,1\n1,2\n", "has dates, so the base scenario must say when day 0 is"),
        ("when,member\n0,1\n1,2\n", "there is no column day"),
        ("day,member\n0,1\n0,2\n", "day 0 is given twice"),
        ("day,member\n0,1\n1,many\n", "line 3: got"),
        ("day,member\n0,1\n1.5,2\n", "line 3: got"),
        ("day,membr\n0,1\n1,2\n", "must be both a column of the file and a daily outcome"),
        ("day,member\n0,1\n", "both need some"),
    ],
)
def test_observations_that_cannot_be_used_get_one_clear_message(tmp_path, text, message):
    path = tmp_path / "seen.csv"
    path.write_text(text)
    with pytest.raises(ScenarioError, match=message):
        read_observed(path, [], 0.3, "log")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ScenarioError, match="there is no file"):
        read_observed(tmp_path / "none.csv", [], 0.3, "log")


def test_the_findings_report_hold_out_and_naive_forecast(tmp_path):
    seen = observed(tmp_path, growth(0.03)[["follower"]])
    tried = fit_keys(KEYS, simulate, seen, rounds=10, members=6)
    fitted = growth(best_of(tried, list(KEYS))["ads.per_day"])
    analysis = calibration_analysis(seen, KEYS, tried, fitted, growth(0.01))
    text = analysis.text()
    assert "follower, held out (15 values): error" in text
    assert ": better than the naive forecast" in text
    assert "idle:" in text
    assert "The data hardly pin it down." in text
    assert {path.name for path in analysis.save(tmp_path / "out")} == {
        "errors.csv", "fitted_keys.csv", "series.csv", "points.csv", "fit.png", "findings.md",
    }  # fmt: skip


def test_dates_of_a_series_are_days_of_the_calendar(tmp_path: Path) -> None:
    path = tmp_path / "series.csv"
    path.write_text("date,member\n2025-01-05,3\n2025-01-06,4\n2025-01-16,9\n2025-01-17,9\n", encoding="utf-8")
    observed = read_observed(path, (), 0.5, "log", start=date(2025, 1, 5))
    assert observed.table["member"].to_dict() == {0: 3, 1: 4, 11: 9, 12: 9}
    with pytest.raises(ScenarioError, match=r"\[calendar\] start"):
        read_observed(path, (), 0.5, "log")
    with pytest.raises(ScenarioError, match=r"line 2: got .*-2.*a day is a whole number from 0"):
        read_observed(path, (), 0.5, "log", start=date(2025, 1, 7))
    path.write_text("date,member\n2025-01-05,3\n6.1.2025,4\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"line 3: got 6\.1\.2025"):
        read_observed(path, (), 0.5, "log", start=date(2025, 1, 5))
