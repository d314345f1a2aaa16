"""Three warnings that a brand can read off its own counts, what they set going, and what may be the cause."""

from __future__ import annotations

from fansim.engine.rule import rule


@rule
def complaint_rate(complaints, followers):
    """Return the complaints of a day for each account that follows.

    Source: F-113.
    """
    return complaints / followers if followers > 0.0 else 0.0


@rule
def days_in_excess(days_before, rate, benchmark, multiple):
    """Return for how many days on end the complaint rate has been above a multiple of the benchmark.

    n' = n + 1 where rate > k benchmark, 0 otherwise.

    Source: F-113 (k = 2).
    """
    return days_before + 1 if rate > multiple * benchmark else 0


@rule
def is_long_enough(days, needed_days):
    """Return whether the excess has lasted long enough to warn.

    Source: F-113 (3 days).
    """
    return days >= needed_days


@rule
def share_by_users(user_posts, messages):
    """Return the share of messages in the groups that users wrote; all of them where nobody wrote anything.

    Source: F-114.
    """
    return user_posts / messages if messages > 0.0 else 1.0


@rule
def satisfaction_points(satisfaction_sum, exposed):
    """Return mean satisfaction in points of 100, as a survey gives it; 100 where there is nobody to ask.

    Source: F-115.
    """
    return 100.0 * satisfaction_sum / exposed if exposed > 0.0 else 100.0


@rule
def falls_short(value, least):
    """Return whether a value is below what it should be at least.

    Source: F-114 (15%), F-115 (85 of 100).
    """
    return value < least


@rule
def runs_until(until, is_warned, day, answer_days):
    """Return the first day without the answer to a warning: t + 1 + d after a warning, else as it was.

    Source: F-113, F-114; d: assumption.
    """
    return max(until, day + 1 + answer_days) if is_warned else until


@rule
def lift_today(day, until, lift):
    """Return the factor on what an answer lifts: 1 + lift while it runs.

    Source: F-113, F-114; lifts: assumption.
    """
    return 1.0 + lift if day < until else 1.0


@rule
def lacks_topic_leader(topics, groups, topics_least):
    """Return whether nobody leads topics: fewer topics for each group and day than there should be.

    Source: F-118; level: assumption.
    """
    return topics < topics_least * groups


@rule
def incentives_fail(rewards, lately, usual):
    """Return whether incentives fail: rewards are paid, and members post no more than they use to.

    Source: F-118; form: assumption.
    """
    return rewards > 0.0 and lately <= usual
