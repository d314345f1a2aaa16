"""The figures: what they show, that they show something sensible in every small case, and how they are saved."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from matplotlib.ft2font import FT2Font
from matplotlib.image import imread
from numpy.testing import assert_allclose
from tests.unit.figure_tables import daily_table, neighbourhood, retention_curve, runs_and_comparison, study_runs

from fansim import report
from fansim.errors import ResultError
from fansim.report import lines, style, words
from fansim.scenario import KEYS

DAILY = ("stages", "labels", "adoption", "groups", "attitudes", "shill_share")
CHINESE = "雷軍粉絲群 米粉 红包 回饋 门槛"
NOTHING = daily_table(30) * np.nan
RUNS, COMPARISON = runs_and_comparison(("leijun_groups", "open_door", "$coupons$ " + 9 * "long "), 5)
STUDY = study_runs()
HOLES = STUDY[7:12].assign(unknown=np.where(STUDY["seed"][7:12] == 1, np.nan, 1.0))
SWINGS = pd.DataFrame({"factor": ["entry.follow_days", "groups.cap"], "low": [0.5, 0.8], "high": [0.9, 0.8]})
INDICES = pd.DataFrame({"factor": ["a.b", "c"], "total": [0.5, 0.0], "first": [0.4, -0.01], "low": 0.1, "high": 0.6})

SMALL = ("one day", "one person", "all zero", "no data", "nobody", "none", "no policies", "too large", "holes")
# name: (figure, what it is given, other arguments)
CASES: dict[str, tuple[str, tuple[object, ...], dict[str, object]]] = {
    **{f"{name}, one run": (name, (daily_table(),), {}) for name in DAILY},
    **{f"{name}, replications": (name, ([daily_table(200), daily_table(90, seed=2), NOTHING],), {}) for name in DAILY},
    **{f"{name}, one day": (name, (daily_table(1),), {}) for name in DAILY},
    **{f"{name}, one person": (name, (daily_table(9, people=1, shills=0),), {}) for name in DAILY},
    **{f"{name}, all zero": (name, (0 * daily_table(30).fillna(0),), {}) for name in DAILY},
    **{f"{name}, no data": (name, (NOTHING,), {}) for name in DAILY},
    "shills, campaigns": ("shill_share", (daily_table(),), {"campaign_days": (20, 340)}),
    "retention": ("retention", (retention_curve(),), {}),
    "retention, several": ("retention", ({"a": retention_curve(), "$b$ $": retention_curve(9, 3)},), {}),
    "retention, one day": ("retention", (retention_curve(0),), {}),
    "retention, nobody": ("retention", (retention_curve() * np.nan,), {}),
    "network": ("network", neighbourhood(150, 500), {}),
    "network, one person": ("network", neighbourhood(1, 0), {}),
    "network, nobody": ("network", neighbourhood(0, 0), {}),
    "network, too large": ("network", neighbourhood(6_000, 0), {}),
    **{f"comparison, {g}": ("comparison", (COMPARISON, g), {"runs": RUNS}) for g in words.GROUPS},
    "comparison, one run": ("comparison", (runs_and_comparison(("a", "b"), 1)[1],), {}),
    "comparison, baseline only": ("comparison", (runs_and_comparison(("a",), 3)[1], "reach"), {}),
    "shills, much": (
        "shill_share",
        (daily_table(),),
        {"campaign_days": (20,), "changes": ((30, "a = 1"), (31, "门槛 = 2")), "start": date(2025, 1, 5)},
    ),
    "trajectories": ("trajectories", ({"a": daily_table(), "b": [daily_table(90, seed=s) for s in (1, 2)]},), {}),
    "trajectories, five": ("trajectories", ({k: daily_table(40) for k in "abcde"}, "trust"), {}),
    "trajectories, no data": ("trajectories", ({"a": NOTHING},), {}),
    "heatmap": ("heatmap", (STUDY, "entry.follow_days", "groups.cap", "retention_90"), {}),
    "heatmap, holes": ("heatmap", (HOLES, "seed", "incentives.kind", "unknown"), {}),
    "multiples": (
        "multiples",
        (STUDY, "entry.follow_days", "shill_share"),
        {"panel": "groups.cap", "line": "incentives.kind"},
    ),
    "multiples, one run": ("multiples", (STUDY[:1], "entry.follow_days", "reach"), {}),
    "pareto": ("pareto", (STUDY, "shill_share", "reach"), {"name": "policy", "limits": {"reach": 0.7}}),
    "pareto, none within": ("pareto", (STUDY, "shill_share", "reach"), {"limits": {"shill_share": 0.0}}),
    "pareto, no policies": ("pareto", (STUDY[:0], "shill_share", "reach"), {}),
    "tornado": ("tornado", (SWINGS, "retention_90", 0.8), {}),
    "tornado, none": ("tornado", (SWINGS[:0], "retention_90", 0.8), {}),
    "sensitivity": ("sensitivity", (INDICES, "retention_90"), {}),
    "sensitivity, all zero": ("sensitivity", (INDICES[["factor"]].assign(total=0.0), "reach"), {}),
}


def texts(ax: Axes) -> str:
    """All that is written on axes and their panels."""
    own = [text.get_text() for text in (*ax.texts, ax.title, ax._left_title)]
    return "\n".join([*own, *(texts(panel) for panel in ax.child_axes)])


@pytest.mark.parametrize("case", CASES)
def test_every_figure_draws_in_every_case_without_a_warning(case: str) -> None:
    name, tables, options = CASES[case]
    if case.endswith(SMALL):  # without the layout of a new figure: quicker
        options = options | {"ax": Figure().add_subplot()}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = getattr(report, name)(*tables, **options, title=f"{CHINESE} $5 or $10", footer=f"seed 1 {CHINESE}")
        assert isinstance(ax, Axes)
        ax.figure.draw_without_rendering()
    assert "$5 or $10" in texts(ax)


@pytest.mark.parametrize("case", ["stages, one run", "shills, campaigns", "comparison, retention", "heatmap"])
def test_a_figure_draws_on_the_axes_it_is_given(case: str) -> None:
    name, tables, options = CASES[case]
    given_ax = Figure().add_subplot(1, 2, 1)
    assert getattr(report, name)(*tables, **options, ax=given_ax) is given_ax


def test_replications_are_drawn_as_their_median_with_a_band_from_10_to_90_percent() -> None:
    values = pd.DataFrame(np.arange(33.0).reshape(3, 11))
    with style.look():
        ax = Figure().add_subplot()
        end = lines.draw(ax, values, style.Look("x", style.BLUE))
    assert end == 27
    assert_allclose(ax.lines[0].get_ydata(), [5, 16, 27])
    heights = ax.collections[0].get_paths()[0].vertices[:, 1]
    assert {1.0, 9.0, 12.0, 20.0, 23.0, 31.0} <= set(np.round(heights, 9))


def test_labels_beside_lines_do_not_overlap() -> None:
    for ax in (report.stages([daily_table(seed=seed) for seed in (1, 2)]), report.labels(0 * daily_table(9))):
        ax.figure.draw_without_rendering()
        boxes = sorted((text.get_window_extent() for text in ax.texts), key=lambda box: box.y0)
        assert len(boxes) == 6
        assert all(low.y1 <= high.y0 + 0.5 for low, high in pairwise(boxes))


@given(st.lists(st.floats(-0.5, 1.5), min_size=1, max_size=12), st.floats(0.001, 0.3))
def test_spread_labels_keep_their_order_their_distance_and_the_axes(heights: list[float], gap: float) -> None:
    before = np.array(heights)
    after = lines.spread(before, gap)
    order = np.argsort(before, kind="stable")
    assert (np.diff(after[order]) >= gap - 1e-9).all()
    if gap * (len(before) - 1) <= 1:
        assert after.min() >= -1e-9
        assert after.max() <= 1 + 1e-9
    if (np.diff(before[order]) >= gap).all() and before.min() >= 0 and before.max() <= 1:
        assert_allclose(after, before, atol=1e-12)


def test_shares_and_counts_are_said_in_words_on_the_figure() -> None:
    table = pd.DataFrame({"adoptions_wom": [1_000, 2_000], "adoptions_ads": [500, 400], "adoptions_bought": [0, 100]})
    assert "Word of mouth 3,000\n(75% of all)" in texts(report.adoption(table))
    assert "90 days: 79%" in texts(report.retention(retention_curve()))
    assert "Nobody was banned" in texts(report.shill_share(0 * daily_table(9)))
    assert "There are too many persons" in texts(report.network(*neighbourhood(6_000, 0)))


def test_one_day_of_flows_counts_once() -> None:
    table = pd.DataFrame({"adoptions_wom": [3], "adoptions_ads": [1], "adoptions_bought": [0]})
    assert "Word of mouth 3\n(75% of all)" in texts(report.adoption(table))
    table = pd.DataFrame({"shill_share": [0.5], "bans_shill": [7], "bans_genuine": [2]})
    assert "7 shills" in texts(report.shill_share(table))


@pytest.mark.parametrize(
    ("name", "interval", "said"),
    [
        ("retention_90", (0.041, 0.03, 0.05), "better: 4.1 points higher"),
        ("shill_share", (0.041, 0.03, 0.05), "worse: 4.1 points higher"),
        ("shill_share", (-0.041, -0.05, -0.03), "better: 4.1 points lower"),
        ("retention_90", (0.041, -0.01, 0.09), "no clear difference"),
        ("retention_90", (0.0, 0.0, 0.0), "no difference at all"),
        ("retention_90", (np.nan, np.nan, np.nan), "not defined"),
        ("retention_90", (0.041, np.nan, np.nan), "4.1 points higher, no interval"),
        ("wom_top2_share", (0.041, 0.03, 0.05), "4.1 points higher"),
        ("cost_total", (-12_345.6, -13_000, -12_000), "better: 12,346 yuan lower"),
        ("something_new", (2.0, 1.0, 3.0), "2 higher"),
    ],
)
def test_verdict(name: str, interval: tuple[float, float, float], said: str) -> None:
    assert words.verdict(name, *interval) == said


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12), st.sampled_from(["min", "max"]))
def test_the_pareto_front_is_what_nothing_beats(pairs: list[tuple[int, int]], goal: str) -> None:
    points = pd.DataFrame(pairs, columns=["x", "y"], dtype=float)
    sign = 1 if goal == "min" else -1
    beaten = [any(sign * a <= sign * x and b <= y and (a, b) != (x, y) for a, b in pairs) for x, y in pairs]
    front = report.pareto_front(points, "x", "y", {"x": goal, "y": "min"})
    assert front.tolist() == [not lost for lost in beaten]


@pytest.fixture
def only_matplotlibs_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without fonts of its own."""
    bundled = [font for font in fontManager.ttflist if font.fname.startswith(mpl.get_data_path())]
    monkeypatch.setattr(fontManager, "ttflist", bundled)
    fontManager._findfont_cached.cache_clear()
    style._carry_font.cache_clear()
    yield
    fontManager._findfont_cached.cache_clear()
    style._carry_font.cache_clear()


