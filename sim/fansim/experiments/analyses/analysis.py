"""What an analysis hands over: tables, figures and plain sentences, and the folder in which they are kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pandas as pd

from fansim.errors import ResultError
from fansim.experiments.methods.condition import Condition
from fansim.language import Language, in_every_language, language, say, spoken, term
from fansim.results.folders import TEXTS
from fansim.spreadsheet import write_csv

if TYPE_CHECKING:
    from matplotlib.axes import Axes


PARAGRAPH = "\n\n"
"""What stands between the sentences of an answer that has one for each outcome."""


@dataclass(frozen=True)
class Told:
    """What an analysis says, in one language.

    Attributes
    ----------
    title : str
        What was asked.
    findings, limits : sequence of str
        Plain sentences: what was found and how sure it is, and what it does not show.
    answer : str
        The answer in a sentence or two.
    """

    title: str
    findings: Sequence[str]
    limits: Sequence[str]
    answer: str = ""


@dataclass(frozen=True)
class Analysis:
    """What came of an analysis.

    Attributes
    ----------
    title : str
        What was asked.
    tables : mapping of str to DataFrame
        By file name without its ending; the first is the main one.
    findings : tuple of str
        Plain sentences: what was found and how sure it is.
    limits : tuple of str
        Plain sentences: what it does not show.
    figures : mapping of str to callable
        By file name without its ending; each draws one figure when it is called.
    failed : int
        Runs that failed.
    answer : str
        The answer in a sentence or two, which stands first; the first of the findings where nothing is said.
    tell : callable, optional
        Says title, findings, limits and answer anew, in the language in use; without it they are said in one only.
    """

    title: str
    tables: Mapping[str, pd.DataFrame]
    findings: tuple[str, ...]
    limits: tuple[str, ...]
    figures: Mapping[str, Callable[[], Axes]] = field(default_factory=dict)
    failed: int = 0
    answer: str = ""
    tell: Callable[[], Told] | None = None

    @classmethod
    def telling(
        cls,
        tell: Callable[[], Told],
        tables: Mapping[str, pd.DataFrame],
        figures: Mapping[str, Callable[[], Axes]],
        failed: int = 0,
    ) -> Analysis:
        """Return an analysis that can say what it found in any language; see the attributes."""
        said = tell()
        return cls(
            term(said.title), tables, tuple(said.findings), tuple(said.limits), figures, failed, said.answer, tell
        )

    @property
    def table(self) -> pd.DataFrame:
        """The main table."""
        return next(iter(self.tables.values()))

    def text(self) -> str:
        """Return title, findings and limits as Markdown."""
        lead = self.answer or (self.findings[0] if self.findings else "")
        rest = [sentence for sentence in self.findings if sentence not in lead]
        parts = [f"# {self.title}", "", lead, "", *(f"- {sentence}" for sentence in rest)]
        if self.limits:
            parts += ["", say("What this does not show:"), "", *(f"- {sentence}" for sentence in self.limits)]
        return "\n".join(parts) + "\n"

    def told(self) -> Told:
        """Return what is said, in the language in use if it can be."""
        return self.tell() if self.tell else Told(self.title, self.findings, self.limits, self.answer)

    def texts(self) -> dict[str, str]:
        """Return title, findings and limits as Markdown in every language; in that of the findings if they know one."""
        if self.tell is None:
            return {language(): self.text()}
        tell = self.tell
        return in_every_language(lambda: Analysis.telling(tell, self.tables, self.figures).text())

    def save(self, folder: str | Path, dpi: int = 160) -> list[Path]:
        """Write tables (CSV that spreadsheets read), figures (PNG, SVG) and ``findings.md``; return their paths.

        ``findings.json`` has the page of findings in every language, and each figure is there in the other languages as
        well, as ``NAME.LANGUAGE.svg``: a report takes the ones of its language.

        Parameters
        ----------
        folder : path
            Made if it is not there.
        dpi : int
            Dots per inch of the figures as PNG.

        Raises
        ------
        ResultError
            If the folder cannot be written.
        """
        from fansim.report import png
        from fansim.report.html.pictures import svg

        target = Path(folder)
        try:
            target.mkdir(parents=True, exist_ok=True)
            paths = [_write_table(table, target / f"{name}.csv") for name, table in self.tables.items()]
            (target / "findings.md").write_text(self.text(), encoding="utf-8")
            (target / TEXTS).write_text(json.dumps(self.texts(), ensure_ascii=False, indent=1), encoding="utf-8")
            for name, draw in self.figures.items():
                axes = draw()
                for ending, picture in ((".png", png(axes, dpi)), (".svg", svg(axes))):
                    paths.append(target / f"{name}{ending}")
                    paths[-1].write_bytes(picture)
                for one in set(get_args(Language)) - {language()}:
                    paths.append(target / f"{name}.{one}.svg")
                    with spoken(one):
                        paths[-1].write_bytes(svg(draw()))
        except OSError as error:
            raise ResultError(
                say("{file}: cannot be written ({reason})", file=target, reason=error.strerror or error)
            ) from error
        return [*paths, target / "findings.md", target / TEXTS]


def _write_table(table: pd.DataFrame, path: Path) -> Path:
    """Write a table with six significant digits, as one reads it."""
    write_csv(table, path, float_format="%.6g")
    return path


_SIGNS = {"<": "below", "<=": "at most", ">": "above", ">=": "at least"}


def limit_told(condition: Condition) -> str:
    """Return a condition as one reads it: ``Shills among members at most 2%``."""
    from fansim.report.words import level, outcome

    return say(
        "{outcome} {sign} {limit}",
        outcome=outcome(condition.outcome).name,
        sign=term(_SIGNS[condition.sign]),
        limit=level(condition.outcome, condition.limit),
    )


def percent(share: float) -> str:
    """Return a share as one reads it: ``12%``, or ``0.4%`` where it is small."""
    value = 100 * share
    return f"{value:.0f}%" if abs(value) >= 1 or value == 0 else f"{value:.1g}%"
