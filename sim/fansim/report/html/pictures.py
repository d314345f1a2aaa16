"""Figures as pictures within the page: each the address of its own bytes, so that the page needs no other file."""

from __future__ import annotations

import io
from base64 import b64encode
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.collections import Collection

from fansim.language import language
from fansim.report.style import look

_MOST_SHAPES = 400  # of one collection: more are drawn as an image within the picture, which stays small
_SETTINGS = {"svg.hashsalt": "fansim", "svg.fonttype": "path", "figure.dpi": 100}
_KINDS = {".svg": "image/svg+xml", ".png": "image/png"}


def svg(drawing: Axes) -> bytes:
    """Return the figure of some axes as SVG; the same tables give the same bytes.

    Letters are outlines, so that they look alike, and fit, on machines without the font.
    """
    figure: Any = drawing.get_figure(root=True)
    canvas, buffer = figure.canvas, io.BytesIO()
    for shapes in figure.findobj(Collection):
        if max(len(shapes.get_offsets()), len(shapes.get_paths())) > _MOST_SHAPES:
            shapes.set_rasterized(True)
    try:
        with look(), matplotlib.rc_context(_SETTINGS):  # type: ignore[arg-type]
            own: Any = FigureCanvasSVG(figure)
            own.print_svg(buffer, metadata={"Date": None, "Creator": None})
    finally:
        figure.set_canvas(canvas)
    return buffer.getvalue()


def within(picture: bytes, ending: str = ".svg") -> str:
    """Return the address that is the picture itself."""
    return f"data:{_KINDS[ending]};base64,{b64encode(picture).decode()}"


def drawn(axes: Axes) -> str:
    """Return the figure of some axes as the address of an SVG."""
    return within(svg(axes))


def saved(folder: Path, name: str) -> str:
    """Return a figure that a folder holds, in the language in use and as SVG where it has that; empty without any."""
    for ending in (f".{language()}.svg", *_KINDS):
        if (folder / f"{name}{ending}").is_file():
            return within((folder / f"{name}{ending}").read_bytes(), ending[-4:])
    return ""
