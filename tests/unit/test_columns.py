"""The declared state: ranges that their types hold, one name each, and codes that mean what scenarios say."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from fansim.columns import BRAND, CHUNK_SUMS, EVENTS, PERSON, RECORDS, TABLES, Column, dtype_of
from fansim.scenario.adversary import Campaign
from fansim.scenario.brand import Groups, Incentive
from fansim.scenario.people import NetworkSection, Population, Voice, WordOfMouth

import fansim
from fansim import columns
from fansim.outcomes.recorder import CODES
from fansim.scenario.flatten import code_of

DECLARED = [(table, column) for table, declared in {**TABLES, **RECORDS}.items() for column in declared]
EVERY_COLUMN = pytest.mark.parametrize(
    ("table", "column"), DECLARED, ids=[f"{table}.{column.name}" for table, column in DECLARED]
)


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


@pytest.mark.parametrize("table", [*TABLES, *RECORDS])
def test_names_are_given_once(table: str) -> None:
    names = [column.name for column in {**TABLES, **RECORDS}[table]]
    assert len(set(names)) == len(names)


def test_the_brand_ends_with_the_sums_of_a_chunk_in_eight_bytes_each() -> None:
    assert BRAND[-len(CHUNK_SUMS) :] == CHUNK_SUMS
    assert dtype_of(BRAND).itemsize == 8 * len(BRAND)
    assert all(column.dtype == "f8" for column in CHUNK_SUMS)


def test_every_column_is_used_by_the_code() -> None:
    sources = Path(fansim.__file__).parent.rglob("*.py")
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources if path.name != "columns.py")
    unused = [f"{table}.{column.name}" for table, column in DECLARED if not re.search(rf"\b{column.name}\b", text)]
    assert unused == []


def test_events_are_single_bits_that_fit_their_column() -> None:
    column = next(column for column in PERSON if column.name == "event")
    assert sorted(EVENTS) == [1 << bit for bit in range(len(EVENTS))]
    assert sum(EVENTS) <= column.high
    assert len(set(EVENTS.values())) == len(EVENTS)


@pytest.mark.parametrize("name", CODES)
def test_a_code_has_as_many_words_as_values(name: str) -> None:
    column = next(column for column in PERSON if column.name == name)
    assert len(CODES[name]) == column.high + 1


CHOICES = {
    (WordOfMouth, "contact"): {"event": "CONTACT_EVENT", "state": "CONTACT_STATE", "once": "CONTACT_ONCE"},
    (WordOfMouth, "mixing"): {"network": "MIXING_NETWORK", "mean_field": "MIXING_MEAN_FIELD"},
    (NetworkSection, "kind"): {"complete": "NETWORK_COMPLETE"},
    (Voice, "policy"): {"free": "VOICE_FREE", "channelled": "VOICE_CHANNELLED", "suppressed": "VOICE_SUPPRESSED"},
    (Groups, "allocation"): {
        "fill_first": "FILL_FIRST",
        "least_full": "LEAST_FULL",
        "random": "AT_RANDOM",
        "homophily": "LIKE_MINDED",
    },
    (Incentive, "kind"): {
        "none": "NO_REWARD",
        "symbolic": "SYMBOLIC",
        "coupon": "COUPON",
        "red_packet": "RED_PACKET",
        "cashback": "CASHBACK",
        "status": "STATUS",
        "feedback": "FEEDBACK",
        "co_creation": "CO_CREATION",
    },
}


@pytest.mark.parametrize(("section", "key"), CHOICES, ids=[f"{s.__name__}.{key}" for s, key in CHOICES])
def test_the_choices_of_a_scenario_are_the_codes_of_the_columns(section: type, key: str) -> None:
    for word, constant in CHOICES[section, key].items():
        assert code_of(section, key, word) == getattr(columns, constant), (word, constant)


def test_switches_like_choices_and_the_words_of_campaigns_and_seeds_are_known() -> None:
    assert code_of(WordOfMouth, "link", "additive") == 1  # rules take it as a yes or no
    assert code_of(WordOfMouth, "link", "multiplicative") == 0
    assert {code_of(Campaign, "kind", word) for word in ("shill", "hater")} == {0, 1}
    assert {code_of(Population, "seeding", word) for word in ("active", "hubs", "random")} == {0, 1, 2}


def test_every_choice_that_kernels_compare_is_held_here() -> None:
    constants = {name for words in CHOICES.values() for name in words.values()}
    prefixes = ("CONTACT_", "MIXING_", "NETWORK_", "VOICE_")
    assert {name for name in vars(columns) if name.startswith(prefixes)} <= constants
