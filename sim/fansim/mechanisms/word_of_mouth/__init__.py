"""Word of mouth: what people say, who hears it, and how persuasive it is."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.word_of_mouth.outcomes import DAILY, SUMMARY
from fansim.mechanisms.word_of_mouth.phase import HEARD, PRESENCE, TALK, count
from fansim.mechanisms.word_of_mouth.phase import WORD_OF_MOUTH as PHASE
from fansim.mechanisms.word_of_mouth.section import WordOfMouth
from fansim.mechanisms.word_of_mouth.start import eve, start
from fansim.state.columns import Column, daily, number, total
from fansim.state.columns import count as count_of

WORD_OF_MOUTH = Mechanism(
    name="word_of_mouth",
    about="People praise, complain and attack; their friends and the public hear of it the next day.",
    sections={"word_of_mouth": WordOfMouth},
    columns={
        "person": (
            Column("emission", "i1", 0, 3, "bits", 0, "what friends hear tomorrow: bit 1 praise, bit 2 complaint"),
            Column("told", "i1", 0, 3, "bits", 0, "what friends have been told, in the same bits"),
            count_of("heard_praise", "friends who praised yesterday"),
            count_of("heard_complaint", "friends who complained yesterday"),
            count_of("messages", "messages of praise or attack today"),
            count_of("praise_total", "messages of praise so far, 32,000 at most"),
        ),
        "brand": (
            Column("most_friends", "i8", 0, 2**31, "ties", 0, "ties of the best connected person"),
            Column("talked", "i8", 0, 1, "code", 0, "1 while somebody counts as told by friends"),
            Column("mean_field", "i8", 0, 1, "code", 0, "1 if friends are strangers: everybody meets everybody"),
            number("friend_hazard", "hazard to follow because of one praising friend", "1/friend"),
            number("friend_harm", "hazard to reject because of one complaining friend", "1/friend"),
            number("weak_hazard", "hazard to follow because of what acquaintances say", "1/day"),
            number("weak_harm", "hazard to reject because of what acquaintances say", "1/day"),
            number("public_hazard", "hazard to follow because of what people post in public", "1/day"),
            number("bought_hazard", "hazard to follow because of bought posts", "1/day"),
            number("public_harm", "hazard to reject because of posts in public", "1/day"),
            daily(number("praise_boost", "factor on messages of praise today", initial=1)),
        ),
    },
    sums=(
        total("wom_positive", "messages of praise by ordinary persons"),
        total("wom_negative", "messages of attack, and complaints to friends, by ordinary persons"),
        total("praisers", "persons whose friends will hear praise"),
        total("complainers", "persons whose friends will hear complaints"),
    ),
    count=count,
    counts_when_off=True,
    phases=(PHASE, TALK, PRESENCE, HEARD),
    start=start,
    eve=eve,
    daily=DAILY,
    summary=SUMMARY,
)
