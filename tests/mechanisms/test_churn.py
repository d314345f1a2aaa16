"""Leaving: what drives somebody out, and what holds."""

from __future__ import annotations

import math

import pytest

from fansim.mechanisms.churn.rules import leaving_hazard, leaving_push


def test_trust_and_belonging_hold_fatigue_grudge_and_waiting_push() -> None:
    def push(**changes: float) -> float:
        felt = {"trust": 0.5, "satisfaction": 0.6, "belonging": 0.0, "fatigue": 0.0, "grudge": 0.0, "waiting": 0.0}
        return leaving_push(*(felt | changes).values(), 1.0, 2.0, 1.5, 0.06, 2.0, 0.5, 0.5, 0.6)

    assert push() == 0.0
    assert [push(trust=0.7), push(belonging=0.2)] == pytest.approx([-0.2, -0.3])
    assert [push(satisfaction=0.8), push(satisfaction=0.3)] == pytest.approx([-0.4, 0.6])
    assert [push(fatigue=10.0), push(grudge=0.5), push(waiting=1.0)] == pytest.approx([0.6, 1.0, 0.5])
    assert leaving_hazard(0.01, push()) == 0.01
    assert leaving_hazard(0.01, 1.0) == pytest.approx(0.01 * math.e)
    assert leaving_hazard(0.9, 5.0) == 1.0
