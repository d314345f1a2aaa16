"""The errors that fansim raises on purpose: one clear message each, never a traceback for the user."""

from __future__ import annotations


class FansimError(Exception):
    """Anything the user can put right: what is wrong, where, and what to do."""


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
