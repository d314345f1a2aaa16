"""The words of the model that are kept as small whole numbers: stages, roles, labels, events, choices."""

from __future__ import annotations

from enum import IntEnum


class Code(IntEnum):
    """A word kept as its number; tables and pages write it as `word`."""

    @property
    def word(self) -> str:
        """The word as people read it."""
        return self.name.lower()

    @classmethod
    def words(cls) -> tuple[str, ...]:
        """Return all words, in the order of their numbers."""
        return tuple(member.word for member in cls)


class Stage(Code):
    """Rung of the ladder (F-127)."""

    UNAWARE = 0
    REJECTOR = 1
    FOLLOWER = 2
    WAITING = 3
    MEMBER = 4
    LAPSED = 5


class Role(Code):
    """What a row is; it never changes, and the others cannot see it."""

    ORDINARY = 0
    SHILL = 1
    PROFESSIONAL_HATER = 2


class Segment(Code):
    """What a person looks for (F-103)."""

    PRICE = 0
    QUALITY = 1
    EXPERIENCE = 2


class Label(Code):
    """What one is called at the end of the day."""

    OUTSIDER = 0
    CASUAL_USER = 1
    CORE_FAN = 2
    FAN_HATER = 3
    SHILL = 4
    PRO_HATER = 5


class Source(Code):
    """What made one follow."""

    NONE = 0
    SEED = 1
    ADS = 2
    STRONG_TIE = 3
    WEAK_TIE = 4
    BOUGHT = 5
    PUBLIC_POST = 6
    BOUGHT_POST = 7
    BEFORE = 8
    PROMOTION = 9
    REFERRAL = 10


class Problem(Code):
    """What became of today's problem."""

    NONE = 0
    ANSWERED = 1
    ANSWERED_BY_BOT = 2
    UNANSWERED = 3
    SILENCED = 4
    KEPT_SILENT = 5
    ANSWERED_UNDER_ALIAS = 6


class Event(Code):
    """What happened to a person today: bits of the column ``event``, in the order in which tables list them."""

    FOLLOWED = 1 << 6
    REACTIVATED = 1 << 7
    JOINED = 1 << 0
    CORE_FAN = 1 << 5
    PROMOTED = 1 << 13
    REFERRED = 1 << 14
    CRISIS = 1 << 11
    HATER = 1 << 3
    WON_BACK = 1 << 4
    CALMED = 1 << 10
    GROUP_DISBANDED = 1 << 8
    TREATED = 1 << 12
    FLAGGED = 1 << 9
    BANNED = 1 << 2
    LEFT = 1 << 1


class Hate(Code):
    """Whether the grudge makes somebody a hater, and whether an attempt to win it back has worked."""

    NONE = 0
    HATES = 1
    SOOTHED = 2


class Mark(Code):
    """What else holds for a person today: bits of the column ``marks``."""

    WRONGED = 1
    ADOPTED = 2
    DEFENDED = 4
    COUPON = 8
    OPENED = 16
    INVITED = 32
    ATTENDED = 64


class Emission(Code):
    """What friends hear of a person: bits of the columns ``emission`` and ``told``."""

    PRAISE = 1
    COMPLAINT = 2


# Choices of a scenario, in the order in which its schema lists them (a test holds the two together).


class Contact(Code):
    """When a follower persuades its friends."""

    EVENT = 0
    STATE = 1
    ONCE = 2


class Mixing(Code):
    """Whom a person meets."""

    NETWORK = 0
    MEAN_FIELD = 1


class NetworkKind(Code):
    """How ties are laid."""

    SMALL_WORLD = 0
    SCALE_FREE = 1
    RANDOM = 2
    COMPLETE = 3
    BLOCKS = 4
    FILE = 5


class VoicePolicy(Code):
    """What the brand does with complaints."""

    FREE = 0
    CHANNELLED = 1
    SUPPRESSED = 2


class ChannelKind(Code):
    """What a channel carries."""

    ANNOUNCEMENTS = 0
    POSTS = 1


class Relationship(Code):
    """What brand and users are to each other (F-81, F-143)."""

    EXCHANGE = 0
    AUTHORITY = 1
    COMMUNAL = 2


class Allocation(Code):
    """Which group a newcomer is given."""

    FILL_FIRST = 0
    LEAST_FULL = 1
    RANDOM = 2
    HOMOPHILY = 3


class Visit(Code):
    """What the owner of a group did in it today."""

    NONE = 0
    VISIT = 1
    NEWS = 2


class Reward(Code):
    """What an incentive gives."""

    NONE = 0
    SYMBOLIC = 1
    COUPON = 2
    RED_PACKET = 3
    CASHBACK = 4
    STATUS = 5
    FEEDBACK = 6
    CO_CREATION = 7


class Precision(Code):
    """How exactly ads are aimed."""

    BROADCAST = 0
    SEGMENT = 1
    EXACT = 2


class Reading(Code):
    """How the minutes of the answer to a crisis are read."""

    DEADLINE = 0
    DURATION = 1


class Message(Code):
    """What a message of the brand is about."""

    NONE = 0
    SERVICE = 1
    NEWS = 2
    EVENT = 3
    PROMOTION = 4


class ReferralReward(Code):
    """What is given to those who bring a friend, and to the friend."""

    GROUP_BUY = 0
    CHECK_IN = 1
    EARLY_ACCESS = 2


class EventKind(Code):
    """What an event of the brand is."""

    SELF_EXPRESSION = 0
    LIVE = 1
    OPEN_DAY = 2
    SERVICE_WEEK = 3
    MAKEOVER = 4


class EventStage(Code):
    """How far an event is today."""

    NONE = 0
    PREVIEW = 1
    HELD = 2
    RECAP = 3
