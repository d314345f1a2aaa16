"""The life of one fan, told from tables made by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from fansim.errors import ResultError
from fansim.language import spoken
from fansim.report import biography as words_of_lives
from fansim.report.biography import Stay, biography, stays
from fansim.report.life_figure import life, lives
from fansim.report.telling import LIKE, kind_named, telling, typical
from fansim.state.codes import Event

STATE = {
    "role": "ordinary", "segment": "quality", "stage": "unaware", "label": "outsider", "source": "none",
    "follow_day": -1, "wait_day": -1, "first_join_day": -1, "exit_day": -1, "activity_level": 1.0,
    "praise_total": 0, "purchases": 0, "trust": 0.5, "belonging": 0.0, "ownership": 0.0, "grudge": 0.0,
}  # fmt: skip
PEOPLE = [
    {},
    {"stage": "lapsed", "source": "strong_tie", "label": "fan_hater", "follow_day": 10, "first_join_day": 40},
    {"stage": "waiting", "source": "seed", "label": "casual_user", "follow_day": -100, "wait_day": 80},
    {"role": "shill", "stage": "lapsed", "source": "bought", "label": "shill", "follow_day": 30, "exit_day": 90},
    {"stage": "member", "source": "seed", "label": "core_fan", "follow_day": -900, "first_join_day": 0},
]
EVENTS = [
    (10, 1, "followed", ""),
    (40, 1, "joined", "waited 5 days"),
    (60, 1, "hater", ""),
    (70, 1, "banned", ""),
    (70, 1, "left", ""),
    (20, 2, "joined", "waited 0 days"),
    (50, 2, "group_disbanded", ""),
]


@pytest.fixture
def persons() -> pd.DataFrame:
    return pd.DataFrame([STATE | person for person in PEOPLE])


@pytest.fixture
def events() -> pd.DataFrame:
    return pd.DataFrame(EVENTS, columns=["day", "person", "event", "detail"])


@pytest.mark.parametrize(
    ("person", "path"),
    [
        (0, [("unaware", 0, 100)]),
        (1, [("unaware", 0, 10), ("follower", 10, 35), ("waiting", 35, 40), ("member", 40, 70), ("lapsed", 70, 100)]),
        (2, [("follower", 0, 20), ("member", 20, 50), ("follower", 50, 80), ("waiting", 80, 100)]),
        (3, [("unaware", 0, 30), ("follower", 30, 90), ("lapsed", 90, 100)]),
        (4, [("member", 0, 100)]),
    ],
)
def test_the_stages_follow_from_the_events(person: int, path, persons: pd.DataFrame, events: pd.DataFrame):
    assert stays(person, persons, events, 100) == [Stay(*stay) for stay in path]


def test_the_text_tells_each_event_once_with_its_reason(persons: pd.DataFrame, events: pd.DataFrame):
    text = biography(1, persons, events, 100)
    days = [line.split() for line in text if line.startswith("  day")]
    assert [line[1] for line in days] == ["10", "40", "60", "70"]
    assert "begins to follow (because of a friend)" in text[1]
    assert "waited 5 days" in text[2]
    assert text[4].endswith("is banned")
    assert "lapsed, called fan hater" in text[-1]


def test_a_seed_member_who_comes_and_goes_is_drawn_where_it_stood(persons: pd.DataFrame):
    events = pd.DataFrame(
        [
            (20, 4, "group_disbanded", ""), (30, 4, "joined", "waited 2 days"), (40, 4, "core_fan", ""),
            (60, 4, "core_fan", ""), (80, 4, "left", ""),
        ],
        columns=["day", "person", "event", "detail"],
    )  # fmt: skip
    persons.loc[4, "stage"] = "lapsed"
    path = [("member", 0, 20), ("follower", 20, 28), ("waiting", 28, 30), ("member", 30, 80), ("lapsed", 80, 100)]
    assert stays(4, persons, events, 100) == [Stay(*stay) for stay in path]
    text = biography(4, persons, events, 100)
    assert "has a seat from the start" in text[1]
    told = "is in and out of being a core fan, 2 times one again until day 60"
    assert [line.split(maxsplit=2)[2] for line in text if line.startswith("  day 40")] == [told]
    assert not any("becomes a core fan" in line for line in text)


def test_who_becomes_a_core_fan_twice_becomes_one_once(persons: pd.DataFrame):
    events = pd.DataFrame(
        [(10, 1, "followed", ""), (40, 1, "joined", ""), (50, 1, "core_fan", ""), (70, 1, "core_fan", "")],
        columns=["day", "person", "event", "detail"],
    )
    told = [line for line in biography(1, persons, events, 100) if "a core fan" in line]
    assert ["becomes" in line for line in told] == [True, False]
    assert ["again" in line for line in told] == [False, True]


def test_being_a_core_fan_again_and_again_is_told_once_and_with_what_was_between(persons: pd.DataFrame):
    rows = [
        (day, 1, event, "") for day, event in ((5, "followed"), (9, "joined"), *((day, "core_fan") for day in CORE))
    ]
    events = pd.DataFrame([*rows, (60, 1, "hater", ""), (70, 1, "calmed", ""), (80, 1, "core_fan", "")])
    events.columns = ["day", "person", "event", "detail"]
    lines = [line.split(maxsplit=2) for line in biography(1, persons, events, 100) if line.startswith("  day")]
    assert [f"{day} {what}" for _, day, what in lines[2:]] == [
        "20 becomes a core fan",
        "30 is in and out of being a core fan, 3 times one again until day 50",
        "60 turns into a hater",
        "70 hates no longer",
        "80 is a core fan again, having ceased to be one",
    ]
    with spoken("zh"):
        assert "又 3 次成为核心粉丝" in "".join(biography(1, persons, events, 100))


def test_a_bought_account_seeks_nothing(persons: pd.DataFrame, events: pd.DataFrame):
    assert biography(3, persons, events, 100)[0] == "Person 3: a bought account that praises (a shill)."
    persons.loc[3, "role"] = "professional_hater"
    assert biography(3, persons, events, 100)[0] == "Person 3: an account paid to attack (a professional hater)."


def test_the_reason_belongs_to_the_last_time_one_was_won(persons: pd.DataFrame):
    events = pd.DataFrame(
        [(1, 1, "followed", ""), (5, 1, "left", ""), (9, 1, "reactivated", "")],
        columns=["day", "person", "event", "detail"],
    )
    text = biography(1, persons, events, 100)
    assert [("because" in line) for line in text[1:4]] == [False, False, True]


def test_the_person_of_a_label_is_the_one_to_whom_most_happened(persons: pd.DataFrame, events: pd.DataFrame):
    persons.loc[2, "label"] = "fan_hater"
    assert typical("fan_hater", persons, events) == 1
    assert typical("core_fan", persons, events) == 4
    with pytest.raises(ResultError, match=r"nobody is called that .* there are fan_hater, outsider, shill, core_fan"):
        typical("pro_hater", persons, events)


def test_somebody_who_does_not_exist_is_refused_with_the_range(persons: pd.DataFrame, events: pd.DataFrame):
    with pytest.raises(ResultError, match=r"person 5: there is no such person; the run has 0 to 4\."):
        biography(5, persons, events, 100)


def test_the_figure_has_a_bar_for_each_stay_and_a_mark_for_each_other_event(persons, events):
    ax = life(1, persons, events, 100)
    bars = [line for line in ax.lines if line.get_linewidth() == 9]
    assert [tuple(bar.get_xdata()) for bar in bars] == [(0, 10), (10, 35), (35, 40), (40, 70), (70, 100)]
    marks = {line.get_label(): list(line.get_xdata()) for line in ax.lines if not line.get_label().startswith("_")}
    assert marks == {"Turns into a hater": [60], "Banned": [70]}


def test_every_event_has_a_sentence(persons: pd.DataFrame):
    for event in set(Event.words()) - {"referred"}:
        events = pd.DataFrame([(10, 1, event, "")], columns=["day", "person", "event", "detail"])
        assert len(biography(1, persons, events, 100)) == 3
    assert set(Event.words()) == words_of_lives._SENTENCES.keys() | {"referred"}


def test_an_invitation_is_the_reason_and_no_event_of_its_own(persons: pd.DataFrame):
    persons.loc[1, "source"] = "referral"
    rows = [(10, 1, "followed", ""), (10, 1, "referred", "")]
    events = pd.DataFrame(rows, columns=["day", "person", "event", "detail"])
    told = [line for line in biography(1, persons, events, 100) if line.startswith("  day")]
    assert [line.split(maxsplit=2)[2] for line in told] == ["begins to follow (invited by a friend for a reward)"]


CORE = (20, 30, 40, 50)
LIVES = [
    (10, 1, "hater", ""), (20, 1, "calmed", ""),
    (10, 2, "core_fan", ""), (15, 2, "core_fan", ""), (20, 2, "hater", ""), (30, 2, "won_back", ""),
    (12, 4, "core_fan", ""), (22, 4, "hater", ""), (32, 4, "won_back", ""),
    (40, 3, "flagged", ""), (50, 3, "banned", ""), (50, 3, "left", ""),
    (60, 0, "banned", ""),
]  # fmt: skip


def test_the_most_telling_life_has_most_kinds_of_events_in_fewest(persons: pd.DataFrame):
    events = pd.DataFrame(LIVES, columns=["day", "person", "event", "detail"])
    assert telling("fan turned hater", persons, events) == 4, "as many kinds as 2, in fewer events"
    assert telling("fan turned hater", persons, events, besides=[4]) == 2
    assert telling("core fan", persons, events) == 4
    assert telling("shill found out", persons, events) == 3, "0 was banned by mistake"
    with pytest.raises(ResultError, match="won back: this run has nobody else of that kind"):
        telling("won back", persons, events, besides=[2, 4])
    with pytest.raises(ResultError, match="won back: this run has nobody of that kind"):
        telling("won back", persons, events[events["event"] != "won_back"])


def test_a_kind_of_life_is_named_in_either_language():
    assert [kind_named(name) for name in LIKE] == list(LIKE)
    with spoken("zh"):
        assert kind_named("由爱生恨") == kind_named("fan turned hater") == "fan turned hater"
    with pytest.raises(ResultError, match=r'got "hero", but it must be "fan turned hater", .* or "shill found out"'):
        kind_named("hero")


def test_several_lives_have_a_row_each_on_the_same_days(persons, events):
    rows = lives([1, 4], persons, events, 100).child_axes
    assert [row.get_title(loc="left") for row in rows] == ["The life of person 1", "The life of person 4"]
    assert rows[0].get_xlim() == rows[1].get_xlim()
    assert [sum(line.get_linewidth() == 9 for line in row.lines) for row in rows] == [5, 1]
    assert [row.get_xlabel() for row in rows] == ["", "Day"]


def test_a_life_in_chinese(persons: pd.DataFrame, events: pd.DataFrame):
    with spoken("zh"):
        text = biography(1, persons, events, 100)
    assert text[2].endswith("入群（等了 5 天）")
    assert "已流失，属于粉转黑" in text[-1]


def test_who_had_a_seat_before_day_0_is_given_one_again(persons: pd.DataFrame, events: pd.DataFrame):
    assert "is given a seat in a group" in biography(2, persons, events, 100)[2]
    persons.loc[2, "first_join_day"] = -20
    assert "is given a seat again" in biography(2, persons, events, 100)[2]
