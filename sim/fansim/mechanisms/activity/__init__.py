"""Posts, topics, suggestions and votes; bought accounts post what they are paid for."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.activity.outcomes import DAILY
from fansim.mechanisms.activity.phase import ACTIVITY as PHASE
from fansim.mechanisms.activity.phase import count
from fansim.mechanisms.activity.section import Activity
from fansim.state.columns import Column, daily, day, flag, number, optional, total
from fansim.state.columns import count as count_of

ACTIVITY = Mechanism(
    name="activity",
    about="People post and open topics; members suggest and vote; bought accounts post what they are paid for.",
    sections={"activity": Activity},
    columns={
        "person": (
            count_of("posts", "posts today"),
            count_of("topics", "posts today that opened a topic, of the first 127", "i1"),
            flag("suggested", "1 while a suggestion awaits the next release"),
            Column("vote", "i1", 0, 3, "code", 0, "option voted for today, 0 for none"),
            day("co_creation_day", "last day with a suggestion or a vote"),
            optional(daily(number("urge", "factor on one's posts and suggestions today", initial=1, dtype="f4"))),
        ),
        "brand": (
            daily(number("activity_boost", "factor on activity today", initial=1)),
            daily(number("topic_boost", "factor on the probability that a post opens a topic today", initial=1)),
            daily(number("co_creation", "factor on suggestions and votes today", initial=1)),
            daily(number("conformity", "how far members' posts follow those of their group today", high=1)),
            daily(number("altruism", "extra posts today for the others' sake of one who fully belongs")),
        ),
    },
    sums=(
        total("posts", "posts by ordinary persons"),
        total("topics", "topics opened by ordinary persons"),
        total("suggestions", "suggestions today"),
        total("suggestions_waiting", "suggestions that await the next release"),
        total("co_creators", "co-creators: ordinary persons with a suggestion or a vote in the last 90 days"),
        total("adopted", "suggestions taken up today"),
        total("defences", "posts in the brand's defence"),
        total("votes", "votes today"),
        total("votes_best", "votes for the best option"),
        total("votes_second", "votes for the second option"),
        total("votes_third", "votes for the third option"),
    ),
    count=count,
    phases=(PHASE,),
    daily=DAILY,
)
