"""Outcomes of referral."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fansim.outcomes.measure import Summary, ever_followed, recorded, share

if TYPE_CHECKING:
    import pandas as pd


def _participation(daily: pd.DataFrame, persons: pd.DataFrame, days: int) -> float:
    """Return the share of those who ever followed who ever invited a friend."""
    if "invite_day" not in persons:
        return float("nan")
    followed = ever_followed(persons)
    return share((followed["invite_day"] >= 0).sum(), len(followed))


DAILY = (
    recorded("invitations", "persons", "ordinary persons who invited a friend for a reward today"),
    recorded("adoptions_referral", "persons", "began to follow because a friend was rewarded for it"),
)

SUMMARY = (
    Summary(
        "referral_participation",
        "0-1",
        "ordinary persons who ever invited a friend for a reward / who ever followed",
        _participation,
    ),
)
