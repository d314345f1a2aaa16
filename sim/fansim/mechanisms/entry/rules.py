"""The thresholds at the door."""

from __future__ import annotations

from fansim.engine.rule import rule


@rule
def days_required(threshold_days, enabled):
    """Return the days of following that are asked for: the threshold where thresholds hold, otherwise none.

    Source: F-01, F-06; F-27 (who stays that long is one who stays: T9).
    """
    return threshold_days if enabled else 0


@rule
def entry(days_followed, follow_days):
    """Return whether somebody may ask for a seat.

    days followed >= follow_days. Shills are held to it like anybody: ageing an account costs them money and time.

    Parameters
    ----------
    days_followed : int
        Days since one began to follow.
    follow_days : int
        The threshold, days.

    Source: F-01, F-07.
    """
    return days_followed >= follow_days


@rule
def is_heard_in_public(days_followed, comment_days):
    """Return whether one's posts in the public channel are seen.

    days followed >= comment_days; it never blocks joining a group.

    Source: F-06, F-08.
    """
    return days_followed >= comment_days


@rule
def asks_for_seat(u, join_per_day):
    """Return whether somebody past the threshold asks for a seat today: u < join_per_day.

    Source: assumption.
    """
    return u < join_per_day
