"""Morning: how far ads reach today."""

from __future__ import annotations

from fansim.engine.phase import Phase
from fansim.mechanisms.diffusion.rules import contact_hazard


def advertise(day, brand, p):
    """Set the hazard of ads."""
    brand.ads_hazard = 0.0
    if p.ads_enabled:
        brand.ads_hazard = contact_hazard(p.ads_per_day, weight=1.0, additive=p.word_of_mouth_link) * brand.ads_boost


ADS = Phase(
    name="ads",
    sentence="Ads reach whom they reach.",
    over="whole",
    row=advertise,
)
