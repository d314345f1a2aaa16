"""When an event is held, who comes, and how strongly it works."""

from __future__ import annotations

from fansim.engine.rule import rule
from fansim.state.codes import EventKind, EventStage, Segment


@rule
def stage_of_event(day, start_day, every_days, length_days, preview_days, recap_days):
    """Return how far an event is: announced for some days, then held, then told again; 0 on other days.

    d = t - start + preview, from anew every so many days where it comes again (every = 0: it does not).

    Source: F-146 (preview, live, recap), F-125 (weekly).
    """
    since = day - start_day + preview_days
    if since < 0:
        return EventStage.NONE
    if every_days > 0:
        since %= every_days
    if since < preview_days:
        return EventStage.PREVIEW
    if since < preview_days + length_days:
        return EventStage.HELD
    return EventStage.RECAP if since < preview_days + length_days + recap_days else EventStage.NONE


@rule
def heard_of_event(reach, preview_days):
    """Return the share of people who hear of a day of an event: 1 - (1 - r)^(1 + n) with n days of preview.

    Source: F-146; form: assumption (each day of preview tells as many again, whoever they are).
    """
    return 1.0 - (1.0 - reach) ** float(1 + preview_days)


@rule
def weight_of_event(stage, strength, recap_share):
    """Return how strongly an event works today: s while it is held, a part of that when it is told again, else 0.

    Source: F-146; form: assumption.
    """
    if stage == EventStage.HELD:
        return strength
    return recap_share * strength if stage == EventStage.RECAP else 0.0


@rule
def suits(event_kind, segment):
    """Return whether an event is what a person looks for.

    Who hunts for a price comes to a live sale; who seeks quality to a live sale, an open day and care; who seeks
    experience to where one speaks, takes part, or is transformed.

    Source: F-103; the pairing is an assumption.
    """
    if segment == Segment.PRICE:
        return event_kind == EventKind.LIVE
    if segment == Segment.QUALITY:
        return event_kind == EventKind.LIVE or event_kind == EventKind.OPEN_DAY or event_kind == EventKind.SERVICE_WEEK
    return (
        event_kind == EventKind.SELF_EXPRESSION or event_kind == EventKind.OPEN_DAY or event_kind == EventKind.MAKEOVER
    )


@rule
def attendance_probability(heard_of, belonging, motivation, fitting, chance, belonging_weight, mismatched):
    """Return the probability to come to a day of an event: min(1, h a (1 + w B) 2 M f).

    Parameters
    ----------
    heard_of : float
        h, as `heard_of_event` gives it.
    belonging, motivation : float
        B, M in [0, 1].
    fitting : bool
        Whether it is what one looks for: f = 1, otherwise `mismatched`.
    chance, belonging_weight, mismatched : float
        a, w, f.

    Source: F-73, F-95, F-120 (who is drawn to it comes), F-135 (at its own expense), T5, T7; form: assumption.
    """
    fit = 1.0 if fitting else mismatched
    return min(1.0, heard_of * chance * (1.0 + belonging_weight * belonging) * (2.0 * motivation) * fit)


@rule
def lift_of_event(size, weight):
    """Return the factor on what somebody at an event writes, or buys: 1 + size times weight.

    Source: F-95, F-107, F-120; form: assumption.
    """
    return 1.0 + size * weight
