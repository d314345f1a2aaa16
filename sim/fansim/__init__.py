"""fansim: the reference simulator of fan-community dynamics.

The public names are those of `__all__`; each is imported when it is first used, so that ``import fansim`` and
``fansim --help`` are quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fansim.errors import ClusterError, ExtraError, FansimError, NetworkError, ResultError, RuleError, ScenarioError
    from fansim.experiments.analyses import analyse
    from fansim.experiments.compare import compare
    from fansim.experiments.sweep import sweep
    from fansim.model import FanCommunity
    from fansim.results import load_result
    from fansim.runs import Result, run
    from fansim.scenario import Scenario, load_scenario

__version__ = "0.1.0"

_HOMES = {
    "ClusterError": "fansim.errors",
    "ExtraError": "fansim.errors",
    "FanCommunity": "fansim.model",
    "FansimError": "fansim.errors",
    "NetworkError": "fansim.errors",
    "Result": "fansim.runs",
    "ResultError": "fansim.errors",
    "RuleError": "fansim.errors",
    "Scenario": "fansim.scenario",
    "ScenarioError": "fansim.errors",
    "analyse": "fansim.experiments.analyses",
    "compare": "fansim.experiments.compare",
    "load_result": "fansim.results",
    "load_scenario": "fansim.scenario",
    "run": "fansim.runs",
    "sweep": "fansim.experiments.sweep",
}

__all__ = [
    "ClusterError",
    "ExtraError",
    "FanCommunity",
    "FansimError",
    "NetworkError",
    "Result",
    "ResultError",
    "RuleError",
    "Scenario",
    "ScenarioError",
    "__version__",
    "analyse",
    "compare",
    "load_result",
    "load_scenario",
    "run",
    "sweep",
]


def __getattr__(name: str) -> Any:
    """Import a public name from its home on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module 'fansim' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
