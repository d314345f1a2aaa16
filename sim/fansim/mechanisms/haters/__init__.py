"""Fans who turn into haters; how the brand wins them back, or strikes those who are paid to hate."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.haters.outcomes import DAILY, SUMMARY
from fansim.mechanisms.haters.phase import HATERS as PHASE
from fansim.mechanisms.haters.phase import TREATMENT, count
from fansim.mechanisms.haters.section import Haters
from fansim.state.columns import day, flag, total

HATERS = Mechanism(
    name="haters",
    about="Grudges turn fans into haters; the brand wins them back, or strikes professional ones.",
    sections={"haters": Haters},
    columns={
        "person": (
            flag("hater", "1 while the grudge makes a hater"),
            day("hate_day", "day one turned into a hater"),
            flag("soothed", "1 while a hater on whom an attempt to win it back has worked"),
        ),
    },
    sums=(
        total("new_haters", "turned into haters today"),
        total("won_back", "whose hate ended today after the brand won them back"),
        total("calmed", "whose hate faded by itself today"),
    ),
    count=count,
    phases=(PHASE, TREATMENT),
    daily=DAILY,
    summary=SUMMARY,
)
