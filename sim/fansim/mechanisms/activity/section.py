"""Keys of a scenario file: posts, topics, suggestions and votes."""

from __future__ import annotations

from fansim.scenario.parameter import SHARE, Section, parameter, switch


class Activity(Section):
    """Posts, topics, suggestions and votes."""

    enabled: bool = switch(True, "people post", role="setting")
    participation: bool = switch(True, "people may suggest and vote", source="F-61")
    posts_per_day: float = parameter(
        0.08, "posts a day", unit="posts/day", bounds=(0, 100), plausible=(0.05, 5), source="F-66, F-137"
    )
    most_per_day: float = parameter(
        60.0,
        "posts that somebody could write in a day of nothing but writing",
        title="Posts that one has time for in a day",
        unit="posts/day",
        bounds=(0.1, 1e6),
        plausible=(30, 200),
        source="assumption",
    )
    follower_factor: float = parameter(0.2, "activity of a follower against a member's", bounds=SHARE)
    reward_weight: float = parameter(
        0.6, "activity bought by a full reward", bounds=(0, 10), plausible=(0, 2), source="T5"
    )
    atmosphere_base: float = parameter(0.5, "activity in a cold group, or in none", bounds=(0, 10))
    atmosphere: float = parameter(1.0, "activity added by belonging", bounds=(0, 10))
    topic_share: float = parameter(0.1, "share of posts that open a topic", bounds=SHARE, source="F-99, F-100")
    suggestions_per_day: float = parameter(0.01, "suggestions a day", unit="1/day", bounds=SHARE)
    suggestions_most: float = parameter(0.2, "suggestions a day of anybody, at most", unit="1/day", bounds=SHARE)
    vote_base: float = parameter(0.5, "readiness to vote without any ownership", bounds=(0, 10))
    vote_chance: float = parameter(0.3, "chance to vote on a release day", bounds=SHARE)
    vote_accuracy: float = parameter(
        0.7, "chance to see which option is best", bounds=SHARE, plausible=(0.34, 1), source="F-86"
    )
    defence_chance: float = parameter(0.1, "defending posts under attack", bounds=(0, 10), source="F-24")
    release_boost: float = parameter(
        0.5, "extra activity on a release day and the day after", bounds=(0, 10), source="F-63"
    )
