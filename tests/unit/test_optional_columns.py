"""Columns that only some scenarios need: rows where they are written, none elsewhere, neutral where they are read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.cases import SCENARIOS, differences, run_days, state_of

import fansim
from fansim.assembly import assemble
from fansim.engine.mechanism import Mechanism
from fansim.mechanism import Phase, Section, number, optional, parameter, switch
from fansim.memory import bytes_needed
from fansim.model import FanCommunity
from fansim.outcomes.recorder import persons_frame
from fansim.scenario import Scenario, load_scenario

SMALL = {"population.size": 300, "days": 30, "entry.follow_days": 5, "groups.cap": 20, "campaigns": [],
         "sales.base_per_day": 0.02}  # fmt: skip


class Spur(Section):
    """Everybody is spurred on."""

    enabled: bool = switch(True, "there is a spur")
    factor: float = parameter(2.0, "factor on posts and purchases", bounds=(0, 10), role="lever")


def spur_on(i, day, person, p):
    """Spur person i on."""
    if p.spur_enabled:
        person.urge[i] *= p.spur_factor
        person.pull[i] *= p.spur_factor
        person.spurs[i] += 1.0


SPUR = Mechanism(
    name="spur",
    about="Everybody is spurred on.",
    sections={"spur": Spur},
    columns={"person": (optional(number("spurs", "days with a spur", "days", dtype="f4")),)},
    phases=(Phase("spur", "Everybody is spurred on.", "active", spur_on, after="entry"),),
)


def scenario(**keys: Any) -> Scenario:
    """Return a small scenario with the spur."""
    given = SMALL | {f"spur.{key}": value for key, value in keys.items()}
    return load_scenario(SCENARIOS / "leijun_classroom.toml", given, mechanisms=(SPUR,))


def community(driver: Any = "fast", **keys: Any) -> FanCommunity:
    """Return a small community with the spur."""
    return FanCommunity(scenario(**keys), driver=driver, mechanisms=(SPUR,))


def test_they_have_rows_where_the_mechanism_is_on_and_none_elsewhere() -> None:
    on, off = community(), community(enabled=False)
    rows = len(on.world.person.stage)
    for name in ("urge", "pull", "spurs"):
        assert len(getattr(on.world.person, name)) == rows
        assert len(getattr(off.world.person, name)) == 0
    assert on.world.nbytes - off.world.nbytes == 3 * 4 * rows
    assert bytes_needed(on.scenario) > bytes_needed(off.scenario)
    assert {"urge", "spurs"} <= set(persons_frame(on.world, np.zeros(0, str)).columns)
    assert not {"urge", "spurs"} & set(persons_frame(off.world, np.zeros(0, str)).columns)


def test_a_scenario_does_without_just_those_that_nothing_of_it_writes() -> None:
    model = FanCommunity(load_scenario(SCENARIOS / "leijun_classroom.toml", SMALL))
    spared = {name.removeprefix("person.") for name in assemble().without_rows(model.scenario)}
    assert {"urge", "pull"} <= spared
    assert {name for name in model.world.person._fields if len(getattr(model.world.person, name)) == 0} == spared


def test_neutral_values_leave_the_same_bits_as_no_rows_at_all() -> None:
    neutral, off = run_days(community(factor=1.0), 30), run_days(community(enabled=False), 30)
    own = {"person.urge", "person.pull", "person.spurs"}
    assert set(differences(state_of(off), state_of(neutral))) == own


def test_factors_act_on_posts_and_purchases_and_are_put_back_every_morning() -> None:
    on, off = run_days(community(factor=5.0), 30), run_days(community(enabled=False), 30)
    assert on.daily["posts"].sum() > 2.0 * off.daily["posts"].sum()
    assert on.daily["sales"].sum() > 2.0 * off.daily["sales"].sum()
    assert set(np.unique(on.world.person.urge)) == {np.float32(1.0), np.float32(5.0)}


def test_both_drivers_agree_and_an_agent_reads_the_neutral_value_where_there_are_no_rows() -> None:
    fast, mesa = run_days(community(), 10), run_days(community("mesa"), 10)
    assert differences(state_of(fast), state_of(mesa)) == []
    agent = community("mesa", enabled=False).agents_in_rows[0]
    assert agent.urge == 1.0
    with pytest.raises(ValueError, match="nothing in this scenario uses it"):
        agent.urge = 2.0


def test_a_mechanism_that_is_turned_on_in_mid_run_gets_its_rows(tmp_path: Path) -> None:
    model = run_days(community(enabled=False), 10)
    model.change({"spur.enabled": True})
    run_days(model, 10)
    assert model.world.person.spurs.max() == 10.0
    model.save(tmp_path / "twenty.fansim")
    again = FanCommunity.load(tmp_path / "twenty.fansim", mechanisms=(SPUR,))
    assert differences(state_of(run_days(model, 5)), state_of(run_days(again, 5))) == []


def test_results_have_them_only_where_they_have_rows() -> None:
    on, off = (fansim.run(scenario(enabled=value), mechanisms=(SPUR,)) for value in (True, False))
    assert set(on.persons.columns) - set(off.persons.columns) == {"urge", "pull", "spurs"}


def test_a_phase_may_ask_for_rows_without_waiting_for_those_who_write_them() -> None:
    reading = assemble().readings["activity"]
    assert "person.urge" in reading.reads
    assert "person.urge" not in reading.reads_others
