"""Tables for spreadsheets: text in them is never a formula, and never breaks the file."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from fansim.text import printable, printable_lines

if TYPE_CHECKING:
    import pandas as pd
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What spreadsheets compute, or hand to another program; some of them also in full width (OWASP, CSV injection)."""
_OF_OUTCOMES = ("value", "mean", "difference", "low", "high")  # columns with the unit of the row's outcome
_ROWS_MEASURED = 1000  # whose texts decide the width of a column
_WIDEST = 60  # characters


def safe_text(value: Any) -> Any:
    """Return a value as a spreadsheet may be given it: text that would be a formula begins with an apostrophe.

    Spaces before a formula are no help: some programs leave them out when they open a CSV file.
    """
    return _no_formula(printable(value)) if isinstance(value, str) else value


def _no_formula(text: str) -> str:
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


def write_workbook(to: Path, name: str, table: pd.DataFrame, about: str, facts: Mapping[str, Any]) -> None:
    """Write a table and what it is of as a workbook (.xlsx): a bold head that stays, widths, units by number formats.

    Parameters
    ----------
    to : Path
        Where.
    name, table : str, DataFrame
        The first sheet. Where it has a column ``outcome``, values in a row have that outcome's unit; elsewhere a column
        such as ``reach_mean`` says its own.
    about, facts : str, mapping
        The second sheet, one row a fact.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    _lay_table(book.create_sheet(name), table)
    _lay_facts(book.create_sheet(about), facts)
    held = BytesIO()  # first: on a full disk the archive would fail once more, unheard, when it is given up
    book.save(held)
    to.write_bytes(held.getvalue())


def _lay_table(sheet: WriteOnlyWorksheet, table: pd.DataFrame) -> None:
    """Write a table into a sheet."""
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    names = [str(name) for name in table.columns]
    for number, name in enumerate(names, start=1):
        longest = max([len(name), *(len(text) for text in table[name].head(_ROWS_MEASURED) if isinstance(text, str))])
        sheet.column_dimensions[get_column_letter(number)].width = min(_WIDEST, max(10, longest + 2))
    sheet.append([_cell(sheet, safe_text(name), bold=True) for name in names])
    fixed = [number_format(name) for name in names]
    for values in table.itertuples(index=False):
        row = dict(zip(names, values, strict=True))
        unit = number_format(f"{row['outcome']}_mean") if "outcome" in row else ""
        sheet.append([
            _cell(sheet, safe_text(value), unit if name in _OF_OUTCOMES and unit else style)
            for (name, value), style in zip(row.items(), fixed, strict=True)
        ])  # fmt: skip


def _lay_facts(sheet: WriteOnlyWorksheet, facts: Mapping[str, Any]) -> None:
    """Write facts into a sheet, their names in bold; text keeps its lines."""
    from openpyxl.styles import Alignment

    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 22, 80
    for fact, value in facts.items():
        made = _cell(sheet, _no_formula(printable_lines(value)) if isinstance(value, str) else value)
        made.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
        sheet.append([_cell(sheet, fact, bold=True), made])


def _cell(sheet: WriteOnlyWorksheet, value: Any, style: str = "", *, bold: bool = False) -> Any:
    """Return a cell: Python's own numbers, nothing for NaN."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    plain = value.item() if hasattr(value, "item") else value
    made = WriteOnlyCell(sheet, value=None if isinstance(plain, float) and not isfinite(plain) else plain)
    if style:
        made.number_format = style
    if bold:
        made.font = Font(bold=True)
    return made


def number_format(column: str) -> str:
    """Return the number format of a column: shares in per cent, money and counts with thousands."""
    from fansim.report.words import OUTCOMES

    name, _, what = column.rpartition("_")
    if what not in ("mean", "low", "high") or name not in OUTCOMES:
        return ""
    return {"share": "0.00%", "yuan": "#,##0", "points": "0.0", "days": "0.0"}.get(OUTCOMES[name].kind, "#,##0.###")
