"""THE DAY: the ordered phases.

Read this list, then open the file of the same name in rules/ for the science and in phases/ for the plumbing.
``fansim explain`` prints it.
"""

from __future__ import annotations

from fansim.phases.activity import ACTIVITY
from fansim.phases.admission import ADMISSION
from fansim.phases.atmosphere import ATMOSPHERE
from fansim.phases.calendar import CALENDAR
from fansim.phases.campaigns import CAMPAIGNS
from fansim.phases.churn import CHURN
from fansim.phases.dawn import DAWN
from fansim.phases.diffusion import DIFFUSION
from fansim.phases.entry import ENTRY
from fansim.phases.experience import EXPERIENCE
from fansim.phases.groups import GROUPS
from fansim.phases.incentives import INCENTIVES
from fansim.phases.moderation import MODERATION
from fansim.phases.phase import Phase
from fansim.phases.publicity import PUBLICITY
from fansim.phases.purchase import PURCHASE
from fansim.phases.quality import QUALITY
from fansim.phases.rumour import RUMOUR
from fansim.phases.tally import TALLY
from fansim.phases.voice import VOICE

DAY: tuple[Phase, ...] = (
    CALENDAR,  # later: events, warnings of yesterday
    CAMPAIGNS,
    PUBLICITY,
    RUMOUR,
    DAWN,
    DIFFUSION,  # later: targeted ads, referral
    ENTRY,
    ADMISSION,
    # later: push messages
    INCENTIVES,  # later: tiers
    ACTIVITY,
    VOICE,  # later: the service queue
    MODERATION,
    # later: crisis
    ATMOSPHERE,
    EXPERIENCE,
    CHURN,  # later: health index and win-back
    PURCHASE,
    TALLY,
    GROUPS,
    QUALITY,
)


def passes(day: tuple[Phase, ...] = DAY) -> list[tuple[Phase, ...]]:
    """Cut the day into passes: runs of phases that a thread may carry out for its rows without waiting.

    A phase over persons or chunks joins the pass before it unless it reads, from other rows, what that pass writes.
    Phases over groups or over the whole stand alone.

    Source: the declarations of the phases; design.md section 1.
    """
    cut: list[tuple[Phase, ...]] = []
    for phase in day:
        before = cut[-1] if cut else ()
        written = {column for earlier in before for column in earlier.writes}
        alone = phase.over in ("group", "whole") or not before or before[-1].over in ("group", "whole")
        if alone or written & set(phase.reads_others):
            cut.append((phase,))
        else:
            cut[-1] = (*before, phase)
    return cut
