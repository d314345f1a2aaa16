"""Functions that are compiled once and kept beside their source, where that can be written to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba import njit


def kept_on_disk(**options: Any) -> Callable[[Callable[..., Any]], Any]:
    """Return Numba's decorator with these options, which keeps what it compiles on disk if it can.

    Numba refuses to decorate at all where neither the folder of the source nor a user's cache can be written to: in a
    container of another user, say, without a home.
    """

    def decorate(function: Callable[..., Any]) -> Any:
        try:
            return njit(cache=True, **options)(function)
        except RuntimeError:
            return njit(**options)(function)

    return decorate
