"""Before day 0: what those are called who follow already."""

from __future__ import annotations

from fansim.engine.mechanism import Start
from fansim.engine.rule import plain
from fansim.mechanisms.labels.rules import is_core_fan
from fansim.mechanisms.population.start import standing_rows
from fansim.state.codes import Hate, Label, Stage


def start(s: Start) -> None:
    """Call those who follow what their attitudes make them: core fans only with a seat."""
    person, rows = s.world.person, standing_rows(s)
    rule = s.rules.get("is_core_fan", plain(is_core_fan))
    person.label[rows] = Label.CASUAL_USER
    members = rows[person.stage[rows] == Stage.MEMBER]
    is_core = rule(
        person.trust[members], person.belonging[members], person.ownership[members], s.scenario.labels.core_fan_from
    )
    person.label[members[is_core]] = Label.CORE_FAN
    person.label[rows[person.hater[rows] != Hate.NONE]] = Label.FAN_HATER
