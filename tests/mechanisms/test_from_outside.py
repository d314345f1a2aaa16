"""A mechanism from outside: that of docs/how-to/add-a-mechanism.md, held to all that holds for fansim's own."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cases import differences, kitchen_sink, run_days, state_of, step_backwards
from tests.pages import ROOT, file_of

import fansim
from fansim.assembly import assemble
from fansim.engine.mechanism import Mechanism
from fansim.engine.phase import Phase
from fansim.errors import CheckpointError, MechanismError, ResultError, RuleError, ScenarioError
from fansim.model import FanCommunity
from fansim.outside import identities, load_mechanisms
from fansim.results import save_result
from fansim.scenario import KEYS, Scenario, load_scenario, scenario_from_mapping

TEXT = file_of(ROOT / "docs" / "how-to" / "add-a-mechanism.md", "complaint_festival.py")
DAYS = 12
Festival = tuple[Mechanism, ...]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that the page shows."""
    path = tmp_path_factory.mktemp("outside") / "complaint_festival.py"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def festival(path: Path) -> Festival:
    """The mechanism that it defines."""
    return load_mechanisms(path)


@pytest.fixture(scope="module")
def scenario(festival: Festival) -> Scenario:
    """The busiest scenario, with two festivals in its first days, to which all come who believe in them."""
    keys = {"days": DAYS, "complaint_festival.every_days": 5, "complaint_festival.level": 1.0}
    # a desk is paid by the hour, whatever it answers
    return scenario_from_mapping(kitchen_sink(queue__enabled=False), keys, mechanisms=festival)


@pytest.fixture(scope="module")
def result(scenario: Scenario) -> fansim.Result:
    """A run of it."""
    return fansim.run(scenario, seed=1)


def complains_in_the_open(u, day, efficacy, level, every):
    """Let everybody come."""
    return day > 0 and day % every == 0


def test_it_is_at_most_forty_lines() -> None:
    lines = [line for line in TEXT.splitlines() if line.strip() and not line.startswith("#")]
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 120


class TestTheRun:
    def test_members_are_heard_on_festivals_only(self, result: fansim.Result):
        spoke = result.daily["spoke_out"]
        assert (spoke[[5, 10]] > 0).all()
        assert spoke.drop([5, 10]).eq(0).all()
        assert result.summary["heard_in_the_open"] == spoke.sum()

    def test_it_costs_what_answers_of_people_cost(self, scenario: Scenario, result: fansim.Result):
        without = fansim.run(scenario_from_mapping(scenario, {"complaint_festival.enabled": False}), seed=1)
        more = result.daily["cost"][5] - without.daily["cost"][5]
        assert more == pytest.approx(scenario.service.human_cost * result.daily["spoke_out"][5])
        assert result.daily["replies"][5] - without.daily["replies"][5] == result.daily["spoke_out"][5]

    def test_who_was_heard_bears_less_of_a_grudge_and_believes_more(self, scenario: Scenario):
        off = scenario_from_mapping(scenario, {"complaint_festival.enabled": False})
        heard, unheard = (run_days(FanCommunity(setting, seed=1), 6).world.person for setting in (scenario, off))
        eve = run_days(FanCommunity(scenario, seed=1), 5).world.person
        spoke = heard.spoke_out == 1
        assert spoke.any()
        assert (heard.voice_efficacy[spoke] > unheard.voice_efficacy[spoke]).all()
        grudging = spoke & (eve.grudge > 0)
        assert grudging.any()
        assert (heard.grudge[grudging] < unheard.grudge[grudging]).all()
        assert (heard.voice_efficacy[~spoke] == unheard.voice_efficacy[~spoke]).all()

    def test_both_drivers_give_the_same_bits_in_any_order(self, scenario: Scenario):
        fast = FanCommunity(scenario, seed=1, threads=2)
        shuffled = FanCommunity(scenario, seed=1, driver="mesa")
        backwards = FanCommunity(scenario, seed=1, driver="mesa")
        for _ in range(DAYS):
            fast.step()
            shuffled.step()
            step_backwards(backwards)
            assert differences(state_of(fast), state_of(shuffled)) == []
            assert differences(state_of(fast), state_of(backwards)) == []
        assert fast.daily["spoke_out"].sum() > 0

    def test_agents_have_its_method_and_its_column(self, scenario: Scenario):
        agent = FanCommunity(scenario, seed=1, driver="mesa").agents[0]
        assert agent.spoke_out == 0
        assert type(agent).complaint_festival.__doc__ == "Members complain."

    def test_it_can_be_changed_in_the_middle_of_a_run(self, scenario: Scenario):
        model = run_days(FanCommunity(scenario, seed=1), 6)
        model.change({"complaint_festival.enabled": False})
        run_days(model, 6)
        assert model.daily["spoke_out"][5] > 0
        assert model.daily["spoke_out"][10] == 0


