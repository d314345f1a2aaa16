"""Text that goes into spreadsheets: it is never a formula, and never breaks the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from fansim.text import printable

if TYPE_CHECKING:
    import pandas as pd

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What spreadsheets compute, or hand to another program; some of them also in full width (OWASP, CSV injection)."""


def safe_text(value: Any) -> Any:
    """Return a value as a spreadsheet may be given it: text that would be a formula begins with an apostrophe.

    Spaces before a formula are no help: some programs leave them out when they open a CSV file.
    """
    if not isinstance(value, str):
        return value
    text = printable(value)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def write_csv(table: pd.DataFrame, to: Path | TextIO, **options: Any) -> None:
    """Write a table as CSV that spreadsheets read, without its index.

    Parameters
    ----------
    table : DataFrame
        Its texts and names of columns are made safe; numbers stay as they are.
    to : Path or file
        Where.
    options
        Of `DataFrame.to_csv`.
    """
    safe = table.rename(columns=safe_text)
    texts = [name for name in safe if safe[name].dtype == object or str(safe[name].dtype) in ("str", "string")]
    safe = safe.assign(**{str(name): safe[name].map(safe_text) for name in texts})
    safe.to_csv(to, **{"index": False, "encoding": "utf-8-sig", "lineterminator": "\n", **options})
