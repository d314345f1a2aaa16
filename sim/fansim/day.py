"""THE DAY: the ordered phases.

Read this list, then open the folder of the same name in mechanisms/: ``rules.py`` for the science, ``phase.py`` for
the plumbing. ``fansim explain`` prints it.
"""

from __future__ import annotations

from fansim.engine.daily import DAILY_RESET, DAILY_TOTALS
from fansim.engine.phase import Phase
from fansim.mechanisms.activity.phase import ACTIVITY
from fansim.mechanisms.ads.phase import ADS
from fansim.mechanisms.calendar.phase import CALENDAR
from fansim.mechanisms.campaigns.phase import CAMPAIGNS
from fansim.mechanisms.campaigns.phase import COSTS as CAMPAIGNS_COSTS
from fansim.mechanisms.channels.phase import CHANNELS
from fansim.mechanisms.churn.phase import CHURN
from fansim.mechanisms.conversation.phase import CONVERSATION, FUND
from fansim.mechanisms.conversation.phase import TALK as CONVERSATION_TALK
from fansim.mechanisms.credibility.phase import CREDIBILITY
from fansim.mechanisms.crises.phase import COSTS as CRISES_COSTS
from fansim.mechanisms.crises.phase import CRISES, OUTBREAK
from fansim.mechanisms.diffusion.phase import BACKGROUND, DIFFUSION
from fansim.mechanisms.entry.phase import ENTRY
from fansim.mechanisms.events.phase import ATTENDANCE, EVENTS
from fansim.mechanisms.experience.phase import BACKGROUND as EXPERIENCE_BACKGROUND
from fansim.mechanisms.experience.phase import EXPERIENCE, FEELINGS
from fansim.mechanisms.experience_report.phase import EXPERIENCE_REPORT
from fansim.mechanisms.founder.phase import FOUNDER, MEETING
from fansim.mechanisms.groups.admission import ADMISSION
from fansim.mechanisms.groups.phase import GROUP_ACTIVITY, GROUPS, SUMMARY_OF_GROUPS
from fansim.mechanisms.hardware.phase import HARDWARE
from fansim.mechanisms.haters.phase import HATERS, TREATMENT
from fansim.mechanisms.health.phase import CALLS, HEALTH
from fansim.mechanisms.health.phase import COSTS as HEALTH_COSTS
from fansim.mechanisms.hub.phase import HUB
from fansim.mechanisms.hub.phase import WARNINGS as HUB_WARNINGS
from fansim.mechanisms.incentives.phase import COSTS as INCENTIVES_COSTS
from fansim.mechanisms.incentives.phase import DUE, INCENTIVES
from fansim.mechanisms.labels.phase import COUNT as LABELS_COUNT
from fansim.mechanisms.labels.phase import LABELS
from fansim.mechanisms.launch.phase import LAUNCH
from fansim.mechanisms.marketing.phase import MARKETING
from fansim.mechanisms.marketing.phase import SEEN as MARKETING_SEEN
from fansim.mechanisms.moderation.phase import COSTS as MODERATION_COSTS
from fansim.mechanisms.moderation.phase import DUE as MODERATION_DUE
from fansim.mechanisms.moderation.phase import MODERATION, SEEN
from fansim.mechanisms.moderation.phase import WITNESSES as MODERATION_WITNESSES
from fansim.mechanisms.norms.phase import NORMS
from fansim.mechanisms.opinion.phase import OPINION
from fansim.mechanisms.outsiders.phase import OUTSIDERS
from fansim.mechanisms.peer_flags.phase import PEER_FLAGS
from fansim.mechanisms.population.phase import LADDER, POPULATION, REST, ROLL_CALL
from fansim.mechanisms.promotions.phase import AFTERMATH, ARRIVAL, PROMOTIONS, PULL, TILL
from fansim.mechanisms.push.phase import PUSH, READ
from fansim.mechanisms.queue.phase import CARE, QUEUE
from fansim.mechanisms.queue.phase import COSTS as QUEUE_COSTS
from fansim.mechanisms.referral.phase import COSTS as REFERRAL_COSTS
from fansim.mechanisms.referral.phase import INVITE, REFERRAL
from fansim.mechanisms.release.phase import RELEASE, REVIEW
from fansim.mechanisms.sales.phase import REVENUE, SALES
from fansim.mechanisms.staff.phase import FOUND_OUT, STAFF
from fansim.mechanisms.super_users.phase import ADVICE, SUPER_USERS
from fansim.mechanisms.super_users.phase import COSTS as SUPER_USERS_COSTS
from fansim.mechanisms.tiers.phase import COSTS as TIERS_COSTS
from fansim.mechanisms.tiers.phase import LEVELS as TIERS_LEVELS
from fansim.mechanisms.tiers.phase import POINTS, TIERS
from fansim.mechanisms.voice.phase import COSTS as VOICE_COSTS
from fansim.mechanisms.voice.phase import VOICE
from fansim.mechanisms.warnings.phase import LOOK, WARNINGS
from fansim.mechanisms.word_of_mouth.phase import HEARD, PRESENCE, TALK, WORD_OF_MOUTH

DAY: tuple[Phase, ...] = (
    # morning
    CALENDAR,
    FOUNDER,
    FOUND_OUT,
    LAUNCH,
    OUTBREAK,
    WARNINGS,
    QUEUE,
    NORMS,
    OPINION,
    RELEASE,
    DUE,
    MODERATION_DUE,
    OUTSIDERS,
    EVENTS,
    CAMPAIGNS,
    CHANNELS,
    HUB,
    CALLS,
    ADS,
    MARKETING,
    PROMOTIONS,
    PUSH,
    TIERS_LEVELS,
    WORD_OF_MOUTH,
    HUB_WARNINGS,
    BACKGROUND,
    DAILY_RESET,
    DIFFUSION,
    ARRIVAL,
    REFERRAL,
    SUPER_USERS,
    ROLL_CALL,  # from here on only those who have a day: within the brand's reach, or still stirred by it
    ENTRY,
    ADMISSION,
    INCENTIVES,
    MARKETING_SEEN,
    PULL,
    READ,
    TIERS,
    ADVICE,
    INVITE,
    ATTENDANCE,
    CONVERSATION_TALK,
    ACTIVITY,
    VOICE,
    CARE,
    STAFF,
    MODERATION,
    PEER_FLAGS,
    TREATMENT,
    CRISES,
    GROUP_ACTIVITY,
    CONVERSATION,
    MODERATION_WITNESSES,
    EXPERIENCE_BACKGROUND,
    EXPERIENCE,
    HEALTH,
    CHURN,
    HATERS,
    SALES,
    POINTS,
    AFTERMATH,
    TALK,
    PRESENCE,
    SEEN,
    LABELS,
    REST,
    # night
    FEELINGS,
    DAILY_TOTALS,
    LADDER,
    LABELS_COUNT,
    HEARD,
    POPULATION,
    GROUPS,
    SUMMARY_OF_GROUPS,
    MEETING,
    EXPERIENCE_REPORT,
    REVIEW,
    HARDWARE,
    LOOK,
    CREDIBILITY,
    INCENTIVES_COSTS,
    FUND,
    VOICE_COSTS,
    QUEUE_COSTS,
    MODERATION_COSTS,
    CRISES_COSTS,
    HEALTH_COSTS,
    TIERS_COSTS,
    SUPER_USERS_COSTS,
    REFERRAL_COSTS,
    CAMPAIGNS_COSTS,
    REVENUE,
    TILL,
)
