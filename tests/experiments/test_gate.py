"""The closed form of the gate against figures worked out elsewhere, and the simulation against both."""

import numpy as np
import pandas as pd
import pytest

from fansim.errors import ScenarioError
from fansim.experiments.analyses.analyse import analyse
from fansim.experiments.analyses.gate import answer_of, closed_form, odds_table, staying_share, unit_cost
from fansim.experiments.study.study import study_from_mapping
from fansim.scenario import scenario_from_mapping


def scenario(**campaign):
    said = {"kind": "shill", "start_day": 0, "deadline_days": 365, "post_cost": 0.0, **campaign}
    return scenario_from_mapping({"days": 365, "churn": {"a": 0.5, "b": 40.0}, "campaigns": [said]})


def test_the_worked_figures_of_theory_t12():
    # a = .5, b = 40, ageing .1 a day: cheap accounts x.72 at 60 days; accounts of 95 yuan x1.49 at 60, x1.98 at 180.
    assert closed_form(scenario(account_cost=5.0), 60) == pytest.approx(0.72, abs=0.005)
    assert closed_form(scenario(account_cost=95.0), 60) == pytest.approx(1.49, abs=0.01)
    assert closed_form(scenario(account_cost=95.0), 180) == pytest.approx(1.98, abs=0.01)


def test_the_sign_of_the_slope_follows_the_rule_of_t12():
    # The odds fall with n just where c1 (b + n) > a (c0 + c1 n).
    days = np.arange(0, 300)
    for cost in (2.0, 7.0, 9.0, 60.0):
        falls = np.diff(closed_form(scenario(account_cost=cost), days)) < 0
        rule = 0.1 * (40.0 + days) > 0.5 * (cost + 0.1 * days)
        assert (falls == rule[:-1]).mean() > 0.98


def test_an_impatient_campaign_is_shut_out_beyond_its_deadline():
    odds = closed_form(scenario(deadline_days=14), [0, 14, 15, 60])
    assert odds[0] == 1
    assert odds[1] > 0
    assert list(odds[2:]) == [0, 0]


def test_posting_is_paid_from_the_threshold_to_the_end():
    known = scenario(account_cost=5.0, post_cost=0.5, posts_per_day=3.0)
    assert unit_cost(known, 0) == pytest.approx(5 + 0.5 * 3 * 365)
    assert unit_cost(known, 60) == pytest.approx(5 + 6 + 0.5 * 3 * 305)


def test_who_stays_follows_the_shifted_beta_geometric_recursion():
    share, known = 1.0, scenario()
    for n in range(1, 100):
        share *= (40.0 + n - 1) / (0.5 + 40.0 + n - 1)
        assert staying_share(known, n) == pytest.approx(share)


def small(levels=(0, 5, 40)):
    base = scenario_from_mapping(
        {
            "days": 60,
            "population": {"size": 300, "core_share": 0.2},
            "ads": {"per_day": 0.02},
            "groups": {"cap": 500},
            "campaigns": [{"kind": "shill", "budget": 200.0, "deadline_days": 14, "post_cost": 0.0}],
        }
    )
    mapping = {
        "replications": 3,
        "outcomes": ["shill_share"],
        "design": {
            "kind": "grid",
            "factors": {"entry.follow_days": list(levels), "campaigns.0.budget": [100.0, 200.0]},
        },
    }
    return study_from_mapping(mapping, "small", base)


def test_the_simulation_shuts_the_impatient_out_where_the_closed_form_does(tmp_path):
    analysis = analyse(small(), "gate", out=tmp_path / "out")
    table = analysis.table.set_index(["group", "threshold_days"])
    for group in ("budget 100", "budget 200"):
        assert table.loc[(group, 0), "shill_share"] > 0.01
        assert table.loc[(group, 0), "simulated"] == 1
        assert table.loc[(group, 40), "simulated"] == 0
        assert table.loc[(group, 40), "closed_form"] == 0
    assert table.loc[("budget 200", 0), "shill_share"] > table.loc[("budget 100", 0), "shill_share"]
    lead = analysis.text().splitlines()[2]
    assert lead == "A threshold keeps shills out: 40 days (the longest tried) are best against 2 of 2 adversaries."
    assert "rom 40 days on the campaign has not the patience" in analysis.text()
    assert (tmp_path / "out" / "odds.png").stat().st_size > 0


def test_the_answer_names_those_against_whom_no_threshold_helps() -> None:
    def rows(group: str, high: list[float]) -> pd.DataFrame:
        days = [0, 7, 30]
        budget = float(group.split()[1])
        return pd.DataFrame(
            {"group": group, "campaigns.0.budget": budget, "threshold_days": days, "simulated": high, "high": high}
        )

    weak, strong = rows("budget 100", [1.0, 0.5, 0.6]), rows("budget 9000", [1.0, 1.1, 1.2])
    assert answer_of(pd.concat([weak, strong])) == (
        "A threshold keeps shills out: 7 days are enough against 1 of 2 adversaries. "
        "None clearly does against Budget of the campaign (yuan) 9,000."
    )
    assert answer_of(weak) == "A threshold keeps shills out: 7 days are enough."
    assert answer_of(strong) == "No threshold clearly keeps shills out."


def test_odds_are_paired_by_seed():
    study = small((0, 40))
    rows = [
        {"entry.follow_days": days, "campaigns.0.budget": 100.0, "seed": seed, "shill_share": share}
        for seed, base in ((1, 0.1), (2, 0.4))
        for days, share in ((0, base), (40, (base / (1 - base)) / (1 + base / (1 - base) * 0.5) * 0.5))
    ]
    table = odds_table(study, pd.DataFrame(rows)).set_index("threshold_days")
    assert table.loc[40, "simulated"] == pytest.approx(0.5)
    assert table.loc[40, "high"] - table.loc[40, "low"] < 1e-9


def test_a_study_without_an_open_gate_is_refused():
    with pytest.raises(ScenarioError, match=r"levels of entry.follow_days in the design, 0 among them"):
        analyse(small((5, 40)), "gate")
