"""Advertising: reaches anyone, by chance."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.ads.phase import ADS as PHASE
from fansim.mechanisms.ads.section import Ads
from fansim.state.columns import daily, number

ADS = Mechanism(
    name="ads",
    about="Ads reach anyone, by chance.",
    sections={"ads": Ads},
    columns={
        "brand": (
            number("ads_hazard", "hazard to follow because of ads", "1/day"),
            daily(number("ads_boost", "factor on that hazard today", initial=1)),
        )
    },
    phases=(PHASE,),
)
