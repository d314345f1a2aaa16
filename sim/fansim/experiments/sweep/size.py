"""How many runs a study may plan before somebody must say that so many are meant."""

from __future__ import annotations

from fansim.errors import ScenarioError

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
    said = f"{runs:,} runs" if runs < _MOST_NUMBERS else "more runs than can be numbered"
    out = " If so many are meant, add --force (force=True in Python)." if runs < _MOST_NUMBERS else ""
    raise ScenarioError(
        f"this would be {said} ({_count(scenarios)} scenarios, each {replications:,} times), and more than "
        f"{MOST_RUNS:,} are refused: take fewer levels, samples or replications.{out}"
    )


def _count(number: int) -> str:
    """Return a number that fits into a line."""
    return f"{number:,}" if number < _MOST_NUMBERS else f"about 10^{len(str(number)) - 1}"
