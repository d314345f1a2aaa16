"""How people come to follow the brand or to reject it: ads, friends, and what everybody says."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.diffusion.outcomes import DAILY, SUMMARY
from fansim.mechanisms.diffusion.phase import BACKGROUND, count
from fansim.mechanisms.diffusion.phase import DIFFUSION as PHASE
from fansim.state.columns import number, total

DIFFUSION = Mechanism(
    name="diffusion",
    about="Unaware people hear of the brand from ads, friends and strangers, and follow it or reject it.",
    columns={
        "brand": (
            number("strong_hazard_alone", "strong hazard of one whose friends are silent", "1/day"),
            number("weak_hazard_alone", "weak hazard of one whose friends are silent", "1/day"),
            number("follow_alone", "probability to follow of one whose friends are silent", "1/day", high=1),
            number("reject_alone", "probability to reject of one whose friends are silent", "1/day", high=1),
        ),
    },
    sums=(
        total("new_followers", "began to follow today"),
        total("reactivated", "came back today"),
        total("adoptions_wom", "began to follow through word of mouth"),
        total("adoptions_ads", "began to follow through ads"),
    ),
    count=count,
    phases=(BACKGROUND, PHASE),
    daily=DAILY,
    summary=SUMMARY,
)
