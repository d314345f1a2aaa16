"""Imported by each worker process of this machine when it starts: see `dask_pool`."""

from __future__ import annotations

import signal

import fansim.experiments.sweep.runner  # noqa: F401  # so that the first run finds everything imported

# Ctrl-C in a terminal goes to every process; only the one that holds the study should answer, and end the others.
signal.signal(signal.SIGINT, signal.SIG_IGN)
