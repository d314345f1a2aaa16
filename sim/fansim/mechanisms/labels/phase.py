"""Night: everybody gets the day's label."""

from __future__ import annotations

import numpy as np

from fansim.engine.phase import Phase, inlined
from fansim.mechanisms.labels.rules import is_core_fan
from fansim.state.codes import Event, Hate, Label, Role, Stage
from fansim.state.columns import CHUNK

_CHUNK = np.uint64(CHUNK)


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


def count_events(i, day, sums, person):
    """Count person i if it became a core fan today."""
    sums.new_core_fans += 1.0 if person.event[i] & Event.CORE_FAN else 0.0


def count_labels(c, day, chunk, person, brand):
    """Count those of chunk c who are called so: without a branch, so many at once."""
    first = c * _CHUNK
    casual_users = core_fans = fan_haters = np.int32(0)
    for i in range(first, min(first + _CHUNK, np.uint64(brand.rows))):
        label = person.label[i]
        casual_users += np.int32(label == Label.CASUAL_USER)
        core_fans += np.int32(label == Label.CORE_FAN)
        fan_haters += np.int32(label == Label.FAN_HATER)
    sums = chunk[c]
    sums.casual_users, sums.core_fans, sums.fan_haters = float(casual_users), float(core_fans), float(fan_haters)


LABELS = Phase(
    name="labels",
    sentence="Everybody gets the day's label.",
    over="active",
    row=label,
)

COUNT = Phase(
    name="labels_count",
    sentence="Those of each label are counted.",
    over="chunk",
    row=count_labels,
)
