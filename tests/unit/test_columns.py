"""The declared state: ranges that their types hold, one name each, and codes that mean what scenarios say."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import numpy as np
import pytest

import fansim
from fansim.assembly import RECORDS, assemble
from fansim.mechanisms.campaigns.section import Campaign
from fansim.mechanisms.population.section import Population
from fansim.mechanisms.word_of_mouth.section import WordOfMouth
from fansim.scenario import KEYS, Scenario
from fansim.scenario.flatten import code_of
from fansim.scenario.keys import item_type, section_type
from fansim.state import codes
from fansim.state.codes import (
    Allocation,
    ChannelKind,
    Code,
    Contact,
    Emission,
    Event,
    EventKind,
    Hate,
    Mark,
    Message,
    Mixing,
    NetworkKind,
    Precision,
    Reading,
    ReferralReward,
    Relationship,
    Reward,
    VoicePolicy,
)
from fansim.state.columns import Column, dtype_of

TABLES = assemble().tables
SUMS = assemble().sums
DECLARED = [(table, column) for table, declared in TABLES.items() for column in declared]
EVERY_COLUMN = pytest.mark.parametrize(
    ("table", "column"), DECLARED, ids=[f"{table}.{column.name}" for table, column in DECLARED]
)
SOURCES = sorted(Path(fansim.__file__).parent.rglob("*.py"))


@EVERY_COLUMN
def test_a_column_says_what_it_holds_and_its_type_holds_it(table: str, column: Column) -> None:
    assert re.fullmatch(r"[a-z][a-z_]*", column.name)
    assert column.meaning
    assert column.unit
    assert column.low <= column.initial <= column.high
    kind = np.dtype(column.dtype)
    if kind.kind in "iu":
        assert np.iinfo(kind).min <= column.low
        assert column.high <= np.iinfo(kind).max or not np.isfinite(column.high) or kind.itemsize == 8
    assert np.array(column.initial).astype(kind) == column.initial or kind.kind == "f"


@pytest.mark.parametrize("table", TABLES)
def test_names_are_given_once(table: str) -> None:
    names = [column.name for column in TABLES[table]]
    assert len(set(names)) == len(names)


def test_the_brand_ends_with_the_sums_of_a_chunk_in_eight_bytes_each() -> None:
    # Sums are declared by their mechanisms, in any order among the columns of the brand.
    brand = TABLES["brand"]
    assert TABLES["chunk"] == SUMS
    assert [column for column in brand if column in SUMS] == list(SUMS)
    assert brand[-len(SUMS) :] == SUMS
    assert dtype_of(brand).itemsize == 8 * len(brand)
    assert all(column.dtype == "f8" for column in SUMS)
    assert set(RECORDS) == {"brand", "chunk"}


def test_every_column_is_used_by_the_code() -> None:
    # Not counting where it is declared: the data of a mechanism stand in its __init__.py.
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES if path.name != "__init__.py")
    unused = [f"{table}.{column.name}" for table, column in DECLARED if not re.search(rf"\b{column.name}\b", text)]
    assert unused == []


@pytest.mark.parametrize(
    ("name", "words"), [("event", Event), ("marks", Mark), ("emission", Emission), ("told", Emission)]
)
def test_what_may_hold_together_is_single_bits_that_fit_their_column(name: str, words: type[Code]) -> None:
    column = next(column for column in TABLES["person"] if column.name == name)
    assert sorted(words) == [1 << bit for bit in range(len(words))]
    assert sum(words) <= column.high <= np.iinfo(column.dtype).max


@EVERY_COLUMN
def test_a_code_has_as_many_words_as_values(table: str, column: Column) -> None:
    if column.code is not None:
        assert [int(word) for word in column.code] == list(range(int(column.high) + 1))
        assert column.low == 0


CHOICES: dict[str, type[Code]] = {
    "word_of_mouth.contact": Contact,
    "word_of_mouth.mixing": Mixing,
    "network.kind": NetworkKind,
    "voice.policy": VoicePolicy,
    "crisis.reading": Reading,
    "groups.allocation": Allocation,
    "push.greeting": Message,
    "referral.reward": ReferralReward,
    "norms.relationship": Relationship,
    "incentives.kind": Reward,
    "channels.kind": ChannelKind,
    "targeting.precision": Precision,
    "events.kind": EventKind,
}


@pytest.mark.parametrize(("key", "words"), CHOICES.items(), ids=list(CHOICES))
def test_the_choices_of_a_scenario_are_the_codes_of_the_columns(key: str, words: type[Code]) -> None:
    assert KEYS[key].choices == words.words()
    name, _, last = key.partition(".")
    section = section_type(Scenario.model_fields[name]) or item_type(Scenario.model_fields[name])
    assert section is not None
    for word in words:
        assert code_of(section, last, word.word) == word


def test_switches_like_choices_and_the_words_of_campaigns_and_seeds_are_known() -> None:
    assert code_of(WordOfMouth, "link", "additive") == 1  # rules take it as a yes or no
    assert code_of(WordOfMouth, "link", "multiplicative") == 0
    assert {code_of(Campaign, "kind", word) for word in ("shill", "hater")} == {0, 1}
    assert {code_of(Population, "seeding", word) for word in ("active", "hubs", "random")} == {0, 1, 2}


def test_every_enumeration_is_held_to_columns_or_to_choices() -> None:
    known = {value for value in vars(codes).values() if inspect.isclass(value) and issubclass(value, Code)} - {Code}
    of_columns = {column.code for _, column in DECLARED if column.code is not None}
    assert known == of_columns | set(CHOICES.values()) | {Event, Mark, Emission, Hate}


def test_every_choice_that_phases_compare_is_held_here() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES if "mechanisms" in path.parts)
    compared = set(re.findall(r"\bp\.(\w+) [!=]= ([A-Z]\w+)\.[A-Z_]+", text))
    compared |= {(key, "Contact") for key in re.findall(r"contact=p\.(\w+)", text)}
    assert {name for _, name in compared} >= {"Allocation", "Mixing", "Contact", "VoicePolicy"}
    held = {(key.replace(".", "_"), words.__name__) for key, words in CHOICES.items()}
    assert compared <= held
