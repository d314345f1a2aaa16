"""Three warnings read off the brand's own counts, what they set going, and what is found to be the cause."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.warnings.outcomes import DAILY, SUMMARY
from fansim.mechanisms.warnings.phase import LOOK
from fansim.mechanisms.warnings.phase import WARNINGS as PHASE
from fansim.mechanisms.warnings.section import Warnings
from fansim.state.columns import Column, daily, number


def _sign(name: str, meaning: str) -> Column:
    """Declare a sign of today, 0 or 1."""
    return daily(number(name, meaning, high=1))


WARNINGS = Mechanism(
    name="warnings",
    about="The brand watches complaints, content by users and satisfaction, and answers where they are bad.",
    sections={"warnings": Warnings},
    columns={
        "brand": (
            daily(number("complaint_rate", "complaints today for each account that follows", "1/day")),
            Column("excess_days", "i8", 0, 100_000, "days", 0, "days on end with too many complaints"),
            number("user_posts", "posts by members in groups, recent days weighted", "posts"),
            number("group_messages", "all messages in groups, recent days weighted", "messages"),
            number("topics_lately", "topics in groups, recent days weighted", "topics"),
            number("groups_lately", "groups, recent days weighted", "groups"),
            number("rewards_lately", "rewards given, recent days weighted", "yuan"),
            number("posts_lately", "posts a member and day, of late", "posts/day"),
            number("posts_usual", "posts a member and day, as is usual", "posts/day"),
            daily(number("ugc_share_lately", "share of messages in groups that users wrote", high=1, initial=1)),
            Column("service_until", "i8", 0, 1_000_000, "day", 0, "first day without upgraded service"),
            Column("content_until", "i8", 0, 1_000_000, "day", 0, "first day without another encouragement"),
            _sign("warning_complaints", "1 if complaints have been too many for days on end"),
            _sign("warning_content", "1 if users write too small a share"),
            _sign("warning_satisfaction", "1 if satisfaction is too low"),
            _sign("service_upgraded", "1 while service is upgraded"),
            _sign("content_encouraged", "1 while content is encouraged in another way"),
            _sign("cause_no_leader", "1 if there is a warning, and nobody leads topics"),
            _sign("cause_unbalanced", "1 if there is a warning, and users write too small a share"),
            _sign("cause_incentives", "1 if there is a warning, and rewards move nobody"),
        ),
    },
    phases=(PHASE, LOOK),
    daily=DAILY,
    summary=SUMMARY,
)
