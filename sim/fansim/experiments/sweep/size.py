"""How many runs a study may plan before somebody must say that so many are meant."""

from __future__ import annotations

from fansim.errors import ScenarioError
from fansim.language import say

MOST_RUNS = 1_000_000
_MOST_NUMBERS = 2**62  # runs are numbered in 64 bits


def check_size(scenarios: int, replications: int, force: bool = False) -> None:
    """Refuse a study of more runs than anybody is likely to mean, before anything is built for them.

    Parameters
    ----------
    scenarios, replications : int
        Runs of each scenario.
    force : bool
        Whether so many are meant.

    Raises
    ------
    ScenarioError
        If there are more than `MOST_RUNS`, or more than can be numbered.
    """
    runs = scenarios * replications
    if runs <= MOST_RUNS or (force and runs < _MOST_NUMBERS):
        return
    said = say("{runs} runs", runs=f"{runs:,}") if runs < _MOST_NUMBERS else say("more runs than can be numbered")
    out = say(" If so many are meant, add --force (force=True in Python).") if runs < _MOST_NUMBERS else ""
    raise ScenarioError(
        say(
            "this would be {size} ({scenarios} scenarios, each {times} times), and more than {most} are "
            "refused: take fewer levels, samples or replications.{way_out}",
            size=said,
            scenarios=_count(scenarios),
            times=f"{replications:,}",
            most=f"{MOST_RUNS:,}",
            way_out=out,
        )
    )


def _count(number: int) -> str:
    """Return a number that fits into a line."""
    return f"{number:,}" if number < _MOST_NUMBERS else f"about 10^{len(str(number)) - 1}"
