"""Problems with the product: whether people speak up, and how the brand answers."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.voice.outcomes import DAILY
from fansim.mechanisms.voice.phase import COSTS, count
from fansim.mechanisms.voice.phase import VOICE as PHASE
from fansim.mechanisms.voice.section import Service, Voice
from fansim.mechanisms.voice.start import sizes, start
from fansim.state.codes import Problem
from fansim.state.columns import Column, code, daily, number, share, total

VOICE = Mechanism(
    name="voice",
    about="Problems occur; people speak up or keep silent; complaints are answered or not.",
    sections={"voice": Voice, "service": Service},
    columns={
        "person": (
            daily(code("problem", Problem, "what became of today's problem")),
            share("voice_efficacy", "belief that complaining works", 0.5),
            share("severity", "severity of today's problem"),
        ),
        "brand": (daily(number("service_boost", "factor on the capacity to answer today", initial=1)),),
        "quantile": (Column("severity", "f8", 0, 1, "-", 0, "quantiles of the severity of a problem, evenly spaced"),),
    },
    sums=(
        total("complaints_voiced", "problems told to the brand"),
        total("complaints_silent", "problems not told to the brand"),
        total("replies", "complaints answered"),
        total("replies_bot", "complaints answered by a robot"),
    ),
    count=count,
    phases=(PHASE, COSTS),
    sizes=sizes,
    start=start,
    daily=DAILY,
)
