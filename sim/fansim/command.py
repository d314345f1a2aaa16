"""The command that is being run, for the manifests of what it writes."""

from __future__ import annotations

from contextvars import ContextVar

_given: ContextVar[str] = ContextVar("command", default="")


def remember_command(text: str) -> None:
    """Keep the command that a shell would take, for the manifests written from here on."""
    _given.set(text)


def command_in_use() -> str:
    """Return the command that is being run; empty where fansim is called from Python."""
    return _given.get()
