"""Before day 0: what seed fans are called."""

from __future__ import annotations

from fansim.engine.mechanism import Start
from fansim.engine.rule import plain
from fansim.mechanisms.labels.rules import is_core_fan
from fansim.mechanisms.population.start import seed_rows
from fansim.state.codes import Label, Stage


def start(s: Start) -> None:
    """Call seed fans with a seat core fans if their attitudes make them so, and the others casual users."""
    person, people = s.world.person, s.scenario.population
    rule = s.rules.get("is_core_fan", plain(is_core_fan))
    is_core = rule(people.core_trust, people.core_belonging, people.core_ownership, s.scenario.labels.core_fan_from)
    seeds = seed_rows(s)
    person.label[seeds] = Label.CASUAL_USER
    if is_core:
        person.label[seeds[person.stage[seeds] == Stage.MEMBER]] = Label.CORE_FAN
