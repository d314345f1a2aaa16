"""The launch: before it people may talk of the brand, but there is nothing to buy or to use."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.launch.outcomes import DAILY, SUMMARY
from fansim.mechanisms.launch.phase import LAUNCH as PHASE
from fansim.mechanisms.launch.section import Launch
from fansim.state.columns import daily, number

LAUNCH = Mechanism(
    name="launch",
    about="Before its launch there is no product to buy, to use or to complain of; people talk of it all the same.",
    sections={"launch": Launch},
    columns={"brand": (daily(number("launched", "1 if the product exists today", high=1, initial=1)),)},
    phases=(PHASE,),
    daily=DAILY,
    summary=SUMMARY,
)
