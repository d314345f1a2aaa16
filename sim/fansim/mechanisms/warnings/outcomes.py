"""Outcomes of warnings: on how many days each was on, and what was found to be the cause."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fansim.outcomes.measure import Summary, recorded, share

if TYPE_CHECKING:
    import pandas as pd

_WARNINGS = ("warning_complaints", "warning_content", "warning_satisfaction")
_CAUSES = ("cause_no_leader", "cause_unbalanced", "cause_incentives")

DAILY = (
    recorded("complaint_rate", "1/day", "complaints for each account that follows"),
    recorded("ugc_share_lately", "0-1", "messages of users / all in groups, recent days weighted"),
    recorded("warning_complaints", "0-1", "1 if complaints have been too many for days on end"),
    recorded("warning_content", "0-1", "1 if users write too small a share"),
    recorded("warning_satisfaction", "0-1", "1 if satisfaction is too low"),
    recorded("service_upgraded", "0-1", "1 while service is upgraded"),
    recorded("content_encouraged", "0-1", "1 while content is encouraged in another way"),
    recorded("cause_no_leader", "0-1", "1 if there is a warning, and nobody leads topics"),
    recorded("cause_unbalanced", "0-1", "1 if there is a warning, and users write too small a share"),
    recorded("cause_incentives", "0-1", "1 if there is a warning, and rewards move nobody"),
)


def _days_with(name: str) -> Callable[[pd.DataFrame, pd.DataFrame, int], float]:
    """Return the function that gives the share of days with a warning."""
    return lambda daily, persons, days: share(daily[name].sum(), days)


def _warned_days_with(name: str) -> Callable[[pd.DataFrame, pd.DataFrame, int], float]:
    """Return the function that gives the share of days with a warning on which a cause was found."""
    return lambda daily, persons, days: share(daily[name].sum(), (daily[list(_WARNINGS)].sum(axis=1) > 0).sum())


SUMMARY = (
    *(Summary(f"{name}_days", "0-1", f"sum of {name} / days", _days_with(name)) for name in _WARNINGS),
    *(
        Summary(f"{name}_share", "0-1", f"sum of {name} / days with a warning", _warned_days_with(name))
        for name in _CAUSES
    ),
)
