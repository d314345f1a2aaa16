"""Keys of a scenario file: how attitudes move."""

from __future__ import annotations

from typing import ClassVar

from fansim.scenario.parameter import SHARE, Section, parameter, switch


class Experience(Section):
    """How trust, belonging, motivation, ownership and grudge move."""

    renamed: ClassVar[dict[str, str]] = {
        "trust": "trust_moves",
        "belonging": "belonging_moves",
        "motivation": "motivation_moves",
        "grudge": "grudge_moves",
    }

    enabled: bool = switch(True, "attitudes move", role="setting")
    trust_moves: bool = switch(True, "trust moves", source="T3", role="setting")
    belonging_moves: bool = switch(True, "belonging moves", source="T7", role="setting")
    motivation_moves: bool = switch(True, "motivation moves", source="T5", role="setting")
    grudge_moves: bool = switch(True, "grudges form", source="T10", role="setting")
    positive_per_day: float = parameter(0.3, "good experiences a day at quality 1", unit="1/day", bounds=SHARE)
    trust_gain: float = parameter(
        0.01487,
        "share of missing trust won by one good experience",
        unit="1/event",
        bounds=SHARE,
        plausible=(0.003, 0.05),
        source="F-48, T3",
    )
    trust_loss: float = parameter(
        0.9, "share of trust lost by a full breach", bounds=SHARE, plausible=(0.3, 0.95), source="F-48, T3"
    )
    belonging_gain: float = parameter(
        0.03,
        "share of missing belonging won by a day of interaction",
        unit="1/day",
        bounds=SHARE,
        plausible=(0.01, 0.1),
        source="T7",
    )
    belonging_loss: float = parameter(
        0.01, "daily decay of belonging", unit="1/day", bounds=SHARE, plausible=(0.002, 0.03), source="T7"
    )
    familiar_size: float = parameter(
        150.0,
        "group size up to which people know each other",
        unit="persons",
        bounds=(1, 1e6),
        plausible=(50, 300),
        source="T7",
    )
    reading_capacity: float = parameter(
        200.0,
        "messages a person can read a day",
        unit="messages/day",
        bounds=(1, 1e6),
        plausible=(50, 500),
        source="T7",
    )
    reading_scale: float = parameter(
        30.0, "messages a day that make a group worth opening", unit="messages/day", bounds=(0.1, 1e6), source="T7"
    )
    motivation_mean: float = parameter(
        0.5, "motivation without any reward", bounds=SHARE, plausible=(0.2, 0.8), source="T5"
    )
    motivation_return: float = parameter(
        0.004,
        "speed at which motivation returns to that",
        title="How fast motivation returns",
        unit="1/day",
        bounds=SHARE,
        plausible=(0.001, 0.02),
        source="T5",
    )
    crowding: float = parameter(
        0.004,
        "motivation crowded out by a controlling reward",
        unit="1/day",
        bounds=SHARE,
        plausible=(0, 0.02),
        source="T5, F-79",
    )
    crowding_onset: float = parameter(
        0.1, "share of motivation lost when a reward begins", bounds=SHARE, plausible=(0, 0.3), source="T5"
    )
    recognition: float = parameter(
        0.02, "motivation won by being heard", unit="1/event", bounds=SHARE, plausible=(0, 0.1), source="T5, F-29"
    )
    ownership_gain: float = parameter(
        0.05,
        "share of missing ownership won by taking part",
        unit="1/event",
        bounds=SHARE,
        plausible=(0.01, 0.2),
        source="T6",
    )
    ownership_loss: float = parameter(
        0.002, "daily decay of ownership", unit="1/day", bounds=SHARE, plausible=(0, 0.01), source="T6"
    )
    grudge_gain: float = parameter(
        1.2, "grudge from an unsolved problem per severity", bounds=(0, 10), plausible=(0, 2), source="T10"
    )
    grudge_attachment: float = parameter(
        1.0,
        "how much attachment deepens betrayal",
        bounds=(0, 10),
        plausible=(0, 2),
        source="T10 (Gregoire & Fisher 2008)",
    )
    grudge_decay: float = parameter(
        0.01, "daily decay of a grudge", unit="1/day", bounds=SHARE, plausible=(0.002, 0.05), source="T10"
    )
    grudge_memory: float = parameter(
        0.5,
        "how much attachment slows that decay",
        title="How much attachment slows the decay of a grudge",
        bounds=SHARE,
        source="T10",
    )
    recovery: float = parameter(0.5, "share of a grudge removed by a good answer", bounds=SHARE, source="T11")
    recovery_attachment: float = parameter(0.5, "how much attachment helps recovery", bounds=SHARE, source="T10")
    avoidance_gain: float = parameter(
        0.01, "daily growth of avoidance in haters", unit="1/day", bounds=SHARE, plausible=(0, 0.05), source="T10"
    )
    expectation_gain: float = parameter(
        0.02, "speed at which expectation follows quality", unit="1/day", bounds=SHARE, source="T21"
    )
    reading_least: float = parameter(0.3, "visits to a silent group, against a lively one", bounds=SHARE)
    visits_per_day: float = parameter(2.0, "visits a day of a member of mean activity", unit="1/day", bounds=(0, 100))
    attachment_belonging: float = parameter(
        0.5, "weight of belonging in attachment; the rest is ownership's", bounds=SHARE, source="T10, assumption"
    )
    heard_answer: float = parameter(0.3, "an answer as being heard, against a suggestion taken up", bounds=(0, 10))
    heard_vote: float = parameter(
        0.2, "an announced vote as being heard, likewise", title="An announced vote as being heard", bounds=(0, 10)
    )
    part_won: float = parameter(
        0.5,
        "a vote for the winner as taking part, likewise",
        title="A vote for the winner as taking part",
        bounds=(0, 10),
    )
    part_lost: float = parameter(
        0.1,
        "a vote for another option as taking part, likewise",
        title="A vote for another option as taking part",
        bounds=(0, 10),
    )
    satisfaction_neutral: float = parameter(
        0.5, "satisfaction where quality is what was expected", bounds=SHARE, source="T21, assumption"
    )
    satisfaction_quality: float = parameter(
        0.5,
        "quality at which that satisfaction holds",
        title="Quality that leaves one neither satisfied nor not",
        bounds=SHARE,
        source="T21, assumption",
    )
    satisfaction_level: float = parameter(
        0.9, "weight of the level of quality in satisfaction", bounds=(0, 10), source="T21, assumption"
    )
    satisfaction_surprise: float = parameter(
        0.5, "weight of quality beyond what was expected", bounds=(0, 10), source="T21, assumption"
    )
    recommend_neutral: float = parameter(
        6.6,
        "answer of one whom nothing sets apart to whether one would recommend the brand",
        title="Score of one whom nothing sets apart",
        unit="points",
        bounds=(0, 10),
        plausible=(5, 8),
        source="F-121, assumption",
    )
    recommend_trust_reference: float = parameter(
        0.5,
        "trust that neither adds to that answer nor takes",
        title="Trust that leaves recommending unchanged",
        bounds=SHARE,
    )
    recommend_trust: float = parameter(
        0.5, "weight of trust in recommending", bounds=(0, 10), source="F-121, assumption"
    )
    recommend_satisfaction: float = parameter(
        0.3, "weight of satisfaction in recommending", bounds=(0, 10), source="F-121, assumption"
    )
    recommend_belonging: float = parameter(
        0.2, "weight of belonging in recommending", bounds=(0, 10), source="F-121, assumption"
    )
    recommend_service: float = parameter(
        0.3, "weight of how one was answered in recommending", bounds=(0, 10), source="F-121, F-122, assumption"
    )
    recommend_service_reference: float = parameter(
        0.4,
        "worth of answers that neither adds to it nor takes",
        title="Worth of answers that moves no recommendation",
        bounds=SHARE,
        source="assumption",
    )
    recommend_scatter: float = parameter(
        0.8,
        "scatter of that answer among people of one mind",
        title="Scatter of answers among people of one mind (points)",
        unit="points",
        bounds=(0.01, 10),
        source="assumption",
    )
    promoter_from: float = parameter(8.5, "score from which one promotes (9 rounded)", bounds=(0, 10), source="F-121")
    detractor_below: float = parameter(
        6.5, "score below which one advises against (6 rounded)", bounds=(0, 10), source="F-121"
    )