class TestItsPlaceAndKeys:
    def test_it_stands_where_it_asks_to(self, festival: Festival):
        names = [phase.name for phase in assemble(festival).day]
        assert names[names.index("voice") + 1] == "complaint_festival"

    def test_what_it_writes_and_draws_is_read_from_its_source(self, festival: Festival):
        reading = assemble(festival).readings["complaint_festival"]
        assert reading.writes == {"person.spoke_out", "person.grudge", "person.voice_efficacy"}
        assert {stream: list(drawn) for stream, drawn in reading.draws.items()} == {"festival": ["speak"]}

    def test_a_scenario_file_may_have_its_section(self, festival: Festival, tmp_path: Path):
        file = tmp_path / "mine.toml"
        file.write_text("[complaint_festival]\nlevel = 0.5\n", encoding="utf-8")
        assert load_scenario(file, mechanisms=festival).complaint_festival.level == 0.5
        with pytest.raises(ScenarioError, match="complaint_festival"):
            load_scenario(file)

    @pytest.mark.parametrize(
        ("key", "value", "said"),
        [
            ("complaint_festival.levle", 0.5, r"unknown key\. Did you mean complaint_festival\.level\?"),
            ("complaint_festival.level", 2.0, r"got 2\.0, but it must be a number from 0 to 1\."),
        ],
    )
    def test_a_wrong_key_or_value_is_refused(self, scenario: Scenario, key: str, value: float, said: str):
        with pytest.raises(ScenarioError, match=said):
            scenario_from_mapping(scenario, {key: value})

    def test_its_rule_can_be_replaced(self, scenario: Scenario, result: fansim.Result):
        replaced = fansim.run(scenario, seed=1, rules={"complains_in_the_open": complains_in_the_open})
        assert list(replaced.rules) == ["complains_in_the_open"]
        assert replaced.daily["spoke_out"][5] > result.daily["spoke_out"][5]

    def test_a_rule_of_other_arguments_is_refused_with_the_right_ones(self, scenario: Scenario):
        with pytest.raises(RuleError, match=r"def complains_in_the_open\(u, day, efficacy, level, every\)"):
            FanCommunity(scenario, rules={"complains_in_the_open": lambda u: True})


class TestWhatIsKept:
    def test_the_result_names_it_with_a_hash(self, festival: Festival, result: fansim.Result, tmp_path: Path):
        assert result.mechanisms == identities(festival)
        folder = save_result(result, tmp_path / "r", figures=False)
        loaded = fansim.load_result(folder, mechanisms=festival)
        assert loaded.mechanisms == result.mechanisms
        assert loaded.scenario.complaint_festival == result.scenario.complaint_festival
        assert loaded.summary["heard_in_the_open"] == result.summary["heard_in_the_open"]
        with pytest.raises(ResultError, match="was run with complaint_festival"):
            fansim.load_result(folder)

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("u < level * efficacy", "u < level"),
            ("parameter(0.2,", "parameter(0.3,"),
            ("person.spoke_out[i] = 1", "person.spoke_out[i] = 2"),
            ('after="voice"', 'after="sales"'),
        ],
    )
    def test_the_hash_tells_of_whatever_changes(self, festival: Festival, tmp_path: Path, before: str, after: str):
        assert TEXT.count(before) == 1
        other = tmp_path / "other.py"
        other.write_text(TEXT.replace(before, after), encoding="utf-8")
        assert identities(load_mechanisms(other)) != identities(festival)

    def test_it_reaches_another_process_as_the_text_of_its_file(self, scenario: Scenario):
        sent = pickle.dumps(scenario)
        assert TEXT.encode() in sent
        program = (
            "import pickle, sys; from fansim.outside import identities; "
            "scenario = pickle.load(sys.stdin.buffer); print(scenario.complaint_festival.level, "
            "identities(scenario.assembly.added)['complaint_festival'])"
        )
        there = subprocess.run([sys.executable, "-c", program], input=sent, capture_output=True, check=True).stdout
        assert there.decode().split() == ["1.0", identities(scenario.assembly.added)["complaint_festival"]]

    def test_a_comparison_in_two_processes_has_its_outcome(self, scenario: Scenario):
        off = scenario_from_mapping(scenario, {"complaint_festival.enabled": False})
        settings = {"off": off, "on": scenario}
        here, there = (
            fansim.compare(settings, replications=2, workers=workers, outcomes=["heard_in_the_open"])
            for workers in (1, 2)
        )
        assert here.equals(there)
        assert here.set_index("scenario")["mean"]["off"] == 0
        assert here.set_index("scenario")["mean"]["on"] > 0

    def test_a_checkpoint_goes_on_with_it_and_not_without(self, scenario: Scenario, festival: Festival, tmp_path: Path):
        model = run_days(FanCommunity(scenario, seed=1), 7)
        model.save(tmp_path / "day7")
        again = FanCommunity.load(tmp_path / "day7", mechanisms=festival)
        assert differences(state_of(run_days(model, 5)), state_of(run_days(again, 5))) == []
        assert again.daily["spoke_out"].sum() > 0
        with pytest.raises(
            CheckpointError, match=r"was run with the mechanisms complaint_festival \(\w+\), and you gave none"
        ):
            FanCommunity.load(tmp_path / "day7")


