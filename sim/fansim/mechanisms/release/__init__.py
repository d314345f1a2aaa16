"""The rhythm of releases: what people said goes into the product."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.release.phase import RELEASE as PHASE
from fansim.mechanisms.release.phase import REVIEW
from fansim.mechanisms.release.section import Release
from fansim.mechanisms.release.start import start
from fansim.outcomes.measure import recorded
from fansim.state.columns import Column, daily, number

RELEASE = Mechanism(
    name="release",
    about="The product is released again and again, and learns from what people said.",
    sections={"release": Release},
    columns={
        "brand": (
            Column("release_today", "i8", 0, 1, "code", 0, "1 on a release day"),
            Column("days_since_release", "i8", 0, 100_000, "days", 10_000, "days since the last release"),
            Column("winner", "i8", 0, 3, "code", 0, "option that won today's vote, 0 for none"),
            number("quality", "quality of the product", high=1, initial=0.6),
            number("adoption_chance", "probability that a waiting suggestion is taken up today", high=1),
            number("informative_voices", "answered complaints and adopted suggestions since the release", "voices"),
            daily(number("gain_boost", "factor on what a release gains today", initial=1)),
            daily(number("uptake_boost", "factor on the probability that a suggestion is taken up today", initial=1)),
        ),
    },
    phases=(PHASE, REVIEW),
    start=start,
    daily=(recorded("quality", "0-1", "quality of the product"),),
)
