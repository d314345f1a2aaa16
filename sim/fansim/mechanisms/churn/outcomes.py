"""Outcomes of leaving."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from fansim.outcomes.measure import Summary, ever_followed, recorded, share
from fansim.outcomes.retention import follower_retention, share_after
from fansim.state.columns import NEVER

if TYPE_CHECKING:
    import pandas as pd

YEAR = 365

DAILY = (
    recorded("exits", "persons", "ordinary persons who left today, bans not counted"),
    recorded("co_creators_left", "persons", "co-creators who left today"),
    recorded("lost_at_gate", "persons", "ordinary persons who left today without ever having had a seat"),
)


def _gone_without_a_seat(persons: pd.DataFrame) -> int:
    """Count people, not exits: one who comes back may leave again."""
    followed = ever_followed(persons)
    return int(((followed["stage"] == "lapsed") & (followed["first_join_day"] == NEVER)).sum())


SUMMARY = (
    Summary(
        "follower_retention_90",
        "0-1",
        "Kaplan-Meier share of genuine followers who have not left 90 days after following",
        lambda daily, persons, days: share_after(follower_retention(persons, days), 90),
    ),
    Summary(
        "co_creator_retention",
        "0-1",
        f"exp(-{YEAR} x sum of co_creators_left / sum of co_creators): co-creators left after a year at that rate",
        lambda daily, persons, days: math.exp(
            -YEAR * share(daily["co_creators_left"].sum(), daily["co_creators"].sum())
        ),
    ),
    Summary(
        "exit_rate",
        "1/day",
        "sum of exits / sum of exposed",
        lambda daily, persons, days: share(daily["exits"].sum(), daily["exposed"].sum()),
    ),
    Summary(
        "genuine_lost_at_gate_share",
        "0-1",
        "ordinary persons who are gone and never had a seat / who ever followed",
        lambda daily, persons, days: share(_gone_without_a_seat(persons), len(ever_followed(persons))),
    ),
)
