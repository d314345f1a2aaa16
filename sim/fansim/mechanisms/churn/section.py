"""Keys of a scenario file: leaving."""

from __future__ import annotations

from typing import ClassVar

from fansim.scenario.parameter import SHARE, Section, parameter, switch


class Churn(Section):
    """Leaving: a personal hazard, moved by attitudes."""

    renamed: ClassVar[dict[str, str]] = {
        "trust": "trust_weight",
        "belonging": "belonging_weight",
        "fatigue": "fatigue_weight",
        "grudge": "grudge_weight",
        "waiting": "waiting_weight",
    }

    enabled: bool = switch(True, "people leave", role="setting")
    a: float = parameter(
        0.5,
        "leaving hazard: first shape of its beta distribution",
        title="Leaving hazard: first shape",
        bounds=(0.001, 1e6),
        plausible=(0.2, 2),
        source="T9, assumption",
        fixed="everybody's hazard is drawn before day 0",
    )
    b: float = parameter(
        40.0,
        "leaving hazard: second shape of its beta distribution",
        title="Leaving hazard: second shape",
        bounds=(0.001, 1e6),
        plausible=(5, 500),
        source="T9, assumption",
        fixed="everybody's hazard is drawn before day 0",
    )
    constant_per_day: float | None = parameter(
        None,
        "one leaving hazard for everybody, instead of the beta distribution",
        title="One leaving hazard for everybody, a day",
        unit="1/day",
        bounds=SHARE,
        role="setting",
        fixed="everybody's hazard is drawn before day 0",
    )
    trust_weight: float = parameter(1.0, "protection by trust", unit="log hazard", bounds=(0, 10), plausible=(0, 3))
    satisfaction_weight: float = parameter(
        4.0,
        "protection by satisfaction",
        unit="log hazard",
        bounds=(0, 10),
        plausible=(0, 4),
        source="F-83, T21, assumption",
    )
    satisfaction_reference: float = parameter(0.6, "satisfaction at which the personal hazard holds", bounds=SHARE)
    belonging_weight: float = parameter(
        1.5, "protection by belonging", unit="log hazard", bounds=(0, 10), plausible=(0, 3)
    )
    fatigue_weight: float = parameter(
        0.06, "push of message fatigue", unit="log hazard", bounds=(0, 10), plausible=(0, 0.3), source="F-106"
    )
    grudge_weight: float = parameter(2.0, "push of a grudge", unit="log hazard", bounds=(0, 10), plausible=(0, 4))
    waiting_weight: float = parameter(0.5, "impatience on a waiting list", unit="log hazard", bounds=(0, 10))
    trust_reference: float = parameter(0.5, "trust at which the personal hazard holds", bounds=SHARE)
    reactivation: float = parameter(
        0.0,
        "how a lapsed person's chance to follow again compares with an unaware person's",
        title="Chance that a lapsed person follows again",
        bounds=SHARE,
    )
    fatigue_memory: float = parameter(
        0.9, "share of message fatigue that lasts to the next day", bounds=SHARE, source="T16"
    )
