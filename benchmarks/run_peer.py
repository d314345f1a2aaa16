"""Run one peer on one case in this process, and write what it took: the child of ``fansim bench --peers``.

    python benchmarks/run_peer.py PEER.py CASE.npz RESULT.json [--warm CASE.npz] [--threads N]

Only `spread`, the days, is timed: not the imports, nor building the network and the model.
"""

from __future__ import annotations

import argparse
import json
import resource
import runpy
import sys
import time
from pathlib import Path
from typing import Any

PEERS = Path(__file__).with_name("peers")


def load(file: Path) -> dict[str, Any]:
    """Return the functions of a peer; it finds ``case`` beside itself."""
    sys.path.insert(0, str(PEERS))
    return runpy.run_path(str(file), run_name=file.stem)


def measure(peer: dict[str, Any], case: Any) -> dict[str, Any]:
    """Return the seconds of the days, and how many are informed at the end of each."""
    model = peer["build"](case)
    started = time.perf_counter()
    outcome = peer["spread"](case, model)
    seconds = time.perf_counter() - started
    return {"seconds": seconds, "informed": [int(n) for n in peer["informed_by_day"](case, model, outcome)]}


def most_memory() -> int:
    """Return the most bytes that this process has held; getrusage also knows those of the process before exec."""
    status = Path("/proc/self/status")
    if status.exists():
        peak = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM:"))
        return int(peak.split()[1]) * 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def main() -> None:
    """Do it and write it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("peer", "case", "result"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--warm", type=Path, help="a small case to run first, untimed")
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args()
    try:
        peer = load(given.peer)
        from case import read_case
    except ImportError as error:
        given.result.write_text(json.dumps({"missing": error.name or str(error)}), encoding="utf-8")
        return
    if given.warm:
        measure(peer, read_case(given.warm, given.threads))
    figures = measure(peer, read_case(given.case, given.threads))
    given.result.write_text(json.dumps(figures | {"bytes": most_memory()}), encoding="utf-8")


if __name__ == "__main__":
    main()
