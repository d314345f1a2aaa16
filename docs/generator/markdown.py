"""Tables, lists and numbers as the pages show them."""

from __future__ import annotations

from collections.abc import Iterable


def table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table."""
    lines = [list(header), *(list(row) for row in rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def listed(rows: dict[str, str]) -> str:
    """Return facts as a list, those that are empty left out."""
    return "\n".join(f"- {what}: {text}" for what, text in rows.items() if text)


def quoted(names: Iterable[str]) -> str:
    """Return names in backticks."""
    return ", ".join(f"`{name}`" for name in names)


def number(value: float) -> str:
    """Return a number for reading: large ones written out."""
    return f"{value:,.0f}" if 10_000 <= abs(value) < 1e13 else f"{value:g}"
