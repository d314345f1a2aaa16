"""Night: everybody gets the day's label."""

from __future__ import annotations

import numpy as np

from fansim.engine.phase import Phase, inlined, rows_of_chunk
from fansim.mechanisms.labels.rules import is_core_fan
from fansim.state.codes import Event, Hate, Label, Role, Stage
from fansim.state.columns import BYTE

_BYTE = np.uint64(BYTE)


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


@inlined
def _of_each_label(first, last, person):
    """Return how many of so few rows are casual users, core fans and haters: in bytes, without a branch."""
    casual_users = core_fans = fan_haters = np.uint8(0)
    for i in range(first, last):
        label = person.label[i]
        casual_users = np.uint8(casual_users + np.uint8(label == Label.CASUAL_USER))
        core_fans = np.uint8(core_fans + np.uint8(label == Label.CORE_FAN))
        fan_haters = np.uint8(fan_haters + np.uint8(label == Label.FAN_HATER))
    return casual_users, core_fans, fan_haters


def count_labels(c, day, chunk, person, brand):
    """Count those of chunk c who are called so."""
    sums = chunk[c]
    start, end = rows_of_chunk(c, brand)
    for first in range(start, end, _BYTE):
        casual_users, core_fans, fan_haters = _of_each_label(first, min(first + _BYTE, end), person)
        sums.casual_users += float(casual_users)
        sums.core_fans += float(core_fans)
        sums.fan_haters += float(fan_haters)


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
