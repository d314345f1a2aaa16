"""Night: everybody gets the day's label."""

from __future__ import annotations

from fansim.engine.phase import Phase, inlined
from fansim.mechanisms.labels.rules import is_core_fan
from fansim.state.codes import Event, Hate, Label, Role, Stage


@inlined
def _label_of(i, person, p):
    """Return what person i is called today."""
    if person.role[i] == Role.SHILL:
        return Label.SHILL
    if person.role[i] != Role.ORDINARY:
        return Label.PRO_HATER
    if person.hater[i] != Hate.NONE:
        return Label.FAN_HATER
    stage = person.stage[i]
    if stage == Stage.MEMBER and is_core_fan(
        person.trust[i], person.belonging[i], person.ownership[i], core_fan_from=p.labels_core_fan_from
    ):
        return Label.CORE_FAN
    return Label.CASUAL_USER if Stage.FOLLOWER <= stage <= Stage.MEMBER else Label.OUTSIDER


def label(i, day, person, p):
    """Give person i the day's label."""
    today = _label_of(i, person, p)
    if today != person.label[i]:
        if today == Label.CORE_FAN:
            person.event[i] |= Event.CORE_FAN
        person.label[i] = today


def count(i, day, sums, person):
    """Count what ordinary person i is called."""
    if person.role[i] != Role.ORDINARY:
        return
    today = person.label[i]
    if today == Label.CASUAL_USER:
        sums.casual_users += 1.0
    elif today == Label.CORE_FAN:
        sums.core_fans += 1.0
        sums.new_core_fans += 1.0 if person.event[i] & Event.CORE_FAN else 0.0
    elif today == Label.FAN_HATER:
        sums.fan_haters += 1.0


LABELS = Phase(
    name="labels",
    sentence="Everybody gets the day's label.",
    over="active",
    row=label,
)
