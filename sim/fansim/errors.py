"""The errors that fansim raises on purpose: one clear message each, never a traceback for the user."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from fansim.language import say


class FansimError(Exception):
    """Anything the user can put right: what is wrong, where, and what to do."""


class FansimWarning(UserWarning):
    """Something that goes on, but not as the user may think; on the command line it is one line."""


class ScenarioError(FansimError):
    """A scenario or study file, or an override of one, that cannot be used."""


class NetworkError(FansimError):
    """A social network that cannot be read or generated."""


class RuleError(FansimError):
    """A replaced rule that cannot be used: wrong name, wrong arguments, or not compilable."""


class ResultError(FansimError):
    """A result folder that cannot be read or written."""


class ClusterError(FansimError):
    """Workers of a study that cannot be started or reached."""


class MechanismError(FansimError):
    """A mechanism from outside that does not fit into the model."""


class CheckpointError(FansimError):
    """A saved community that cannot be read, or continued by this version."""


class CacheError(FansimError):
    """A folder of compiled kernels in which somebody else could put code."""


class ExtraError(FansimError):
    """A package that a plain install leaves out and that is needed now."""


@contextmanager
def extra(name: str, use: str) -> Iterator[None]:
    """Say how to install what the imports inside need.

    Parameters
    ----------
    name : str
        The extra that brings it, as in ``fansim[studies]``.
    use : str
        What needs it: "fansim optimise", with the file or key where there is one.

    Raises
    ------
    ExtraError
        If a package is missing.
    """
    try:
        yield
    except ModuleNotFoundError as missing:
        raise ExtraError(
            say(
                "{use} needs the package {package}. A plain install leaves it out; add it with: {command}",
                use=use,
                package=missing.name,
                command=f'pip install "fansim[{name}]"',
            )
        ) from None
