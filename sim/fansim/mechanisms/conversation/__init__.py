"""What groups talk of: answers of the staff, and topics that members bring up, helped by a topic partner in each."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.conversation.outcomes import DAILY
from fansim.mechanisms.conversation.phase import CONVERSATION as PHASE
from fansim.mechanisms.conversation.phase import FUND, TALK
from fansim.mechanisms.conversation.section import Conversation
from fansim.mechanisms.conversation.start import eve
from fansim.state.columns import Column, number
from fansim.state.columns import count as count_of

CONVERSATION = Mechanism(
    name="conversation",
    about="Staff answer in the groups; members become topic partners for a week, and get people to talk.",
    sections={"conversation": Conversation},
    columns={
        "group": (
            count_of("support", "answers of the staff today", "i4"),
            Column("partner", "i4", -1, 2**31 - 1, "row", -1, "member who is its topic partner"),
            number("partner_energy", "energy of that partner", high=1),
            Column("proposer", "i4", -1, 2**31 - 1, "row", -1, "member who opened most topics on a day of this term"),
            count_of("proposed", "topics which that member opened on that day", "i4"),
            number("topic_boost", "factor on the probability that a post opens a topic", initial=1),
        ),
        "brand": (
            number("support_messages", "answers of the staff in all groups today", "messages"),
            number("partners", "topic partners", "persons"),
        ),
    },
    phases=(TALK, PHASE, FUND),
    eve=eve,
    daily=DAILY,
)
