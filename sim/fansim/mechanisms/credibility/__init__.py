"""How far praise is believed: what the public channel has shown lately."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.credibility.phase import CREDIBILITY as PHASE
from fansim.mechanisms.credibility.section import Credibility
from fansim.mechanisms.credibility.start import eve
from fansim.outcomes.measure import recorded
from fansim.state.columns import daily, number, total

CREDIBILITY = Mechanism(
    name="credibility",
    about="People remember what they saw of praise and attack in public, and believe it accordingly.",
    sections={"credibility": Credibility},
    columns={
        "brand": (
            number("credibility", "how far praise is believed", high=1, initial=1),
            daily(number("public_trust", "factor on how far praise in public is believed tomorrow", initial=1)),
            daily(number("views_boost", "factor on what people come across in public today", initial=1)),
            daily(number("mocked", "mocking posts that the public sees today", "posts")),
            number("positive_share", "share of positive posts that people have seen", high=1, initial=0.84),
            number("positive_weight", "visible positive posts, the past discounted", "posts"),
            number("negative_weight", "visible negative posts, the past discounted", "posts"),
            number("attack_share", "share of negative posts yesterday", high=1),
            number("bought_weight", "visible bought praise, the past discounted", "posts"),
            number("positive_rate", "share of all people who praised yesterday", "1/person"),
            number("negative_rate", "share of all people who complained yesterday", "1/person"),
            number("praise_read", "posts of praise by people that a person reads today", "posts/day"),
            number("bought_read", "bought posts of praise that a person reads today", "posts/day"),
            number("attack_read", "complaints and attacks that a person reads today", "posts/day"),
        ),
    },
    sums=(
        total("visible_positive", "praise seen in the public channel, bought praise included"),
        total("visible_negative", "attacks and complaints seen in the public channel"),
    ),
    phases=(PHASE,),
    eve=eve,
    daily=(
        recorded("credibility", "0-1", "how far praise is believed"),
        recorded(
            "positive_share", "0-1", "positive / all posts seen in public, recent days weighted, bought ones included"
        ),
    ),
)
