"""How attitudes move: trust, belonging, motivation, ownership, grudge, avoidance, expectation."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.experience.outcomes import DAILY, SUMMARY
from fansim.mechanisms.experience.phase import BACKGROUND, FEELINGS
from fansim.mechanisms.experience.phase import EXPERIENCE as PHASE
from fansim.mechanisms.experience.section import Experience
from fansim.mechanisms.experience.start import start
from fansim.state.columns import daily, number, share, total

EXPERIENCE = Mechanism(
    name="experience",
    about="The day leaves its mark on trust, belonging, motivation, ownership, grudge and expectation.",
    sections={"experience": Experience},
    columns={
        "person": (
            share("trust", "trust in the brand", 0.5),
            share("belonging", "sense of community"),
            share("motivation", "intrinsic motivation", 0.5),
            share("ownership", "psychological ownership"),
            share("grudge", "desire for revenge"),
            share("avoidance", "desire for avoidance"),
            share("expectation", "expected quality", 0.5),
        ),
        "brand": (
            daily(number("belonging_boost", "factor on belonging won today", initial=1)),
            daily(number("like_minded", "extra belonging won today in a group that looks for the same")),
            daily(number("betrayal", "factor on grudges of today", initial=1)),
            daily(number("pressure", "share of intrinsic motivation lost today to being pressed", high=1)),
            number("trust_unmoved", "trust of one whom nothing has moved", high=1),
            number("expectation_unmoved", "what such a one expects", high=1),
            number("satisfaction_unmoved", "how satisfied such a one is", high=1),
            number("promoting_unmoved", "probability that such a one promotes the brand", high=1),
            number("detracting_unmoved", "probability that such a one advises against it", high=1),
        ),
    },
    sums=(
        total("trust", "sum of trust over genuine members"),
        total("belonging", "sum of belonging over genuine members"),
        total("motivation", "sum of motivation over genuine members"),
        total("ownership", "sum of ownership over genuine members"),
        total("grudge", "sum of grudge over genuine members"),
        total("satisfaction", "sum of satisfaction over those exposed"),
        total("promoters", "exposed persons who would recommend, expected"),
        total("detractors", "exposed persons who would advise against, expected"),
    ),
    phases=(BACKGROUND, PHASE, FEELINGS),
    start=start,
    daily=DAILY,
    summary=SUMMARY,
)
