"""What a study's folder says of itself, so that no other study is mixed into it."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import fansim
from fansim.command import command_in_use
from fansim.errors import ResultError
from fansim.experiments.study.study import Study
from fansim.experiments.sweep.runner import Order, rules_identity
from fansim.language import say, together
from fansim.results.folders import MANIFEST, check_place, read_manifest

KIND = "sweep"


def check_manifest(folder: Path, study: Study, order: Order, kind: str = KIND) -> bool:
    """Check that a folder is free, or holds this very study.

    Returns
    -------
    bool
        Whether it holds this study already.

    Raises
    ------
    ResultError
        If it holds something else, another study, or cannot be written.
    """
    check_place(folder, kind)
    if not (folder / MANIFEST).exists():
        return False
    known = read_manifest(folder, kind)
    if known.get("study") == identity(study, order):
        return True
    raise ResultError(
        say(
            "{folder}: holds another study ({difference}). Choose another folder with --out, or remove this one.",
            folder=folder,
            difference=_difference(known, study, order),
        )
    )


def is_finished(folder: Path, study: Study, order: Order, kind: str = KIND) -> bool:
    """Return whether a folder was finished for this study, as it is now, and its files have not been touched since."""
    try:
        known, written = read_manifest(folder, kind), (folder / MANIFEST).stat().st_mtime_ns
        touched = [(folder / str(name)).stat().st_mtime_ns for name in known.get("files", ())]
    except (ResultError, OSError, TypeError):
        return False
    same = all(known.get(name) == said for name, said in facts(study, order).items())
    return same and "done" in known and max(touched, default=0) <= written


def identity(study: Study, order: Order) -> str:
    """Return a text that is the same only for the same runs."""
    rules = "".join(f" {name}:{known}" for name, known in rules_identity(order.rules).items())
    return study.fingerprint() + rules


def _difference(known: Mapping[str, Any], study: Study, order: Order) -> str:
    """Say in which way the study of a folder is another one."""
    if known["fansim"] != fansim.__version__:
        return say("by fansim {theirs}; this is {ours}", theirs=known["fansim"], ours=fansim.__version__)
    if known.get("rules") != rules_identity(order.rules):
        return say("with other rules")
    now = facts(study, order)
    if (there := _order_there(known.get("design"), now["design"])) is not None:
        return say(
            "with its factors in another order, which draws other points: there it is {order}", order=", ".join(there)
        )
    told_apart = ("base", "scenarios", "design", "seed", "outcomes", "daily")
    parts = [part for part in told_apart if known.get(part) != now[part]]
    return say("with other {parts}", parts=together(parts)) if parts else f"{known.get('title', '')}"


def _order_there(known: Any, now: Mapping[str, Any]) -> list[str] | None:
    """Return the order of a design's factors in a folder if the design differs in nothing else."""
    if not isinstance(known, dict) or known == now or {**known, "order": None} != {**now, "order": None}:
        return None
    order = known.get("order")
    return [str(key) for key in order] if isinstance(order, list) else None


def facts(study: Study, order: Order) -> dict[str, Any]:
    """Return what a manifest says of a study."""
    described = study.design.described()
    if len(study.design) > 1000 and "points" in described:
        described = described | {"points": f"{len(study.design)} points, see runs.parquet"}
    said = {
        "fansim": fansim.__version__,
        "name": study.name,
        "title": study.title,
        "study": identity(study, order),
        "replications": study.replications,
        "seed": study.seed,
        "outcomes": list(study.outcomes),
        "daily": list(study.daily),
        "rules": rules_identity(order.rules),
        "design": described,
        "base": study.base.model_dump(mode="json", exclude_none=True),
        "scenarios": {name: one.model_dump(mode="json", exclude_none=True) for name, one in study.scenarios.items()},
        "platform": {"system": platform.platform(), "python": platform.python_version()},
    }
    return dict(json.loads(json.dumps(said, default=str)))


def write_manifest(folder: Path, study: Study, order: Order, kind: str = KIND, **more: Any) -> None:
    """Write the manifest of a study's folder, whole or not at all."""
    files = sorted(path.name for path in folder.iterdir() if not path.name.startswith(".") and path.name != MANIFEST)
    written = datetime.now(UTC).isoformat(timespec="seconds")
    said = {
        "kind": kind,
        **facts(study, order),
        "written": written,
        "command": command_in_use(),
        **more,
        "files": [MANIFEST, *files],
    }
    temporary = folder / f".{MANIFEST}.tmp"
    try:
        temporary.write_text(json.dumps(said, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        temporary.replace(folder / MANIFEST)
    finally:
        temporary.unlink(missing_ok=True)
