"""D04 and D05: word of mouth along ties is an independent cascade or SI spreading (theory.md T1), as EoN and ndlib
simulate them on random networks of their own."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import EoN
import networkx as nx
import numpy as np
import pytest
from ndlib.models.epidemics import IndependentCascadesModel, SIModel
from ndlib.models.ModelConfig import Configuration
from scipy import stats
from tests.docking.reduced import compare, reduced, simulated

DEGREE = 8.0
DAYS = 80  # more than a cascade lasts


def word_of_mouth(days: int, size: int, seeded: int, contact: str, strong: float, run: int) -> np.ndarray:
    """Return the followers at the end of each day."""
    scenario = reduced(
        days,
        population={"size": size, "core_share": seeded / size},
        network={"kind": "random", "mean_degree": DEGREE},
        word_of_mouth={"enabled": True, "contact": contact, "strong": strong},
    )
    return simulated(scenario, run).daily["follower"].to_numpy()


def random_network(size: int, random: np.random.Generator) -> nx.Graph:
    """Return a random network made by networkx."""
    return nx.fast_gnp_random_graph(size, DEGREE / (size - 1), seed=random)


def cascade_of_eon(size: int, seeded: int, strong: float, random: np.random.Generator) -> float:
    """Return the final size of an independent cascade by EoN."""
    seeds = random.choice(size, seeded, replace=False).tolist()
    *_, removed = EoN.basic_discrete_SIR(random_network(size, random), strong, initial_infecteds=seeds, rng=random)
    return float(removed[-1])


def run_of_ndlib(
    model: type, configuration: Configuration, network: nx.Graph, seeded: int, steps: int, random: np.random.Generator
) -> np.ndarray:
    """Return the nodes reached after each step of ndlib, which seeds NumPy's global generator."""
    configuration.add_model_initial_configuration(
        "Infected", random.choice(len(network), seeded, replace=False).tolist()
    )
    spreading = model(network, seed=int(random.integers(2**32)))
    spreading.set_initial_status(configuration)
    counts = [spreading.iteration(node_status=False)["node_count"] for _ in range(steps + 1)]
    return np.array([len(network) - count[0] for count in counts[1:]])


def cascade_of_ndlib(size: int, seeded: int, strong: float, random: np.random.Generator) -> float:
    """Return the final size of an independent cascade by ndlib."""
    network = random_network(size, random)
    configuration = Configuration()
    for edge in network.edges():
        configuration.add_edge_configuration("threshold", edge, strong)
    return float(run_of_ndlib(IndependentCascadesModel, configuration, network, seeded, DAYS, random)[-1])


@cache
def cascades(size: int, seeded: int, strong: float, runs: int) -> np.ndarray:
    """Return the final sizes of cascades in the simulator."""
    curves = [word_of_mouth(DAYS, size, seeded, "once", strong, 400 + run) for run in range(runs)]
    assert all(curve[-1] == curve[-10] for curve in curves), "a cascade was still running on the last day"
    return np.array([curve[-1] for curve in curves])


@pytest.mark.parametrize(
    ("oracle", "runs"), [pytest.param(cascade_of_eon, 60, id="EoN"), pytest.param(cascade_of_ndlib, 30, id="ndlib")]
)
def test_telling_once_is_an_independent_cascade(oracle: Callable[..., float], runs: int) -> None:
    size, seeded, strong = 2_000, 20, 0.15
    random = np.random.default_rng(4)
    theirs = np.array([oracle(size, seeded, strong, random) for _ in range(runs)])
    ours = cascades(size, seeded, strong, 40)
    error = float(np.hypot(stats.sem(ours), stats.sem(theirs)))
    compare("D04", f"mean final size, {oracle.__name__}", ours.mean(), theirs.mean(), 3 * error)
    agreement = stats.ks_2samp(ours, theirs).pvalue
    print(f"| D04 | Kolmogorov-Smirnov p, {oracle.__name__} | > 0.01 | {agreement:.2g} | - | - |")
    assert agreement > 0.01


def spreading_of_eon(size: int, seeded: int, chance: float, days: int, random: np.random.Generator) -> np.ndarray:
    """Return those reached at the end of each day of SI spreading in continuous time, by EoN."""
    seeds = random.choice(size, seeded, replace=False).tolist()
    rate = -np.log1p(-chance)
    times, _, reached, _ = EoN.fast_SIR(
        random_network(size, random), rate, 0.0, initial_infecteds=seeds, tmax=days, rng=random
    )
    return reached[np.searchsorted(times, np.arange(1, days + 1), side="right") - 1]


def spreading_of_ndlib(size: int, seeded: int, chance: float, days: int, random: np.random.Generator) -> np.ndarray:
    """Return those reached at the end of each day of SI spreading in daily steps, by ndlib."""
    configuration = Configuration()
    configuration.add_model_parameter("beta", chance)
    return run_of_ndlib(SIModel, configuration, random_network(size, random), seeded, days, random)


@pytest.mark.parametrize(
    ("oracle", "chance", "days", "runs"),
    [
        # So small a chance that days and continuous time agree within .4%.
        pytest.param(spreading_of_eon, 0.004, 125, 20, id="EoN"),
        pytest.param(spreading_of_ndlib, 0.02, 25, 14, id="ndlib"),
    ],
)
def test_telling_every_day_is_si_spreading(
    oracle: Callable[..., np.ndarray], chance: float, days: int, runs: int
) -> None:
    size, seeded = 5_000, 1_000
    random = np.random.default_rng(5)
    theirs = np.mean([oracle(size, seeded, chance, days, random) for _ in range(runs)], axis=0)
    ours = np.mean([word_of_mouth(days, size, seeded, "state", chance, 500 + run) for run in range(20)], axis=0)
    worst = int(np.abs(ours / theirs - 1).argmax())
    quantity = f"mean reached, {oracle.__name__}, day {worst + 1} (worst)"
    compare("D05", quantity, ours[worst], theirs[worst], 0.02 * theirs[worst])