@pytest.mark.usefixtures("only_matplotlibs_fonts")
def test_chinese_letters_show_on_a_machine_without_such_fonts() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        report.png(report.trajectories({CHINESE: daily_table(50)}, title=CHINESE, footer=CHINESE), dpi=30)
    ax = Figure().add_subplot()
    ax.set_title(CHINESE)
    with pytest.warns(UserWarning, match="missing from font"):
        ax.figure.draw_without_rendering()  # without fansim's style: so the test can fail


def test_the_carried_font_has_the_common_letters_of_both_scripts_and_a_licence() -> None:
    known = set(FT2Font(str(style.FONT_FILE)).get_charmap())
    simplified = bytes(b for row in range(0xB0, 0xF8) for col in range(0xA1, 0xFF) for b in (row, col))
    traditional = bytes(b for row in range(0xA4, 0xC6) for col in range(0xA1, 0xFF) for b in (row, col))
    letters = simplified.decode("gb2312", "ignore") + traditional.decode("big5", "ignore")
    assert not {letter for letter in letters if ord(letter) not in known}
    assert style.FONT_FILE.stat().st_size < 3_000_000
    assert "SIL OPEN FONT LICENSE" in style.FONT_FILE.with_name("OFL.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("color", [*style.STAGES.values(), *style.LABELS.values(), *style.SERIES])
def test_text_in_the_colours_of_series_reads_on_white(color: style.Look) -> None:
    assert 1.05 / (style._luminance(mpl.colors.to_rgb(style.ink(color.color))) + 0.05) >= 4.5


def test_the_users_settings_are_left_alone_also_by_threads() -> None:
    before = dict(mpl.rcParams)
    draws: list[Callable[[], object]] = [lambda: report.png(report.labels(daily_table(40)), dpi=20)] * 3
    threads = [threading.Thread(target=draw) for draw in draws]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert dict(mpl.rcParams) == before


def test_matplotlib_is_imported_late_and_pyplot_never() -> None:
    code = (
        "import sys, fansim.report as r; assert 'matplotlib' not in sys.modules; "
        "r.stages, r.heatmap; assert 'matplotlib' in sys.modules; assert 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    assert all(hasattr(report, name) for name in report.__all__)


def test_the_same_tables_give_the_same_bytes_and_nothing_else_is_left(tmp_path: Path) -> None:
    first = report.save(report.shill_share(daily_table(), footer="seed 1"), tmp_path / "new" / "a.png")
    again = report.save(report.shill_share(daily_table(), footer="seed 1").figure, str(tmp_path / "new" / "b.png"))
    assert first == tmp_path / "new" / "a.png"
    assert first.read_bytes() == again.read_bytes()
    assert sorted(path.name for path in first.parent.iterdir()) == ["a.png", "b.png"]


def test_a_save_that_fails_says_so_and_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ax = report.groups(daily_table(9))
    with pytest.raises(ResultError, match=r"saved as PNG; name the file a\.png"):
        report.save(ax, tmp_path / "a.pdf")
    old = tmp_path / "a.png"
    old.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ResultError, match="No space left on device"):
        report.save(ax, old)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


@pytest.mark.parametrize("case", ["stages, one run", "shills, campaigns", "network", "heatmap"])
def test_a_picture_is_what_matplotlib_would_save_and_the_figure_is_left_as_it_was(case: str) -> None:
    name, tables, options = CASES[case]
    ax = getattr(report, name)(*tables, **options)
    canvas = ax.figure.canvas
    ours, theirs = io.BytesIO(report.png(ax, 110)), io.BytesIO()
    assert (ax.figure.canvas, ax.figure.dpi) == (canvas, 100)
    with style.look():
        getattr(report, name)(*tables, **options).figure.savefig(theirs, format="png", dpi=110)
    np.testing.assert_array_equal(imread(ours), imread(io.BytesIO(theirs.getvalue())))


@pytest.mark.parametrize(
    ("backend", "known"),
    [("module://matplotlib_inline.backend_inline", False), ("no such backend", False), ("pdf", True)],
)
def test_figures_are_drawn_whatever_backend_is_named_and_pyplot_still_gets_it(backend: str, known: bool) -> None:
    code = (
        "import os; from fansim.report.figures import stages, png; from tests.unit.figure_tables import daily_table; "
        "assert png(stages(daily_table(9)), 30)[1:4] == b'PNG'; import matplotlib; "
        "print(dict.get(matplotlib.rcParams, 'backend'), os.environ['MPLBACKEND'], sep=chr(10))"
    )
    hide = "import sys; sys.modules['matplotlib_inline'] = None; "
    environment = {**os.environ, "MPLBACKEND": backend}
    process = subprocess.run(
        [sys.executable, "-c", hide + code], env=environment, capture_output=True, text=True, check=False
    )
    assert process.returncode == 0, process.stderr
    chosen, named = process.stdout.splitlines()
    assert named == backend
    assert (chosen == backend) == known


@pytest.mark.parametrize(
    ("draw", "said"),
    [
        (lambda: report.stages([]), "at least one run"),
        (lambda: report.stages(daily_table(5)[:0]), "has no days"),
        (lambda: report.groups(pd.DataFrame({"groups_open": [1]})), "lacks the column.*groups_full; it has"),
        (lambda: report.comparison(COMPARISON, "nps"), "has none of nps; it has retention_30"),
        (lambda: report.trajectories({}), "at least one scenario"),
        (lambda: report.multiples(STUDY[:0], "seed", "reach"), "is empty"),
        (lambda: report.pareto(STUDY, "seed", "reach"), "say whether less or more"),
    ],
)
def test_a_table_that_cannot_be_drawn_is_refused_in_words(draw: Callable[[], object], said: str) -> None:
    with pytest.raises(ResultError, match=said):
        draw()


def test_a_policy_that_breaks_a_limit_that_is_not_drawn_is_not_lettered_as_best() -> None:
    points = pd.DataFrame(
        {"name": ["cheap", "breaks", "good"], "reach": [0.1, 0.9, 0.5], "shill_share": [0.1, 0.01, 0.05],
         "kept": [True, False, True]}
    )  # fmt: skip
    ax = report.pareto(points, "reach", "shill_share", name="name", kept="kept")
    front = next(line for line in ax.lines if line.get_marker() == "o")
    assert list(zip(front.get_xdata(), front.get_ydata(), strict=True)) == [(0.5, 0.05)]
    texts = " ".join(text.get_text() for text in ax.texts)
    assert "good" in texts
    assert "breaks" not in texts
    crosses = ax.collections[0].get_offsets()
    assert np.asarray(crosses).tolist() == [[0.9, 0.01]]


def test_the_figure_of_groups_draws_the_table() -> None:
    daily = pd.DataFrame(
        {"groups_open": [0, 2, 4], "groups_full": [0, 1, 3], "groups_full_share": [0, 0.1, 0.3]},
        index=pd.RangeIndex(3, name="day"),
    )
    ax = report.groups(daily)
    drawn = [list(line.get_ydata()) for line in ax.lines if len(line.get_ydata()) == 3]
    assert [0, 2, 4] in drawn
    assert [0, 1, 3] in drawn
    assert any("Full 3" in text.get_text() and "75% of open" in text.get_text() for text in ax.texts)


def test_every_key_has_a_title_of_its_own_that_fits_an_axis() -> None:
    titles = {key: words.lever(key) for key in KEYS}
    assert [key for key, title in titles.items() if title == words.plain(key) or not 3 <= len(title) <= 60] == []
    assert len(set(titles.values())) == len(titles)
    referring = re.compile(r"\b(it|likewise)\b")
    assert [title for title in titles.values() if referring.search(title)] == [], "of what, nobody could tell"


def test_an_effect_against_what_a_key_declares_is_surprising() -> None:
    said = "This is surprising: more of it was expected to lower this outcome"
    assert words.surprise("entry.follow_days", "shill_share", 30, 0.1) == said
    assert words.surprise("entry.follow_days", "shill_share", -30, -0.1) == said
    assert words.surprise("entry.follow_days", "shill_share", 30, -0.1) == ""
    assert words.surprise("entry.follow_days", "reach", 30, -0.1) == "", "nothing is declared"
    assert words.surprise("policy", "reach", 30, -0.1) == ""


def test_what_keys_are_expected_to_move_are_outcomes() -> None:
    expected = {name for known in KEYS.values() for name, _ in known.expects}
    assert expected
    assert expected <= words.OUTCOMES.keys()


def test_items_of_a_list_after_the_first_are_told_apart_by_number() -> None:
    assert words.lever("campaigns.0.budget") == "Budget of the campaign (yuan)"
    assert words.lever("campaigns.1.budget") == "Budget of the campaign (yuan), no. 2"
