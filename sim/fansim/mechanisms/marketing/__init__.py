"""Marketing: a budget between ads and care, how exactly ads are aimed, how they wear out and tire."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.marketing.outcomes import DAILY, SUMMARY
from fansim.mechanisms.marketing.phase import MARKETING as PHASE
from fansim.mechanisms.marketing.phase import SEEN, count
from fansim.mechanisms.marketing.section import Marketing, Targeting
from fansim.state.columns import daily, number, total

MARKETING = Mechanism(
    name="marketing",
    about="A daily budget is divided between ads, aimed more or less exactly, and care for those who are there.",
    sections={"marketing": Marketing, "targeting": Targeting},
    columns={
        "brand": (
            daily(number("ad_contacts", "contacts that ads make today", "contacts")),
            number("ad_exposure", "times that one addressed has seen the same ad, the past discounted", "contacts"),
            daily(number("ad_freshness", "what is left of the effect of ads that are seen again", high=1, initial=1)),
            daily(number("ads_tiring", "tiring messages that a follower gets from ads today", "messages")),
            daily(number("ad_spending", "spent on ads today", "yuan")),
            daily(number("care_spending", "spent on care today", "yuan")),
        )
    },
    sums=(total("sales_in_groups", "sales to members of groups, at the full price, yuan"),),
    count=count,
    phases=(PHASE, SEEN),
    daily=DAILY,
    summary=SUMMARY,
)
