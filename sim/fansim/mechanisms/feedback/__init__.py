"""The loops, which can be cut one by one; each switch is read by the mechanism whose loop it is."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.feedback.section import Feedback

FEEDBACK = Mechanism(
    name="feedback",
    about="The feedback loops between people, brand and community: each can be cut.",
    sections={"feedback": Feedback},
)
