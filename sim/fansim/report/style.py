"""The look of every figure (palette, fonts) and saving, without touching the user's matplotlib settings."""

from __future__ import annotations

import functools
import io
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import matplotlib.style
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import FigureBase
from matplotlib.font_manager import fontManager
from matplotlib.image import imsave

from fansim.errors import ResultError
from fansim.language import say, term
from fansim.regular import write_whole

BLACK, ORANGE, SKY, GREEN = "#000000", "#E69F00", "#56B4E9", "#009E73"
BLUE, VERMILION, PURPLE, GREY = "#0072B2", "#D55E00", "#CC79A7", "#8C8C8C"
TEXT, QUIET, FAINT = "#222222", "#666666", "#DDDDDD"
"""Okabe and Ito's colours, told apart by colour-blind eyes, and three greys for what is not data."""

FONT_FILE = Path(__file__).with_name("fonts") / "FansimCJK-Regular.ttf"
FAMILY = ["DejaVu Sans", "Fansim CJK"]
_SETTINGS: dict[str, Any] = {
    "font.family": FAMILY,
    "font.size": 12.0,
    "text.color": TEXT,
    "text.parse_math": False,
    "lines.linewidth": 2.2,
    "lines.solid_capstyle": "round",
    "hatch.linewidth": 0.6,
}
_ENCODING: dict[str, Any] = {
    "metadata": {"Software": None},
    "pil_kwargs": {"compress_level": 3},  # two thirds of the time of the usual 6, for a tenth more bytes
}
_ONE_AT_A_TIME = threading.RLock()

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Look:
    """How one series appears everywhere: its name, and the colour, line and marker that tell it apart."""

    name: str
    color: str
    line: Any = "-"
    marker: str = "o"

    @property
    def said(self) -> str:
        """Its name in the language in use."""
        return term(self.name)


DASHED, DOTTED, DASH_DOT, LONG = (0, (5, 2)), (0, (1.2, 1.6)), (0, (6, 2, 1.2, 2)), (0, (9, 3))
STAGES = {
    "member": Look("Members", GREEN),
    "waiting": Look("Waiting for a seat", ORANGE, DASHED),
    "follower": Look("Followers", SKY, DASH_DOT),
    "lapsed": Look("Lapsed", PURPLE, DOTTED),
    "rejector": Look("Rejectors", "#777777", LONG),
    "unaware": Look("Unaware", "#CFCFCF", "-"),
}
LABELS = {
    "outsider": Look("Outsiders", "#BDBDBD", "-", "o"),
    "casual_user": Look("Casual users", SKY, DASH_DOT, "o"),
    "core_fan": Look("Core fans", BLUE, "-", "o"),
    "fan_hater": Look("Haters turned from fans", PURPLE, DASHED, "v"),
    "shill": Look("Shills", VERMILION, "-", "s"),
    "pro_hater": Look("Professional haters", BLACK, (0, (3, 1, 1, 1)), "X"),
}
SERIES = (
    Look("", BLUE),
    Look("", VERMILION, DASHED, "s"),
    Look("", GREEN, DASH_DOT, "^"),
    Look("", PURPLE, LONG, "D"),
    Look("", ORANGE, DOTTED, "v"),
    Look("", BLACK, (0, (3, 1)), "P"),
    Look("", SKY, "-", "X"),
)
"""Looks for series without a meaning of their own (scenarios, levels of a factor), in this order."""


@functools.cache
def _carry_font() -> None:
    """Tell matplotlib, once and only when something is drawn, of the font that fansim carries."""
    fontManager.addfont(FONT_FILE)


@contextmanager
def look() -> Iterator[None]:
    """Draw in fansim's style inside, whatever the user's settings; they are as before outside.

    matplotlib's settings belong to the whole process: the lock keeps two threads from restoring those of
    each other.
    """
    with _ONE_AT_A_TIME, matplotlib.style.context(["default", _SETTINGS]):
        _carry_font()
        yield


def in_style(function: Callable[P, R]) -> Callable[P, R]:
    """Make a figure function draw in fansim's style (see `look`)."""

    @functools.wraps(function)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> R:
        with look():
            return function(*args, **kwargs)

    return drawn


def ink(color: str) -> str:
    """The colour, darkened until text in it reads well on white (contrast 4.5 to 1)."""
    red, green, blue = to_rgb(color)
    while _luminance((red, green, blue)) > 0.18:
        red, green, blue = 0.95 * red, 0.95 * green, 0.95 * blue
    return to_hex((red, green, blue))


def _luminance(rgb: Iterable[float]) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def text_on(color: Any) -> str:
    """Black or white, whichever reads better on the colour."""
    return TEXT if _luminance(to_rgb(color)) > 0.2 else "#FFFFFF"


def png(drawing: Axes | FigureBase, dpi: int = 150) -> bytes:
    """A figure (or the figure that holds the axes) as PNG bytes; the same tables give the same bytes.

    It is drawn on a canvas of its own and once only: `Figure.savefig` draws twice, and needs the user's backend.
    """
    figure: Any = drawing.get_figure(root=True)
    canvas, dots = figure.canvas, figure.dpi
    buffer = io.BytesIO()
    try:
        with look():
            own: Any = FigureCanvasAgg(figure)
            figure.dpi = dpi
            own.draw()
            imsave(buffer, own.buffer_rgba(), format="png", dpi=dpi, **_ENCODING)
    finally:
        figure.dpi = dots
        figure.set_canvas(canvas)
    return buffer.getvalue()


def save(drawing: Axes | FigureBase, path: str | os.PathLike[str]) -> Path:
    """Write a figure (or the figure that holds the axes) as PNG, whole or not at all; return the path.

    Raises
    ------
    ResultError
        If the name does not end in .png, or the folder cannot be written.
    """
    target = Path(path)
    if target.suffix.lower() != ".png":
        png_name = target.with_suffix(".png").name
        raise ResultError(say("{file}: figures are saved as PNG; name the file {name}", file=target, name=png_name))
    picture = png(drawing)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, picture)
    except OSError as error:
        reason = error.strerror or error
        raise ResultError(say("{file}: cannot be written ({reason})", file=target, reason=reason)) from error
    return target
