"""What the tests of the core share."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from tests.cases import BUNDLED, kitchen_sink, run_days, small, write_edges

from fansim.model import FanCommunity
from fansim.scenario import Scenario

# A shell lets its background jobs ignore Ctrl-C, and what they start as well: the processes of the tests must not.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def edges(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small edge list."""
    return write_edges(tmp_path_factory.mktemp("edges") / "edges.csv")


@pytest.fixture(scope="session")
def small_scenarios(edges: Path) -> dict[str, Scenario]:
    """Every bundled scenario in small, by name, and the one with all mechanisms on."""
    return {name: small(name, edges) for name in BUNDLED} | {"kitchen_sink": kitchen_sink()}


@pytest.fixture(scope="session")
def busy_run() -> FanCommunity:
    """The scenario with all mechanisms on, run to its end; look, do not touch."""
    scenario = kitchen_sink()
    return run_days(FanCommunity(scenario), scenario.days)
