"""Where compiled kernels are kept."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def cache_directory() -> Path:
    """Return where compiled kernels are kept: FANSIM_CACHE_DIR, or the user's cache."""
    return (
        Path(os.environ.get("FANSIM_CACHE_DIR") or platformdirs.user_cache_dir("fansim", appauthor=False)) / "kernels"
    )
