"""Push messages: service, news, events and promotions, which are opened or not, and tire."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.push.outcomes import DAILY, SUMMARY
from fansim.mechanisms.push.phase import PUSH as PHASE
from fansim.mechanisms.push.phase import READ, count
from fansim.mechanisms.push.section import Push
from fansim.state.columns import count as count_of
from fansim.state.columns import daily, optional, total

PUSH = Mechanism(
    name="push",
    about="The brand writes to all who follow it, about service, news, events, promotions: some open it, and all tire.",
    sections={"push": Push},
    columns={
        "person": (optional(daily(count_of("opened", "messages of the brand opened today", "i1"))),),
        "brand": (
            daily(count_of("writes_today", "1 on a day on which somebody is sent a message", "i8")),
            *(
                daily(count_of(f"push_{kind}", f"messages about {about} that everybody is sent today", "i8"))
                for kind, about in (
                    ("service", "service"),
                    ("news", "the product"),
                    ("event", "an event"),
                    ("promotion", "a promotion"),
                )
            ),
        ),
    },
    sums=(
        total("pushes", "messages of the brand that people were sent today"),
        total("pushes_opened", "of these, opened"),
    ),
    count=count,
    phases=(PHASE, READ),
    daily=DAILY,
    summary=SUMMARY,
)
