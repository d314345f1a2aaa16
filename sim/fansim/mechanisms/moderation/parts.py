"""Plumbing of moderation that other mechanisms use as well."""

from __future__ import annotations

from fansim.engine.phase import inlined
from fansim.mechanisms.experience.rules import attachment, grudge_after_failure, trust_after_loss
from fansim.state.codes import Mark


@inlined
def punish_by_mistake(i, grudge, person, p):
    """Let person i, punished by mistake, resent it before everybody's eyes."""
    felt = attachment(person.belonging[i], person.ownership[i], belonging_weight=p.experience_attachment_belonging)
    person.grudge[i] = grudge_after_failure(person.grudge[i], 1.0, felt, gain=grudge, weight=0.0)
    person.trust[i] = trust_after_loss(person.trust[i], 1.0, loss=p.moderation_ban_trust_loss)
    person.marks[i] |= Mark.WRONGED
