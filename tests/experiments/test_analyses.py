"""Whole analyses of tiny studies: sections, folders, errors, going on where one was stopped."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import fansim
from fansim.errors import ResultError, ScenarioError
from fansim.experiments.analyses.analyse import analyse
from fansim.experiments.study.study import load_study

SCENARIO = """
days = 40
[population]
size = 300
core_share = 0.1
activity_sigma = 1.0
[word_of_mouth]
attachment_per_day = 0.03
[entry]
follow_days = 5
[groups]
cap = 20
max_groups = 5
"""
STUDY = """
base = "base.toml"
replications = 2
outcomes = ["reach", "exit_rate"]
[design]
kind = "latin_hypercube"
samples = 64
[design.factors]
"word_of_mouth.strong" = {low = 0.0, high = 0.2}
"entry.follow_days" = {low = 0, high = 20}
"voice.policy" = ["free", "suppressed"]
"""


@pytest.fixture
def study(tmp_path):
    (tmp_path / "base.toml").write_text(SCENARIO, encoding="utf-8")

    def write(section, body=STUDY):
        path = tmp_path / "study.toml"
        path.write_text(body + section, encoding="utf-8")
        return path

    return write


def test_morris_finds_that_persuasion_moves_reach_and_its_runs_are_kept(study, tmp_path):
    path = study('[sensitivity]\nmethod = "morris"\nsamples = 4\n')
    analysis = analyse(path, "sensitivity", out=tmp_path / "out")
    reach = analysis.table[analysis.table["outcome"] == "reach"].set_index("factor")
    assert reach["total"].idxmax() == "word_of_mouth.strong"
    assert reach.loc["word_of_mouth.strong", "effect"] > 0.05
    assert analysis.failed == 0
    assert "chance alone (other seeds)" in analysis.text()
    assert {"findings.md", "manifest.json", "sensitivity.csv", "sensitivity_reach.png"} <= {
        file.name for file in (tmp_path / "out").iterdir()
    }
    runs = pd.read_parquet(tmp_path / "out" / "runs" / "runs.parquet")
    assert len(runs) == 4 * 4 * 2


def test_a_second_start_does_no_run_again_and_gives_the_same_table(study, tmp_path):
    path = study('[sensitivity]\nmethod = "morris"\nsamples = 2\n')
    first = analyse(path, "sensitivity", out=tmp_path / "out").table
    fresh = []
    again = analyse(path, "sensitivity", out=tmp_path / "out", watch=lambda tally: fresh.append(tally.fresh)).table
    pd.testing.assert_frame_equal(first, again)
    assert max(fresh) == 0


def test_a_folder_of_another_analysis_is_refused(study, tmp_path):
    analyse(study('[sensitivity]\nmethod = "morris"\nsamples = 2\n'), "sensitivity", out=tmp_path / "out")
    with pytest.raises(ResultError, match="before it was changed"):
        analyse(study('[sensitivity]\nmethod = "morris"\nsamples = 3\n'), "sensitivity", out=tmp_path / "out")
    with pytest.raises(ResultError, match="holds a sensitivity"):
        analyse(study('[discovery]\nfails = "reach < 0.2"\n'), "discovery", out=tmp_path / "out")


def test_pawn_and_discovery_take_the_runs_of_a_sweep(study, tmp_path):
    path = study('[discovery]\nfails = "reach < 0.35"\n', STUDY.replace("replications = 2", "replications = 1"))
    runs = fansim.sweep(path, out=tmp_path / "sweep")
    fails = (runs.groupby("scenario")["reach"].mean() < 0.35).mean()
    assert 0.2 < fails < 0.8
    pawn = analyse(path, "sensitivity", runs=tmp_path / "sweep").table
    assert pawn[pawn["outcome"] == "reach"].set_index("factor")["total"].idxmax() == "word_of_mouth.strong"
    found = analyse(path, "discovery", runs=runs)
    assert "word_of_mouth.strong" in set(found.table["factor"])
    limit = found.table.set_index("factor").loc["word_of_mouth.strong"]
    assert limit["high"] < 0.2
    with pytest.raises(ResultError, match="no column"):
        analyse(path, "discovery", runs=runs.drop(columns="entry.follow_days"))
    with pytest.raises(ResultError, match="there is no such file"):
        analyse(path, "discovery", runs=tmp_path / "nothing.parquet")


def test_optimise_keeps_its_limit_and_reports_fresh_seeds(study, tmp_path):
    path = study(
        """