class TestTheModelWithoutIt:
    def test_nothing_of_it_stays_behind(self, festival: Festival):
        assert assemble(festival).added == festival
        assert not any(key.startswith("complaint_festival") for key in KEYS)
        assert "spoke_out" not in {column.name for column in assemble().tables["person"]}

    def test_switched_off_every_other_column_is_as_without_it(self, festival: Festival):
        plain = kitchen_sink()
        off = scenario_from_mapping(plain, {"complaint_festival.enabled": False}, mechanisms=festival)
        without, beside = (state_of(run_days(FanCommunity(s, seed=1), DAYS)) for s in (plain, off))
        new = {"person.spoke_out", "brand.spoke_out"}
        assert set(beside) - set(without) == new
        assert not any(beside.pop(name).any() for name in new)
        assert differences(without, beside) == []

    def test_no_kernel_is_compiled_anew_but_those_that_reset_and_count(self, festival: Festival):
        alone, beside = (FanCommunity(kitchen_sink(), mechanisms=m).engine.kernels for m in ((), festival))
        anew = {name for name, kernel in alone.items() if kernel.address != beside[name].address}
        assert anew == {"daily_reset", *assemble().counting}


class TestRefusals:
    def test_a_name_that_is_taken(self, festival: Festival, scenario: Scenario):
        with pytest.raises(MechanismError, match="is taken by the mechanism complaint_festival; rename it"):
            FanCommunity(scenario, mechanisms=[*festival, *festival])

    @pytest.mark.parametrize("place", ["", 'after="nowhere"'])
    def test_a_phase_without_a_place(self, tmp_path: Path, place: str):
        file = tmp_path / "lost.py"
        file.write_text(TEXT.replace('after="voice"', place), encoding="utf-8")
        with pytest.raises(MechanismError, match=r'say its place by after="\.\.\."'):
            FanCommunity(kitchen_sink(), mechanisms=load_mechanisms(file))

    def test_a_function_whose_source_cannot_be_read(self):
        names: dict[str, object] = {}
        exec("def typed_in(i, day, person):\n    person.posts[i] = 0\n", names)
        phase = Phase("typed", "Nothing.", "active", names["typed_in"], after="voice")  # type: ignore[arg-type]
        with pytest.raises(MechanismError, match="typed_in: its source cannot be read"):
            FanCommunity(kitchen_sink(), mechanisms=[Mechanism("typed", "Nothing.", phases=(phase,))])

    def test_a_file_that_defines_none_or_cannot_be_run(self, tmp_path: Path):
        file = tmp_path / "empty.py"
        file.write_text("x = 1\n", encoding="utf-8")
        with pytest.raises(MechanismError, match="defines no mechanism"):
            load_mechanisms(file)
        file.write_text("1 / 0\n", encoding="utf-8")
        with pytest.raises(MechanismError, match="ZeroDivisionError"):
            load_mechanisms(file)
        with pytest.raises(MechanismError, match="there is no such file"):
            load_mechanisms(tmp_path / "missing.py")
