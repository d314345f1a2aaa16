"""Hardware is defined long before it is sold: a part of what is learned waits for its lead."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.hardware.phase import HARDWARE as PHASE
from fansim.mechanisms.hardware.section import Hardware
from fansim.mechanisms.hardware.start import sizes, start
from fansim.outcomes.measure import recorded
from fansim.state.columns import number

HARDWARE = Mechanism(
    name="hardware",
    about="What is learned for the hardware enters the product only after its lead; software has it at the release.",
    sections={"hardware": Hardware},
    columns={
        "pipeline": (number("learned", "quality that was learned on a day and is still to come", high=1),),
        "brand": (
            number("quality_yesterday", "quality of the product last evening", high=1),
            number("in_the_works", "quality learned that is still to come"),
        ),
    },
    phases=(PHASE,),
    sizes=sizes,
    start=start,
    daily=(recorded("in_the_works", "0-1", "quality learned that waits for the next hardware"),),
)
