"""Fans who turn into haters; how the brand wins them back, or strikes those who are paid to hate."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.haters.outcomes import DAILY, SUMMARY
from fansim.mechanisms.haters.phase import HATERS as PHASE
from fansim.mechanisms.haters.phase import TREATMENT, count_events
from fansim.mechanisms.haters.section import Haters
from fansim.state.codes import Hate
from fansim.state.columns import Column, day, total

HATERS = Mechanism(
    name="haters",
    about="Grudges turn fans into haters; the brand wins them back, or strikes professional ones.",
    sections={"haters": Haters},
    columns={
        "person": (
            Column("hater", "i1", 0, max(Hate), "code", 0, "1 while a grudge makes a hater, 2 once won over"),
            day("hate_day", "day one turned into a hater"),
        ),
    },
    sums=(
        total("new_haters", "turned into haters today"),
        total("won_back", "whose hate ended today after the brand won them back"),
        total("calmed", "whose hate faded by itself today"),
    ),
    count_events=count_events,
    phases=(PHASE, TREATMENT),
    daily=DAILY,
    summary=SUMMARY,
)
