"""Opinions with bounded confidence, over the ties of people."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.opinion.outcomes import SUMMARY
from fansim.mechanisms.opinion.phase import OPINION as PHASE
from fansim.mechanisms.opinion.section import Opinion
from fansim.mechanisms.opinion.start import start
from fansim.state.columns import number, optional, share

OPINION = Mechanism(
    name="opinion",
    about="People of near tastes draw nearer; those further apart do not listen to each other.",
    sections={"opinion": Opinion},
    columns={
        "person": (optional(share("taste", "taste in products of this kind")),),
        "brand": (number("taste_of_fans", "mean taste of those within the brand's reach", high=1, initial=0.5),),
    },
    phases=(PHASE,),
    start=start,
    summary=SUMMARY,
)