[optimise]
objectives = {reach = "max", exit_rate = "min"}
constraints = ["reach <= 0.6"]
trials = 24
generation = 8
chosen = 3
fresh_replications = 4
"""
    )
    analysis = analyse(path, "optimise", out=tmp_path / "out")
    trials, fresh = analysis.tables["trials"], analysis.tables["fresh"]
    assert len(trials) == 24
    assert (trials.loc[trials["front"], "reach"] <= 0.6).all()
    assert set(fresh["fresh_replications"]) == {4}
    assert "as it is" in set(fresh["policy"])
    seeds = pd.read_parquet(tmp_path / "out" / "fresh" / "runs.parquet")["seed"]
    searched = pd.read_parquet(tmp_path / "out" / "generations" / "000" / "runs.parquet")["seed"]
    assert set(seeds).isdisjoint(searched)
    assert (tmp_path / "out" / "pareto.png").stat().st_size > 0


def test_limits_that_no_policy_keeps_are_said_with_the_nearest(study):
    section = '[optimise]\nobjectives = {reach = "max"}\nconstraints = ["reach >= 2"]\ntrials = 4\ngeneration = 4\n'
    with pytest.raises(ResultError, match=r"none of 4 policies keeps to all limits: reach >= 2 \(best 0\."):
        analyse(study(section), "optimise")


def test_the_ranking_of_policies_is_taken_over_the_draws(study):
    path = study(
        """
[robustness]
objectives = {reach = "max"}
[robustness.policies]
"no ads" = {"ads.enabled" = false}
"ads" = {"ads.per_day" = 0.01}
"plain" = {}
""",
        STUDY.replace("samples = 64", "samples = 6"),
    )
    analysis = analyse(path, "robustness")
    table = analysis.table.set_index("policy")
    assert table.loc["ads", "best_share"] == 1
    assert "ads has the best mean" in analysis.text()


def test_a_policy_that_names_a_factor_is_refused(study):
    section = """
[robustness]
objectives = {reach = "max"}
policies = {a = {"entry.follow_days" = 3}, b = {"groups.cap" = 3}}
"""
    with pytest.raises(ScenarioError, match=r"entry\.follow_days is a factor of the design already"):
        analyse(study(section), "robustness")


@pytest.mark.slow
def test_a_planted_value_is_fitted_and_held_out_days_are_better_than_naive(study, tmp_path):
    path = study(
        """
[calibrate]
data = "seen.csv"
columns = ["unaware"]
rounds = 5
""",
        """
base = "base.toml"
replications = 2
[design]
kind = "latin_hypercube"
samples = 8
[design.factors]
"word_of_mouth.strong" = {low = 0.0, high = 0.3}
""",
    )
    many = SCENARIO.replace("size = 300", "size = 5000")  # of few people chance makes too much
    (tmp_path / "base.toml").write_text(many, encoding="utf-8")
    truth = fansim.load_scenario(tmp_path / "base.toml", {"word_of_mouth.strong": 0.12})
    seen = np.mean([fansim.run(truth, seed=seed, threads=1).daily["unaware"] for seed in (51, 52, 53)], axis=0)
    pd.DataFrame({"day": range(40), "unaware": seen}).to_csv(tmp_path / "seen.csv", index=False)
    analysis = analyse(path, "calibrate", out=tmp_path / "out")
    fitted = analysis.tables["fitted_keys"].set_index("key").loc["word_of_mouth.strong"]
    assert fitted["fitted"] == pytest.approx(0.12, abs=0.02)
    assert fitted["low"] <= fitted["fitted"] <= fitted["high"]
    held = analysis.table.set_index("part").loc["held out"]
    assert held["skill"] > 0
    assert held["fit"] < held["base"]
    (tmp_path / "seen.csv").write_text("day,unaware\n0,300\n99,200\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match="goes to day 99, but the base scenario has 40 days"):
        analyse(path, "calibrate")


@pytest.mark.parametrize(
    ("kind", "section", "message"),
    [
        ("optimise", "", "no section .optimise."),
        ("sensitivity", '[sensitivity]\nmethod = "sobol"\nsamples = 60\n', "need a power of two"),
        ("sensitivity", '[sensitivity]\nmethod = "soboll"\n', 'method: got "soboll", but it must be'),
        ("sensitivity", "[sensitivity]\nsample = 4\n", "Did you mean samples"),
        ("discovery", '[discovery]\nfails = "raech < 1"\n', r"discovery.fails: got .raech < 1.* Did you mean reach"),
        ("optimise", '[optimise]\nobjectives = {raech = "max"}\n', "Did you mean reach"),
        (
            "calibrate",
            '[calibrate]\ndata = "none.csv"\n',
            r"study.toml, line 13: calibrate.data: .*none.csv: cannot be read: No such file",
        ),
    ],
)
def test_a_section_that_cannot_be_used_gets_one_clear_message(study, kind, section, message):
    with pytest.raises(ScenarioError, match=message):
        analyse(study(section), kind)


def test_runs_that_fail_are_counted_and_said(study):
    path = study('[sensitivity]\nmethod = "morris"\nsamples = 2\n')
    known = load_study(path)
    broken = known.base.model_copy(update={"churn": None})
    analysis = analyse(replace(known, base=broken), "sensitivity")
    assert analysis.failed == 16
    assert "16 of 16 runs failed" in analysis.text()
    assert analysis.table["total"].isna().all()
