"""The report of each kind of result: what it shows, that it needs nothing else, and that all in it is text."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
from tests.experiments.small_study import SMALL, mapping
from tests.pages import ROOT

import fansim
from fansim.command import remember_command
from fansim.errors import ResultError
from fansim.experiments.analyses.analyse import analyse
from fansim.experiments.study.study import study_from_mapping
from fansim.language import spoken, words
from fansim.report.html import page_of, rendered, write_report
from fansim.report.html.assumed import MOST, SCREENED, assumptions, of_boxes, of_sensitivity
from fansim.report.html.findings import read_findings
from fansim.report.html.page import Page
from fansim.report.html.pictures import saved, within
from fansim.report.html.rows import frame_rows
from fansim.report.html.settings import told
from fansim.report.words import first_low, heading, level, lever, outcome, source_words
from fansim.results import save_result
from fansim.scenario import KEYS

HOSTILE = '<script>alert("x")</script> & "quotes" <img src=x onerror=y>'
VOID = {"meta", "img", "br", "hr", "link", "input"}
KINDS = ("run", "comparison", "sweep", "gate", "robustness")


class Read(HTMLParser):
    """The elements of a page in order, once each is closed by its own end tag."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.seen if name == tag]


def scenario(**changes: object) -> fansim.Scenario:
    return fansim.load_scenario(ROOT / "scenarios" / "leijun_classroom.toml", SMALL | changes)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a tiny result of each kind, with titles and names that are markup."""
    remember_command("")  # another test of this process may have given one
    place = tmp_path_factory.mktemp("results")
    found = {kind: place / kind for kind in KINDS}
    save_result(
        fansim.run(scenario(title=HOSTILE, days=50, **{"population.size": 1000, "groups.max_groups": 30}), seed=1),
        found["run"],
        figures=False,
    )
    pair = {
        "<b>a</b>": scenario(title="<i>plain</i>"),
        "b": scenario(**{"entry.follow_days": 0, "title": "Open & free"}),
    }
    fansim.compare(pair, replications=2).save(found["comparison"])
    factors = {"entry.follow_days": [0, 5], "campaigns.0.budget": [500.0]}
    study = study_from_mapping(
        mapping(
            title=HOSTILE,
            replications=2,
            design={"kind": "grid", "factors": factors},
            robustness={
                "objectives": {"reach": "max"},
                "policies": {"<u>few</u>": {"groups.cap": 10}, "many": {"groups.cap": 20}},
            },
        )
    )
    fansim.sweep(study, out=found["sweep"])
    for kind in ("gate", "robustness"):
        analyse(study, kind, out=found[kind])
    return found


@pytest.fixture(scope="module", params=KINDS)
def made(request: pytest.FixtureRequest, folders: dict[str, Path]) -> tuple[Page, str]:
    page = page_of(folders[request.param])
    return page, rendered(page)


def test_it_opens_by_itself(made: tuple[Page, str]) -> None:
    page = Read(made[1])
    assert page.all("html") == [{"lang": "en"}]
    assert [tag for tag in ("script", "link", "iframe", "object", "base") if page.all(tag)] == []
    addresses = [value for _, each in page.seen for name, value in each.items() if name in ("src", "href")]
    assert all(str(address).startswith("data:image/") for address in addresses)
    assert "url(" not in made[1]
    assert "@import" not in made[1]
    assert any(each.get("name") == "viewport" for each in page.all("meta"))


def test_the_answer_stands_first_and_every_part_is_there(made: tuple[Page, str]) -> None:
    page, text = made
    sections = [each["id"] for each in Read(text).all("section")]
    assert sections[:2] == ["answer", "headline"]
    assert {"limits", "assumptions", "again"} <= set(sections)
    assert page.answer
    assert all(page.answer)


def test_every_figure_has_its_numbers(made: tuple[Page, str]) -> None:
    page, text = made
    read = Read(text)
    assert len(read.all("figure")) == len(read.all("img")) == len(page.figures)
    for figure in page.figures:
        assert figure.title
        assert figure.table.rows
        assert all(len(row) == len(figure.table.head) for row in figure.table.rows)
    assert text.count("<figure>") == len(re.findall(r"<figcaption><details><summary>.+?</summary>\s*<div", text))


def test_figures_are_drawn_with_lines(made: tuple[Page, str]) -> None:
    for figure in made[0].figures:
        kind, _, data = figure.picture.partition(";base64,")
        assert kind == "data:image/svg+xml"
        assert b"<svg" in b64decode(data)


def test_a_figure_that_is_kept_is_shown_in_the_language_asked_for(tmp_path: Path) -> None:
    for name in ("one.svg", "one.zh.svg", "one.png", "other.png"):
        (tmp_path / name).write_bytes(name.encode())
    for wanted, one in (("en", "one.svg"), ("zh", "one.zh.svg")):
        with spoken(wanted):
            assert saved(tmp_path, "one") == within(one.encode())
            assert saved(tmp_path, "other") == within(b"other.png", ".png")


def test_markup_in_titles_and_names_is_text(made: tuple[Page, str]) -> None:
    tags = {name for name, _ in Read(made[1]).seen}
    assert tags.isdisjoint({"script", "b", "i", "u"})
    assert "onerror" not in {name for _, each in Read(made[1]).seen for name in each}
    shown = made[1].replace("&lt;", "<").replace("&gt;", ">").replace("&#34;", '"').replace("&amp;", "&")
    assert HOSTILE in shown or "<i>plain</i>" in shown


def test_the_answer_of_a_run_has_the_numbers_of_its_tables(folders: dict[str, Path]) -> None:
    page = page_of(folders["run"])
    table = pd.read_csv(folders["run"] / "summary.csv", encoding="utf-8-sig").set_index("outcome")["value"]
    reach, shills = level("reach", table["reach"]), level("shill_share", table["shill_share"])
    assert reach in page.answer[0]
    assert any(shills in sentence for sentence in page.answer)
    assert page.headline is not None
    assert {reach, shills} <= {row[1] for row in page.headline.rows}


def test_the_answer_of_a_comparison_has_the_numbers_of_its_tables(folders: dict[str, Path]) -> None:
    page = page_of(folders["comparison"])
    assert page.headline is not None
    reaches = [row[2] for row in page.headline.rows if row[0].startswith("Reach")]
    assert len(reaches) == 2
    assert all(reach in page.answer[0] for reach in reaches)


def test_a_comparison_shows_what_tells_its_scenarios_apart_and_how_firm_it_is(folders: dict[str, Path]) -> None:
    page = page_of(folders["comparison"])
    assert page.differences is not None
    assert [(row[1], row[2], row[3]) for row in page.differences.rows] == [("5 days", "0 days", "entry.follow_days")]
    runs = pd.read_parquet(folders["comparison"] / "runs.parquet").pivot(index="seed", columns="base", values="reach")
    difference = runs["b"] - runs["<b>a</b>"]
    assert page.firm is not None
    told = [row for row in page.firm.rows if row[0].startswith("Reach")]
    agree = int(((difference > 0) == (difference.mean() > 0)).sum())
    assert [row[3] for row in told] == ([f"{agree} of 2"] if difference.mean() else [])


def test_the_answer_of_a_sweep_has_the_numbers_of_its_table(folders: dict[str, Path]) -> None:
    page = page_of(folders["sweep"])
    table = pd.read_csv(folders["sweep"] / "summary.csv", encoding="utf-8-sig")
    best = level("shill_share", table["shill_share_mean"].min())
    assert any(f"({best})" in sentence for sentence in page.answer)


def test_an_analysis_says_what_its_command_said(folders: dict[str, Path]) -> None:
    page, said = page_of(folders["gate"]), (folders["gate"] / "findings.md").read_text(encoding="utf-8")
    assert [sentence for sentence in (*page.answer, *page.limits) if sentence not in said] == []
    assert page.limits


def test_it_names_the_command_where_the_folder_knows_it(folders: dict[str, Path], tmp_path: Path) -> None:
    assert "does not say which command" in rendered(page_of(folders["sweep"]))
    save_result(fansim.run(scenario(), seed=1), tmp_path / "run", figures=False, command="fansim run x --seed 1")
    assert "<pre>fansim run x --seed 1</pre>" in rendered(page_of(tmp_path / "run"))


def test_what_was_set_has_its_source(folders: dict[str, Path]) -> None:
    table = page_of(folders["run"]).settings
    assert table is not None
    by_key = {row[4]: row for row in table.rows}
    assert by_key["entry.follow_days"][1:4] == ("5 days", "60 days", "F-01")


def test_assumptions_are_few_with_their_reasons_sources_and_the_count_of_the_rest(folders: dict[str, Path]) -> None:
    table = page_of(folders["run"]).assumptions
    assert table is not None
    assert len(table.rows) <= MOST
    assert table.rows[0][3:] == (
        "still members 90 days after joining", "T9, assumption", "churn.a"
    )  # fmt: skip
    on = {row[5] for row in table.rows if row[3] == "a mechanism that is on here"}
    assert any(key.startswith("campaigns.") for key in on), "the scenario has campaigns, which are off by default"
    assert not any(key.startswith(("hub.", "ads.")) for key in on)
    assert "does not show which assumptions matter" in table.note
    assert "are assumptions" in table.note


def test_the_bundled_screening_is_what_the_report_says_of_it() -> None:
    table = pd.read_csv(ROOT / "results/reference/what_matters_sensitivity/sensitivity.csv", encoding="utf-8-sig")
    reasons = of_sensitivity(table)
    assert list(reasons) == list(SCREENED)
    assert [reasons[key] for key in SCREENED] == [first_low(outcome(name).name) for name in SCREENED.values()]


def test_assumptions_that_the_result_shows_to_matter_come_alone(folders: dict[str, Path]) -> None:
    values = json.loads((folders["run"] / "manifest.json").read_text(encoding="utf-8"))["scenario"]
    boxes = pd.DataFrame({"box": [1], "factor": ["churn.b"], "low": [30.0], "high": [float("nan")]})
    table = assumptions(values, of_boxes(boxes))
    assert table is not None
    assert [(row[3], row[5]) for row in table.rows] == [("whether the policy fails", "churn.b")]


def test_it_is_written_whole_and_a_new_run_takes_it_away(folders: dict[str, Path], tmp_path: Path) -> None:
    result = fansim.run(scenario(), seed=1)
    save_result(result, tmp_path / "run", figures=False)
    path = write_report(tmp_path / "run")
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    save_result(result, tmp_path / "run", figures=False)
    assert not path.exists()


def test_the_language_of_the_page_follows(folders: dict[str, Path]) -> None:
    with spoken("zh"):
        text = rendered(page_of(folders["run"]))
    assert '<html lang="zh-Hans">' in text
    assert "<h2>结论</h2>" in text


def test_every_text_of_the_template_has_its_chinese() -> None:
    template = (ROOT / "sim/fansim/report/html/page.html").read_text(encoding="utf-8")
    texts = re.findall(r'say\("([^"]+)"', template)
    assert len(texts) == template.count("say(")
    assert [text for text in texts if text not in words()] == []


def test_a_comparison_says_what_its_command_said(folders: dict[str, Path]) -> None:
    page, written = page_of(folders["comparison"]), read_findings(folders["comparison"])
    assert (page.title, page.answer, page.limits) == (written.title, written.answer, written.limits)
    assert [(part.title, part.lines) for part in page.findings] == [(part.title, part.lines) for part in written.parts]


def test_a_comparison_speaks_the_language_asked_for(folders: dict[str, Path], tmp_path: Path) -> None:
    (folders["comparison"] / "findings.md").rename(tmp_path / "findings.md")
    try:
        with spoken("zh"):
            page = page_of(folders["comparison"])
    finally:
        (tmp_path / "findings.md").rename(folders["comparison"] / "findings.md")
    assert page.title == "“Open & free”与“<i>plain</i>”相比"
    sentences = [*page.answer, *page.limits, *(line for part in page.findings for line in part.lines)]
    assert [one for one in sentences if not re.search("[一-鿿]", one)] == []


@pytest.mark.parametrize("kind", ["gate", "robustness"])
def test_an_analysis_speaks_the_language_asked_for(folders: dict[str, Path], tmp_path: Path, kind: str) -> None:
    page = page_of(folders[kind])
    with spoken("zh"):
        told = page_of(folders[kind])
    sentences = [*told.answer, *told.limits, *(line for part in told.findings for line in part.lines)]
    assert [one for one in sentences if not re.search("[一-鿿]", one)] == []
    assert len(told.limits) == len(page.limits)
    (folders[kind] / "findings.json").rename(tmp_path / "findings.json")  # as in folders of earlier versions
    try:
        with spoken("zh"):
            assert page_of(folders[kind]).answer == page.answer
    finally:
        (tmp_path / "findings.json").rename(folders[kind] / "findings.json")


def test_findings_come_apart(tmp_path: Path) -> None:
    page = "# A\n\n**x** against y.\n\n## Part\n\n- one\n\n| a |\n\nWhat this does not show:\n\n- two\n"
    (tmp_path / "findings.md").write_text(page, encoding="utf-8")
    found = read_findings(tmp_path)
    assert (found.title, found.answer, found.limits) == ("A", ("x against y.",), ("two",))
    assert [(part.title, part.lines) for part in found.parts] == [("Part", ["one"])]


def test_what_has_no_report_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ResultError, match="no such result folder"):
        write_report(tmp_path / "nothing")
    (tmp_path / "manifest.json").write_text(json.dumps({"kind": "validation", "fansim": "0"}), encoding="utf-8")
    with pytest.raises(ResultError, match="holds a validation, of which there is no report"):
        write_report(tmp_path)


def test_a_sweep_has_a_figure_an_outcome_with_the_numbers_of_its_table(folders: dict[str, Path]) -> None:
    page = page_of(folders["sweep"])
    table = pd.read_csv(folders["sweep"] / "summary.csv", encoding="utf-8-sig")
    assert [figure.title.split(" by ")[0] for figure in page.figures] == [
        outcome(name).name for name in ("reach", "shill_share", "retention_30") if table[f"{name}_mean"].notna().any()
    ]
    shown = page.figures[1].table
    assert shown.head[0] == "Factor"
    assert [row[1] for row in shown.rows] == ["0", "5"]
    assert [row[2] for row in shown.rows] == [level("shill_share", value) for value in table["shill_share_mean"]]
    ends = zip(table["shill_share_low"], table["shill_share_high"], strict=True)
    assert table["shill_share_low"].min() < 0, "an interval is cut where shares end"
    told = [f"{level('shill_share', max(low, 0.0))} to {level('shill_share', min(high, 1.0))}" for low, high in ends]
    assert [row[3] for row in shown.rows] == told


def test_the_points_of_a_list_are_named_by_what_they_change(tmp_path: Path) -> None:
    factors = {"entry.follow_days": [0, 5, 0], "groups.cap": [10, 10, 20]}
    fansim.sweep(mapping(replications=2, design={"kind": "list", "factors": factors}), out=tmp_path)
    rows = page_of(tmp_path).figures[0].table.rows
    assert [row[1] for row in rows] == ["baseline", "Days of following before entry = 5", "Seats per group = 20"]


def test_a_sweep_with_the_title_of_a_bundled_study_has_it_in_chinese(tmp_path: Path) -> None:
    design = {"kind": "grid", "factors": {"groups.cap": [10]}}
    fansim.sweep(mapping(title="Entry threshold by group cap", replications=1, design=design), out=tmp_path)
    with spoken("zh"):
        assert page_of(tmp_path).title == "门槛与群人数上限"


def test_a_sweep_of_one_scenario_has_no_figure(tmp_path: Path) -> None:
    fansim.sweep(mapping(replications=2, design={"kind": "grid", "factors": {"groups.cap": [10]}}), out=tmp_path)
    assert page_of(tmp_path).figures == []


def test_a_few_policies_with_much_to_tell_of_each_stand_side_by_side() -> None:
    keys = {"groups.cap": [50, 200], "voice.policy": ["free", "suppressed"], "incentives.0.kind": ["none", "status"]}
    outcomes = {f"reach_{part}": [value, 2 * value] for part, value in (("fresh", 0.184), ("low", 0.153))}
    outcomes |= {"reach_high": [0.215, 0.4], "reach_searched": [0.2, 0.3], "cost_total_searched": [3.0, 4.0]}
    outcomes |= {"shill_share_searched": [0.01, 0.02]}
    with spoken("zh"):
        table = frame_rows(pd.DataFrame({"policy": [3, 7], **keys, **outcomes}), "pareto.csv")
        cells = {row[0]: row[1:] for row in table.rows}
        assert tuple(table.head[1:]) == ("3", "7")
        assert cells[lever("groups.cap")] == ("50", "200")
        assert cells[lever("voice.policy")] == (words()["free"], words()["suppressed"])
        assert "18.4% (15.3% 至 21.5%)" in [row[0] for row in cells.values()]
    assert frame_rows(pd.DataFrame({"policy": [3, 7], **keys}), "pareto.csv").head[1:] == [lever(key) for key in keys]


@pytest.mark.parametrize("text", ["18.4% (15.3% to 21.5%)", "2.0", "3 days, 0.5 of them", "my.own"])
def test_what_is_no_key_stays_as_it_is(text: str) -> None:
    with spoken("zh"):
        assert heading(text) == text


def test_what_was_set_is_in_words_of_the_language() -> None:
    with spoken("zh"):
        assert told("incentives.0.kind", "co_creation") == words()["co creation"]
        assert told("incentives.0.segments", ["core_fan"]) == words()["core fan"]
        assert source_words(KEYS["churn.a"].source).endswith(words()["assumption"])


def test_a_figure_is_whole_on_a_phone_and_large_when_it_is_tapped(made: tuple[Page, str]) -> None:
    page, text = made
    switches = re.findall(r'<label><input type="checkbox" class="wide"><span class="picture"><img ', text)
    assert len(switches) == len(page.figures) > 0
