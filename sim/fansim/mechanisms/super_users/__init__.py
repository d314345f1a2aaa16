"""Super users: who buys far more than others is given an adviser."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.super_users.outcomes import DAILY, SUMMARY
from fansim.mechanisms.super_users.phase import ADVICE, COSTS, count
from fansim.mechanisms.super_users.phase import SUPER_USERS as PHASE
from fansim.mechanisms.super_users.section import SuperUsers
from fansim.state.columns import flag, optional, total

SUPER_USERS = Mechanism(
    name="super_users",
    about="Every month those who buy far more than others are given advisers of their own.",
    sections={"super_users": SuperUsers},
    columns={"person": (optional(flag("advised", "1 while one has an adviser")),)},
    sums=(
        total("advised", "people with an adviser"),
        total("purchases_advised", "purchases of people with an adviser"),
    ),
    count=count,
    phases=(PHASE, ADVICE, COSTS),
    daily=DAILY,
    summary=SUMMARY,
)
