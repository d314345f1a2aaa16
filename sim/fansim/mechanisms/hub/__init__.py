"""A medium run by fans: it carries the news of the brand, and warns of bought accounts."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.hub.phase import HUB as PHASE
from fansim.mechanisms.hub.phase import WARNINGS
from fansim.mechanisms.hub.section import Hub

HUB = Mechanism(
    name="hub",
    about="Fans run a medium of their own, on several platforms: it carries the news, and warns of bought accounts.",
    sections={"hub": Hub},
    phases=(PHASE, WARNINGS),
)
