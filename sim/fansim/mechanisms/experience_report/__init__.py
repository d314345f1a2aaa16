"""The four-box report: what members liked best of the last release decides what the next one is about."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.experience_report.phase import EXPERIENCE_REPORT as PHASE
from fansim.mechanisms.experience_report.section import ExperienceReport
from fansim.outcomes.measure import recorded
from fansim.state.columns import Column, daily, number

EXPERIENCE_REPORT = Mechanism(
    name="experience_report",
    about="Members report on a release in four boxes; the box that most of them tick is the direction of the next one.",
    sections={"experience_report": ExperienceReport},
    columns={
        "brand": (
            daily(number("reports", "reports on the release that came in today", "reports")),
            Column("direction", "i8", 0, 4, "code", 0, "box that most ticked, 1 being right, 0 for none"),
        ),
    },
    phases=(PHASE,),
    daily=(recorded("reports", "reports", "reports on the last release that came in"),),
)
