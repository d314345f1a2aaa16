"""Night: what is learned for the hardware stands in line, and what was learned a lead ago is delivered."""

from __future__ import annotations

from fansim.engine.phase import Phase
from fansim.mechanisms.hardware.rules import learned_for_hardware, quality_after_delivery
from fansim.mechanisms.release.rules import quality_within_reach


def deliver(day, pipeline, brand, p):
    """Put what was learned today at the end of the line; deliver what is due."""
    if p.hardware_enabled == 0:
        return
    place = day % p.hardware_lead_days
    due = pipeline.learned[place]
    ceiling = quality_within_reach(p.release_quality, knowable_share=p.release_knowable_share)
    waits = learned_for_hardware(brand.quality, brand.quality_yesterday, hardware_share=p.hardware_share)
    pipeline.learned[place] = waits
    brand.in_the_works = max(0.0, brand.in_the_works + waits - due)
    brand.quality = quality_after_delivery(brand.quality - waits, due, ceiling)
    brand.quality_yesterday = brand.quality


HARDWARE = Phase(
    name="hardware",
    sentence="What was learned for the hardware waits in line; what was learned a lead ago is delivered.",
    over="whole",
    row=deliver,
)
