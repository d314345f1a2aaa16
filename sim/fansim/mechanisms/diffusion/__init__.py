"""How people come to follow the brand or to reject it: ads, friends, acquaintances, and what is posted in public."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.diffusion.outcomes import DAILY, SUMMARY
from fansim.mechanisms.diffusion.phase import BACKGROUND, count_events
from fansim.mechanisms.diffusion.phase import DIFFUSION as PHASE
from fansim.state.columns import daily, number, total

WORKED_OUT = 64  # numbers of praising friends for which the day's probabilities are worked out once


def sizes(scenario: object, rows: int) -> dict[str, int]:
    """Return the room for what one meets, by the number of praising friends."""
    return {"reached": WORKED_OUT}


DIFFUSION = Mechanism(
    name="diffusion",
    about="Unaware people hear of the brand from ads, friends and strangers, and follow it or reject it.",
    columns={
        "reached": (
            number(
                "follow",
                "probability to follow of one with so many praising friends",
                "1/day",
                high=1,
            ),
            number("reject", "probability to reject of such a person", "1/day", high=1),
            number("strong", "hazard of its friends", "1/day"),
            number("weak", "hazard of what acquaintances say and of posts in public", "1/day"),
        ),
        "brand": (
            number("reached_alone", "probability to follow or reject of one whose friends are silent", "1/day", high=1),
            number("reached_per_friend", "the most that each praising friend adds to it", "1/day", high=1),
            daily(number("recall_hazard", "probability that one who has left is called back today", "1/day", high=1)),
        ),
    },
    sums=(
        total("new_followers", "began to follow today"),
        total("reactivated", "came back today"),
        total("adoptions_wom", "began to follow through word of mouth"),
        total("adoptions_ads", "began to follow through ads"),
        total("adoptions_bought", "began to follow through bought posts"),
    ),
    count_events=count_events,
    phases=(BACKGROUND, PHASE),
    sizes=sizes,
    daily=DAILY,
    summary=SUMMARY,
)
