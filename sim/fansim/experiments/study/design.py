"""Designs: which scenarios a study holds, each worked out from its number when it is asked for.

A design is a sequence of points; a point is a mapping of dotted scenario keys to values. None of the designs keeps its
points, so ten million planned scenarios cost no memory.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Any, TypeVar, overload

import numpy as np

from fansim.experiments.methods.factors import Factor, Point, Range, value_at

BASE = "base"
"""The factor whose levels are whole scenarios, by name."""

_Value = TypeVar("_Value")

_BLOCK = 1024  # points of a Sobol sequence worked out at a time
_ROUNDS = 6  # of the shuffle of a Latin hypercube


def in_order(factors: Mapping[str, _Value]) -> dict[str, _Value]:
    """Return factors in the order of their keys, whole scenarios first."""
    return dict(sorted(factors.items(), key=lambda item: (item[0] != BASE, item[0])))


class Design(Sequence[Point]):
    """A sequence of points; see the module."""

    factors: Mapping[str, Factor]

    @property
    def keys(self) -> tuple[str, ...]:
        """The factors' dotted keys, in order."""
        return tuple(self.factors)

    @abstractmethod
    def point(self, number: int) -> Point:
        """Return the point with a number from 0 to the length less 1."""

    @abstractmethod
    def described(self) -> dict[str, Any]:
        """Return all that decides the points, as plain values."""

    @overload
    def __getitem__(self, number: int) -> Point: ...
    @overload
    def __getitem__(self, number: slice) -> list[Point]: ...
    def __getitem__(self, number: int | slice) -> Point | list[Point]:
        if isinstance(number, slice):
            return [self.point(i) for i in range(*number.indices(len(self)))]
        place = number + len(self) if number < 0 else number
        if not 0 <= place < len(self):
            raise IndexError(f"the design has {len(self):,} points, numbered from 0; got {number}")
        return self.point(place)


@dataclass(frozen=True)
class Grid(Design):
    """Every combination of the factors' levels, the same ones in whatever order the factors are given.

    The factors stand in the order of their keys, whole scenarios first; the last one changes fastest.
    """

    factors: Mapping[str, tuple[Any, ...]]

    def __post_init__(self) -> None:
        object.__setattr__(self, "factors", in_order(self.factors))

    def __len__(self) -> int:
        return prod(len(levels) for levels in self.factors.values())

    def point(self, number: int) -> Point:
        """Return a combination."""
        values = []
        for levels in reversed(list(self.factors.values())):
            number, place = divmod(number, len(levels))
            values.append(levels[place])
        return dict(zip(self.factors, reversed(values), strict=True))

    def described(self) -> dict[str, Any]:
        """Return the kind and the levels."""
        return {"kind": "grid", "factors": {key: list(levels) for key, levels in self.factors.items()}}


@dataclass(frozen=True)
class PointList(Design):
    """Points given one by one, each with the same keys.

    Attributes
    ----------
    points : sequence of mapping
        The points; not empty.
    """

    points: Sequence[Mapping[str, Any]]

    @property
    def factors(self) -> Mapping[str, Factor]:  # type: ignore[override]
        """The values that each key takes, in order of the points."""
        return {key: tuple(point[key] for point in self.points) for key in self.points[0]}

    @property
    def keys(self) -> tuple[str, ...]:
        """The factors' dotted keys, in order."""
        return tuple(self.points[0])

    def __len__(self) -> int:
        return len(self.points)

    def point(self, number: int) -> Point:
        """Return a point."""
        return dict(self.points[number])

    def described(self) -> dict[str, Any]:
        """Return the kind and the points."""
        return {"kind": "list", "points": [dict(point) for point in self.points]}


@dataclass(frozen=True)
class _Sampled(Design):
    """Points drawn from ranges or levels.

    Attributes
    ----------
    factors : mapping of str to Range or tuple
        A range, or levels that get equal shares of the points.
    samples : int
        Number of points.
    seed : int
        Seed of the draws.
    """

    factors: Mapping[str, Factor]
    samples: int
    seed: int

    def __len__(self) -> int:
        return self.samples

    def _point(self, places: Sequence[float]) -> Point:
        """Return the point at a place in the unit cube."""
        return {key: value_at(factor, at) for (key, factor), at in zip(self.factors.items(), places, strict=True)}

    def described(self) -> dict[str, Any]:
        """Return all of it, and the order of the factors: the draws of each depend on its place."""
        factors = {
            key: vars(factor) if isinstance(factor, Range) else list(factor) for key, factor in self.factors.items()
        }
        kind = type(self).__name__
        return {"kind": kind, "factors": factors, "order": list(factors), "samples": self.samples, "seed": self.seed}


@dataclass(frozen=True)
class LatinHypercube(_Sampled):
    """Points of which each factor has exactly one in each of `samples` slices of equal share.

    The slices are shuffled factor by factor by a keyed permutation (a Feistel network that walks until it is back in
    range), so that any point can be worked out without the others.

    Source: McKay, Beckman & Conover 1979; Black & Rogaway 2002 for the permutation.
    """

    def point(self, number: int) -> Point:
        """Return a point."""
        places = []
        for factor in range(len(self.factors)):
            slice_ = _shuffled(number, self.samples, (self.seed, factor))
            jitter = np.random.Generator(np.random.Philox(key=self.seed, counter=[number, factor, 0, 0])).random()
            places.append((slice_ + jitter) / self.samples)
        return self._point(places)


def _shuffled(number: int, size: int, key: tuple[int, int]) -> int:
    """Return the place of a number in a keyed permutation of 0 to size - 1."""
    half = max(1, ((size - 1).bit_length() + 1) // 2)
    mask = (1 << half) - 1
    while True:
        left, right = number >> half, number & mask
        for step in range(_ROUNDS):
            left, right = right, left ^ (_mixed(right, step, key) & mask)
        number = left << half | right
        if number < size:
            return number


def _mixed(value: int, step: int, key: tuple[int, int]) -> int:
    """Return a well-mixed function of a number (splitmix64's finaliser)."""
    word = value * 0x9E3779B97F4A7C15 + key[0] * 0xBF58476D1CE4E5B9 + (key[1] * _ROUNDS + step + 1) * 0x94D049BB133111EB
    word &= 0xFFFFFFFFFFFFFFFF
    word = (word ^ word >> 30) * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF
    word = (word ^ word >> 27) * 0x94D049BB133111EB & 0xFFFFFFFFFFFFFFFF
    return word ^ word >> 31


@dataclass(frozen=True)
class SobolSequence(_Sampled):
    """The first points of a scrambled Sobol sequence; powers of 2 are balanced best.

    Source: Sobol 1967; scrambling as in Owen 1998 (`scipy.stats.qmc.Sobol`).
    """

    _block: dict[int, np.ndarray] = field(default_factory=dict, init=False, repr=False, compare=False, hash=False)

    def point(self, number: int) -> Point:
        """Return a point."""
        block, place = divmod(number, _BLOCK)
        if block not in self._block:
            self._block.clear()
            self._block[block] = self._points(block)
        return self._point(self._block[block][place].tolist())

    def _points(self, block: int) -> np.ndarray:
        """Return the points of a block in the unit cube, shape (points, factors)."""
        from scipy.stats import qmc  # slow to load, and few studies need it

        sequence = qmc.Sobol(len(self.factors), scramble=True, rng=np.random.default_rng(self.seed))
        if block:
            sequence.fast_forward(block * _BLOCK)
        return np.asarray(sequence.random(_BLOCK))
