"""What is switched off is not run, and leaves the same bits as if it were run with its switch off."""

from __future__ import annotations

import pytest
from tests.cases import DAY, differences, kitchen_sink, run_days, state_of

from fansim.assembly import assemble
from fansim.model import FanCommunity
from fansim.scenario import KEYS
from fansim.state.codes import Emission, Role, Stage

SWITCHES = assemble().switches
KEYS_OF_SWITCHES = sorted(
    {key for keys in SWITCHES.values() for key in keys if key in KEYS and KEYS[key].kind == "switch"}
)
# Without a date there is nothing that a phase could do, and no switch that it could read; and people are heard by what
# they say, or by being there.
EVERYTHING = frozenset(phase.name for phase in DAY if phase.name not in ("calendar", "word_of_mouth_presence"))
# Books that are kept only while there is somebody to read them.
OWN_BOOKS = {
    "moderation.enabled": {"person.praise_rate"},
    "release.enabled": {"brand.days_since_release", "brand.informative_voices"},
}
OFF = {key: {key: False} for key in KEYS_OF_SWITCHES} | {
    "incentives": {"incentives": []},
    "channels": {"channels": []},
    "promotions": {"promotions": []},
    "crises": {"crises": []},
    "events": {"events": []},
    "campaigns": {"campaigns": [], "population.professional_haters": 0},
}
DAYS, TURN = 30, 20


def phases_today(model: FanCommunity) -> set[str]:
    """Return the names of the phases of the day to come."""
    return {phase.name for phases in model.engine.today for phase in phases}


def switched_off(values: dict[str, object]) -> set[str]:
    """Return the phases that none of their keys lets run any more, everything else being on."""
    return {name for name, keys in SWITCHES.items() if keys and set(keys) <= set(values)}


def test_where_everything_is_on_every_phase_runs() -> None:
    assert phases_today(FanCommunity(kitchen_sink())) == EVERYTHING


def test_nearly_every_phase_of_a_mechanism_that_can_be_switched_off_has_a_switch() -> None:
    sections = {m.name for m in assemble().mechanisms for s in m.sections.values() if "enabled" in s.model_fields}
    always = {name for name, keys in SWITCHES.items() if not keys}
    of_sections = {p.name for m in assemble().mechanisms for p in m.phases if m.name in sections} & always
    heard = {"word_of_mouth", "word_of_mouth_heard"}  # people may stop talking, and must be heard to stop
    # What people would say of the brand is counted whether attitudes move or not.
    asked = {"experience_background", "experience_feelings"}
    assert of_sections == heard | asked


@pytest.mark.parametrize("name", OFF)
def test_what_is_switched_off_is_not_run_and_leaves_the_same_bits(name: str) -> None:
    scenario = kitchen_sink(days=DAYS, **{key.replace(".", "__"): value for key, value in OFF[name].items()})
    one, other = FanCommunity(scenario), FanCommunity(scenario)
    assert EVERYTHING - phases_today(one) == switched_off(OFF[name])
    other.engine.switch(EVERYTHING)
    assert phases_today(other) == EVERYTHING
    for day in range(DAYS):
        one.step()
        other.step()
        different = set(differences(state_of(one), state_of(other)))
        assert different <= OWN_BOOKS.get(name, set()), f"after day {day}"


@pytest.mark.parametrize("key", [key for key in KEYS_OF_SWITCHES if not KEYS[key].fixed])
def test_what_is_switched_off_on_the_way_runs_once_more_to_put_its_things_away(key: str) -> None:
    one, other = (run_days(FanCommunity(kitchen_sink(days=DAYS)), TURN) for _ in range(2))
    assert phases_today(one) == EVERYTHING
    for model in (one, other):
        model.change({key: False})
    other.engine.switch(EVERYTHING)
    assert phases_today(one) == EVERYTHING, "once more"
    for day in range(TURN, DAYS):
        one.step()
        assert EVERYTHING - phases_today(one) == switched_off({key: False})
        other.step()
        different = set(differences(state_of(one), state_of(other)))
        assert different <= OWN_BOOKS.get(key, set()), f"after day {day}"


def test_people_who_persuade_by_being_there_do_so_whether_they_write_or_not() -> None:
    by_state = {"word_of_mouth__contact": "state", "word_of_mouth__private_complaint": 0.0}
    one, silent = (
        FanCommunity(kitchen_sink(days=DAYS, word_of_mouth__messages=messages, **by_state))
        for messages in (True, False)
    )
    assert phases_today(one) == EVERYTHING | {"word_of_mouth_presence"}
    assert phases_today(silent) == phases_today(one) - {"word_of_mouth_talk"}
    run_days(silent, DAYS)
    person = silent.world.person
    exposed = (person.role == Role.ORDINARY) & (person.stage >= Stage.FOLLOWER) & (person.stage <= Stage.MEMBER)
    assert ((person.emission == Emission.PRAISE) == exposed).all()
    assert not person.messages.any()
    assert silent.daily["wom_positive"].iloc[1:].sum() == 0


def test_posts_of_those_who_are_silenced_are_put_away_and_come_back_with_the_switch() -> None:
    model = run_days(FanCommunity(kitchen_sink(days=DAYS)), TURN)
    assert model.world.person.posts.any()
    model.change({"activity.enabled": False})
    run_days(model, 1)
    assert not model.world.person.posts.any()
    assert "activity" not in phases_today(model)
    run_days(model, 2)
    assert not model.world.person.posts.any()
    assert model.daily["posts"].iloc[TURN:].sum() == 0
    model.change({"activity.enabled": True})
    assert phases_today(model) == EVERYTHING
    run_days(model, 1)
    assert model.world.person.posts.any()


def test_a_switch_that_is_turned_off_and_on_again_before_morning_changes_nothing() -> None:
    one, other = (run_days(FanCommunity(kitchen_sink(days=DAYS)), TURN) for _ in range(2))
    for value in (False, True):
        one.change({"voice.enabled": value, "activity.enabled": value})
    run_days(one, 5)
    run_days(other, 5)
    assert differences(state_of(one), state_of(other)) == []
