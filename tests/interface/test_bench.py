"""`fansim bench`: what it measures, whom it compares with, and what it says when something is missing."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import fansim
from fansim.cli.bench_tables import between, heading, tables
from fansim.cli.measure import EVERYTHING, Plan, measure, year_of
from fansim.cli.measure_peers import measure_peers, peers_folder, read_programs
from fansim.cli.measuring import spread
from fansim.cli.peer_check import agreement
from fansim.errors import ResultError
from fansim.language import spoken
from fansim.scenario import find_scenario, load_scenario

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
SIZE = 10_000

STRANGERS = {
    "late": "from numpy_si import *\ndef informed_by_day(case, state, outcome): return [outcome[0], *outcome[:-1]]\n",
    "eager": "import numpy_si\nfrom numpy_si import *\n"
    "def build(case): return numpy_si.build(case._replace(chance=1.5 * case.chance))\n",
    "short": "from numpy_si import *\ndef informed_by_day(case, state, outcome): return outcome[:-1]\n",
    "absent": "import a_library_that_nobody_has\n",
    "broken": "from numpy_si import *\ndef spread(case, state): raise RuntimeError('it [broke]')\n",
    "huge": "from numpy_si import *\n",
}


def bench(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "fansim", "bench", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)


@pytest.mark.slow
class TestYear:
    def test_it_measures_what_it_promises(self) -> None:
        said: list[tuple[str, int, int]] = []
        plan = Plan(sizes=(300, 1_000), threads=(1, 2), repeats=1, agents=100, phases=True, days=3)
        figures = measure(plan, lambda what, done, of: said.append((what, done, of)))
        assert [(year["persons"], year["threads"]) for year in figures["year"]] == [
            (300, 1), (300, 2), (1_000, 1), (1_000, 2)
        ]  # fmt: skip
        assert figures["phases"]["persons"] == figures["everything"]["persons"] == 1_000
        scenario = load_scenario(find_scenario("leijun_groups"))
        running = [phase.name for phase in scenario.assembly.day if phase.name in scenario.assembly.running(scenario)]
        assert list(figures["phases"]["nanoseconds_per_person_day"]) == running
        spreads = [
            *(year["nanoseconds_per_person_day"] for year in figures["year"]),
            *figures["phases"]["nanoseconds_per_person_day"].values(),
            figures["mesa"]["microseconds_per_agent_day"],
            figures["seconds_to_first_day"],
            figures["seconds_of_help"],
            figures["everything"]["nanoseconds_per_person_day"],
            figures["everything"]["times"],
        ]
        assert all(0 < time["least"] <= time["median"] <= time["most"] for time in spreads)
        assert all(100 < year["bytes_per_row"] < 1_000_000 for year in figures["year"])
        assert figures["mesa"]["agents"] >= 100
        assert json.loads(json.dumps(figures)) == figures

        assert [(done, of) for _, done, of in said] == [(done, 12) for done in range(13)]
        assert said[3][0] == "300 persons, 1 thread (1 of 1)"

        year, phases, others = tables(figures)
        assert [row[0] for row in year.rows] == ["300", "1,000"]
        assert year.header[2:4] == ("1 thread", "2 threads")
        assert len(phases.rows) == len(running)
        assert len(others.rows) == 4
        assert others.rows[0][0] == "every mechanism on (`everything`), 1,000 persons"
        assert "of 1 repeat." in heading(figures)

    def test_repeats_give_median_least_and_most(self) -> None:
        assert spread([3.0, 1.0, 2.0]) == {"median": 2.0, "least": 1.0, "most": 3.0}
        assert between(spread([0.5, 1234.6, 66.66])) == "66.7 (0.500 to 1,235)"

    def test_where_everything_is_on_every_phase_runs(self) -> None:
        scenario = year_of(1_000, 3, EVERYTHING)
        idle = {phase.name for phase in scenario.assembly.day} - scenario.assembly.running(scenario)
        assert idle == {"word_of_mouth_presence"}, "people are heard by what they say, or by being there"

    def test_the_seats_a_head_stay_the_same(self) -> None:
        bundled = load_scenario(find_scenario("leijun_groups"))
        seats = bundled.groups.max_groups / bundled.population.size
        for persons in (10_000, 100_000, 1_000_000):
            year = year_of(persons, 365)
            assert year.population.size == persons
            assert abs(year.groups.max_groups - seats * persons) <= 0.5
            assert year.campaigns == bundled.campaigns


@pytest.mark.parametrize("name", ["year", "peers"])
def test_the_tables_in_chinese_have_the_numbers_of_the_english(name: str) -> None:
    figures = json.loads((BENCHMARKS / "results" / f"{name}.json").read_text(encoding="utf-8"))
    with spoken("zh"):
        chinese, first = tables(figures), heading(figures)
    told = [text for table in chinese for text in (table.title, *table.header)]
    assert [text for text in told if not re.search("[一-鿿]", text)] == []
    assert " repeats" not in first
    for ours, english in zip(chinese, tables(figures), strict=True):
        assert [numbers(row) for row in ours.rows] == [numbers(row) for row in english.rows]


def numbers(row: tuple[str, ...]) -> list[list[str]]:
    """Return the numbers in each cell of a row, in the order of their size: sentences differ in theirs."""
    return [sorted(re.findall(r"\d[\d.,]*\d|\d", cell)) for cell in row]


@pytest.mark.slow
class TestPeers:
    def test_the_same_curve_is_timed(self) -> None:
        figures = measure_peers((SIZE,), (2,), 1, folder=BENCHMARKS / "peers")
        assert [program["library"] for program in figures["programs"]] == ["fansim", "numpy", "EoN", "ndlib", "mesa"]
        for program in figures["programs"]:
            assert program["status"] == "measured", program
            assert program["runs"] == 1
            assert 0 < program["difference"] <= program["tolerance"] < 0.15
            assert program["nanoseconds_per_person_day"]["least"] > 0
            assert 10e6 < program["bytes"] < 10e9
            assert program["library"] in program["versions"]
        assert json.loads(json.dumps(figures)) == figures
        measured, how = tables(figures)
        assert "from 1% informed to 99.8% in 80 days" in measured.title
        assert measured.rows[0][:5:4] == ("fansim, 2 threads", "1.00")
        assert [row[0] for row in how.rows] == ["fansim", "numpy", "EoN", "ndlib", "mesa"]

    def test_what_is_not_the_same_is_not_timed(self, tmp_path: Path) -> None:
        shutil.copytree(BENCHMARKS, tmp_path / "benchmarks", ignore=shutil.ignore_patterns("__pycache__", "results"))
        peers = tmp_path / "benchmarks" / "peers"
        entries = []
        for name, text in STRANGERS.items():
            (peers / f"{name}.py").write_text(text, encoding="utf-8")
            entries.append(f'[[peer]]\nfile = "{name}.py"\nlibraries = ["{name}"]\nhow = ""\n')
        (peers / "peers.toml").write_text("\n".join(entries) + "largest = 1_000\n", encoding="utf-8")
        figures = measure_peers((SIZE,), (1,), 1, folder=peers)
        found = {program["library"]: program for program in figures["programs"]}
        assert {name: program["status"] for name, program in found.items()} == {
            "late": "differs", "eager": "differs", "short": "differs",
            "absent": "not installed", "broken": "failed", "huge": "too large",
        }  # fmt: skip
        for name in ("late", "eager", "short"):
            assert found[name]["difference"] > found[name]["tolerance"]
        assert not any("nanoseconds_per_person_day" in program for program in found.values())
        told = {row[0].partition(",")[0]: " ".join(row) for row in tables(figures)[0].rows}
        assert "not timed: its curve differs" in told["late"]
        assert "not installed (a_library_that_nobody_has)" in told["absent"]
        assert "failed: RuntimeError: it [broke]" in told["broken"]
        assert "not run with more than 1,000" in told["huge"]

    def test_every_number_of_threads_is_fansims_alone(self) -> None:
        programs = read_programs(BENCHMARKS / "peers", (1, 2))
        assert [(p.libraries[0], p.threads) for p in programs][:3] == [("fansim", 1), ("fansim", 2), ("numpy", 1)]
        assert all(program.file.is_file() for program in programs)

    def test_without_a_checkout_it_says_what_is_missing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(fansim, "__file__", str(tmp_path / "site-packages" / "fansim" / "__init__.py"))
        with pytest.raises(ResultError, match="in a checkout of fansim's source"):
            peers_folder()


class TestAgreement:
    def curves(self, runs: int, seed: int, shift: float = 0.0) -> np.ndarray:
        """Logistic curves that run early or late by chance."""
        days = np.arange(81)
        late = np.random.default_rng(seed).normal(shift, 0.2, runs)
        return 1 / (1 + 99 * np.exp(-0.18 * (days - late[:, None])))

    def test_other_draws_of_the_same_process_agree(self) -> None:
        for seed in range(200):
            assert agreement(self.curves(5, 2 * seed), self.curves(20, 2 * seed + 1)).agrees

    def test_a_day_late_does_not(self) -> None:
        for seed in range(200):
            assert not agreement(self.curves(5, 2 * seed, shift=1.0), self.curves(20, 2 * seed + 1)).agrees

    def test_the_worst_day_is_told(self) -> None:
        reference = self.curves(20, 1)
        curves = reference.copy()
        curves[:, 7] += 0.3
        met = agreement(curves, reference)
        assert met.day == 7
        assert met.difference == pytest.approx(0.3)


@pytest.mark.slow
class TestCommand:
    def test_it_prints_and_writes(self, tmp_path: Path) -> None:
        small = "--sizes", "1000", "--threads", "1", "--repeats", "1", "--agents", "100"
        done = bench(*small, "--out", "year.json", folder=tmp_path)
        assert done.returncode == 0, done.stderr
        assert "365 days of leijun_groups" in done.stdout
        assert "1,000 persons, 1 thread (1 of 1)" in done.stderr
        assert json.loads((tmp_path / "year.json").read_text(encoding="utf-8"))["what"] == "year"

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("--sizes", "1e5"), "such as 10000,100000"),
            (("--sizes", "10"), "at least 1,000"),
            (("--threads", "0"), "at least 1"),
            (("--peers", "--phases"), "leave out --peers"),
            (("--out", "nowhere/year.json"), "cannot be written"),
        ],
    )
    def test_what_it_cannot_do_is_said_at_once(self, arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
        done = bench(*arguments, folder=tmp_path)
        assert done.returncode == 2
        assert said in " ".join(done.stderr.replace("│", " ").split())
