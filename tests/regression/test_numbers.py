"""The numbers of every bundled scenario in small stay what they were, until somebody means to change them.

`numbers.csv` holds them. Where a number is meant to change, write the file anew, look at what changed, and say so in
CHANGELOG.md with the reason:

    python -m tests.regression.test_numbers

Other processors and versions of Numba may round the last bit otherwise, which no decision of 300 people hangs on.
"""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

import pytest
from tests.cases import EVERY_SMALL, SCENARIOS, in_small, kitchen_sink, run_days

from fansim.model import FanCommunity
from fansim.scenario import Scenario, load_scenario

FILE = Path(__file__).with_name("numbers.csv")
FLOWS = (
    "new_followers", "adoptions_ads", "joins", "exits", "reactivated", "posts", "complaints_voiced", "wom_positive",
    "wom_negative", "new_haters", "won_back", "bans_shill", "sales", "cost",
)  # fmt: skip
LAST = ("member", "core_fans", "satisfaction", "trust", "credibility", "quality")


def scenario_of(name: str, folder: Path) -> Scenario:
    """Return a bundled scenario with some hundred people, over all of its days: what it shows may begin late."""
    if name == "kitchen_sink":
        return kitchen_sink()
    return load_scenario(SCENARIOS / f"{name}.toml", in_small(name, folder))


def numbers(scenario: Scenario) -> dict[str, float]:
    """Return the sums of the flows over a run, and the end of some stocks."""
    daily = run_days(FanCommunity(scenario, seed=7), scenario.days).daily
    return {name: float(daily[name].sum()) for name in FLOWS} | {name: float(daily[name].iloc[-1]) for name in LAST}


def written() -> dict[str, dict[str, str]]:
    """Return the numbers of the file, by scenario."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row.pop("scenario"): row for row in csv.DictReader(file)}


def test_every_scenario_has_its_numbers() -> None:
    assert sorted(written()) == sorted(EVERY_SMALL)


@pytest.mark.parametrize("name", EVERY_SMALL)
def test_they_are_what_they_were(name: str, tmp_path: Path) -> None:
    expected = {key: float(value) for key, value in written()[name].items()}
    assert numbers(scenario_of(name, tmp_path)) == pytest.approx(expected, rel=1e-6, abs=1e-9, nan_ok=True)


def write() -> None:
    """Write the file anew."""
    with tempfile.TemporaryDirectory() as folder, FILE.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, ["scenario", *FLOWS, *LAST], lineterminator="\n")
        table.writeheader()
        for name in EVERY_SMALL:
            table.writerow({"scenario": name} | numbers(scenario_of(name, Path(folder))))


if __name__ == "__main__":
    write()
