"""Plumbing of voice that other mechanisms use as well."""

from __future__ import annotations

from fansim.engine.phase import inlined
from fansim.mechanisms.voice.rules import answer_quality


@inlined
def worth_of_answer(i, person, p):
    """Return the worth of the answer to today's problem of person i, 0 for none."""
    return answer_quality(
        person.problem[i],
        person.severity[i],
        severe_from=p.service_severe_from,
        bot_quality=p.service_bot_quality,
        bot_quality_severe=p.service_bot_quality_severe,
    )
