"""The words of what people read: every text that is said is in the table, with the same places for values."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from string import Formatter
from typing import get_args

import pandas as pd
import pytest
from fontTools.ttLib import TTFont
from matplotlib.font_manager import findfont
from tests.pages import ROOT

from fansim.assembly import assemble
from fansim.cli import common_first, explain_day, explain_evidence, explain_key, progress, studies
from fansim.engine.rule import plain
from fansim.engine.rulebook import all_rules
from fansim.experiments import compare_findings
from fansim.experiments.analyses import analysis, sensitivity
from fansim.experiments.methods.optimise import BASELINE
from fansim.language import ONE, language, say, speak, spoken, term, together, topics, words, words_of
from fansim.report import animation, biography, shill_figure
from fansim.report.html.study import MAIN_TABLES
from fansim.report.style import FONT_FILE, LABELS, Look
from fansim.report.telling import LIKE
from fansim.report.words import (
    GROUP_NAMES,
    OUTCOMES,
    TITLES,
    Kind,
    amount,
    beside,
    between,
    change,
    heading,
    in_unit,
    lever,
    moved,
    number,
    outcome,
    verdict,
)
from fansim.scenario import KEYS, bundled_scenarios, scenario_headline
from fansim.scenario.bundled import bundled_studies
from fansim.state.codes import Stage
from fansim.validation import validate
from fansim.validation.catalogue import PATTERNS

NO_COUNT = {
    "times", "is", "has", "falls", "rises", "matters", "breaks", "series", "fits", "less", "needs", "ns", "us",
    "writes", "does", "goes", "takes", "lacks", "leaves",
}  # fmt: skip
"""Words behind a number, or a name, that are no many of anything."""
OF_PROGRAMMERS = {
    "experiments/study/design.py", "model.py", "report/__init__.py", "scenario/__init__.py", "state/randomness.py",
    "validation/calibration.py",
}  # fmt: skip
"""Files with a message for who writes code against them, such as an AttributeError, or who maintains fansim."""
_CODE = r"[FT]-?\d+"
PACKAGE = ROOT / "sim" / "fansim"


def said(path: Path, by: str = "say", place: int = 0) -> list[tuple[str, int]]:
    """Return each text that a file says, with its line; a text that is no literal is ""."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        (text.value if isinstance(text, ast.Constant) and isinstance(text.value, str) else "", call.lineno)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == by
        for text in call.args[place : place + 1]
    ]


def of_tables() -> set[str]:
    """Return the texts of our tables, which are looked up when they are said."""
    modules = [import_module(f"fansim.report.{path.stem}") for path in (PACKAGE / "report").glob("[a-z]*.py")]
    looks = {
        one.name
        for module in modules
        for table in vars(module).values()
        if isinstance(table, dict)
        for one in table.values()
        if isinstance(one, Look)
    }
    films = {name for name, _ in animation._PANELS} | {
        look.name for _, series in animation._PANELS for look in series.values()
    }
    outcomes = {known.name for known in OUTCOMES.values()} | set(get_args(Kind))
    lives = [biography._SENTENCES, biography._AGAIN, biography._SOURCES, biography._ACCOUNTS, biography._SEEKS]
    stages = {stage.name.lower() for stage in Stage} | {label.replace("_", " ") for label in LABELS}
    verdicts = {validate.HOLDS, validate.FAILS, validate.SHOWN, validate.ABSENT}
    analyses = {*sensitivity._MEASURES.values(), *sensitivity._FLOORS.values(), *analysis._SIGNS.values(), BASELINE}
    analyses |= {"fitted", "held out"}.union(*sensitivity._LIMITS.values())
    return (
        looks.union(
            films, analyses, outcomes, *(table.values() for table in lives), stages, verdicts, biography._FEELINGS
        )
        | {
            *TITLES.values(),
            *GROUP_NAMES.values(),
            *compare_findings._HEADLINES,
            *studies._SPARE,
            progress.COMPILING,
            *LIKE,
        }
        | {name for _, _, name, _, _ in shill_figure._BANS}
    )


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_text_that_is_said_has_its_chinese() -> None:
    texts = [(text, f"{path.name}:{line}") for path in sorted(PACKAGE.rglob("*.py")) for text, line in said(path)]
    assert [where for text, where in texts if not text] == [], "say() takes a literal"
    assert [(where, text) for text, where in texts if text not in words()] == []


def names_of_call(call: ast.Call) -> str:
    """Return the name by which something is called: ``say``, or ``refuse`` of ``lines.refuse(...)``."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def unsaid(node: ast.AST) -> Iterator[str]:
    """Yield the texts below a node that do not go through the table."""
    if isinstance(node, ast.Call) and names_of_call(node) in {"say", "term", "meant", "counted"}:
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for below in ast.iter_child_nodes(node):
        yield from unsaid(below)


def messages(path: Path) -> Iterator[tuple[str, str]]:
    """Yield each English text that a file hands to an error, a warning, `print` or what makes an error, and where."""
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and re.search(r"(Error|Warning|error|refuse|warn|print)$", names_of_call(call)):
            for text in unsaid(call):
                if re.search(r"[a-z]{2}[,;:]? [a-z]|[a-z]{3}: | [a-z]{3}", text.removeprefix("fansim: ")):
                    yield text, f"{path.relative_to(PACKAGE)}:{call.lineno}"


def test_every_message_goes_through_the_table() -> None:
    found = [one for path in sorted(PACKAGE.rglob("*.py")) for one in messages(path)]
    left = [(text, where) for text, where in found if where.partition(":")[0] not in OF_PROGRAMMERS]
    assert sorted((text, where) for text, where in left if text not in words()) == []
    assert {where.partition(":")[0] for _, where in found} >= OF_PROGRAMMERS, "one has none any more"


def test_everything_that_is_counted_has_its_chinese() -> None:
    things = {text for path in (PACKAGE / "cli").glob("*.py") for text, _ in said(path, "counted", 1)}
    assert "" not in things
    assert len(things) > 7
    assert sorted({f"{{number}} {thing}" for thing in things} - words().keys()) == []


def test_every_text_of_a_table_has_its_chinese() -> None:
    assert len(of_tables()) > 150
    assert sorted(of_tables() - words().keys()) == []


def test_every_column_and_verdict_of_an_analysis_has_its_chinese() -> None:
    files = [file for file in (ROOT / "results" / "reference").rglob("*.csv") if file.stem in MAIN_TABLES.values()]
    assert len(files) > 8
    columns = {column for file in files for column in pd.read_csv(file, nrows=0)}
    words_of_them = {"baseline", "lower", "higher", "no clear difference", "not defined", "True", "False"}
    with spoken("zh"):
        assert [one for one in sorted(columns | words_of_them) if heading(one) == one] == []
    assert heading("closed_form") == "closed_form", "as in the file"


def test_every_title_of_a_key_has_a_chinese_of_its_own() -> None:
    titles = {known.title for known in KEYS.values() if known.title}
    assert len(titles) > 400
    assert sorted(titles - words().keys()) == []
    with spoken("zh"):
        assert len({term(title) for title in titles}) == len(titles)
        assert lever("campaigns.1.budget") == "水军行动预算（元）（第 2 个）"


def of_keys() -> set[str]:
    """Return all that ``fansim explain`` says of keys: meanings, units, choices, sources, kinds and roles."""
    known = KEYS.values()
    choices = {f"{one.key}: {choice}" for one in known for choice in one.choices}
    sources = {part for one in known for part in re.split(", |; ", one.source)}
    named = {part for part in sources if not re.fullmatch(f"{_CODE}( to {_CODE})?|-|CDNOW|.* [12][0-9]{{3}}\\)?", part)}
    words_of_keys = {word for one in known for word in (one.meaning, one.unit, one.kind, one.role)}
    return words_of_keys | choices | named | set(explain_key._ROLES.values())


def test_every_key_is_explained_in_chinese() -> None:
    assert len(of_keys()) > 600
    assert sorted(of_keys() - words().keys()) == []


def test_every_phase_and_outcome_is_told_in_chinese() -> None:
    texts = {phase.sentence for phase in assemble().day} | set(explain_day.OVER.values())
    texts |= {one.unit for one in (*assemble().summary, *assemble().daily)} - {"0-1"}
    texts |= set(explain_evidence._GOOD.values())
    assert len(texts) > 90
    assert sorted(texts - words().keys()) == []


def test_every_rule_is_told_in_chinese_and_no_chinese_is_of_another_sentence() -> None:
    sentences = {explain_day.said_first(plain(rule))[0] for rule in all_rules().values()}
    assert len(sentences) > 250
    assert sentences == words_of("rules").keys(), "a sentence was changed: change its Chinese in rules.csv with it"


def test_every_outcome_has_a_name_in_chinese() -> None:
    measures = (*assemble().daily, *assemble().summary)
    assert sorted({outcome(one.name).name for one in measures} - words().keys()) == []


def test_every_bundled_scenario_has_title_theme_and_description_in_chinese() -> None:
    told = [scenario_headline(path) for path in (bundled_scenarios() | bundled_studies()).values()]
    texts = {" ".join(text.split()) for one in told for text in (one.title, one.theme, one.description)} - {""}
    assert len(texts) > 140
    assert sorted(texts - words().keys()) == []


def test_every_pattern_is_described_in_chinese() -> None:
    texts = {text for pattern in PATTERNS for text in (pattern.about, pattern.unit)}
    assert len(texts) > 60
    assert sorted(texts - words().keys()) == []


def test_no_text_is_in_the_table_twice() -> None:
    texts = [en for topic in topics() for en in words_of(topic)]
    assert [en for en in set(texts) if texts.count(en) > 1] == []


def test_english_reads_no_words() -> None:
    code = "from fansim.language import say, words; say('Followers'); assert words.cache_info().currsize == 0"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_fonts_carried_have_every_sign_of_what_figures_say() -> None:
    signs = {
        ord(sign)
        for topic in ("told", "patterns", "outcomes")
        for zh in words_of(topic).values()
        for sign in zh
        if sign != "\n"
    }
    ours, usual = (TTFont(file).getBestCmap().keys() for file in (FONT_FILE, findfont("DejaVu Sans")))
    assert [chr(sign) for sign in sorted(signs - set(ours) - set(usual))] == []
    assert [chr(sign) for sign in sorted(signs) if sign >= 0x3000 and sign not in ours] == []


def test_the_chinese_has_the_places_of_the_english() -> None:
    assert [en for en, zh in words().items() if places(en) != places(zh) or not zh.strip()] == []


def test_a_language_holds_for_its_block() -> None:
    assert say("{number} people", number="5,000") == "5,000 people"
    with spoken("zh"):
        assert language() == "zh"
        assert say("{number} people", number="5,000") == "5,000 人"
        with spoken("en"):
            assert say("Followers") == "Followers"
        assert say("Followers") == "关注者"
    assert language() == "en"


def test_what_is_counted_agrees_with_its_number() -> None:
    assert [say("{days} days of {people} people", days=one, people=1) for one in (1, "1", 2, "1,000", "0.5")] == [
        "1 day of 1 person", "1 day of 1 person", "2 days of 1 person", "1,000 days of 1 person", "0.5 days of 1 person"
    ]  # fmt: skip
    assert say("{number} more rows are in {file}.", number="1", file="a") == "1 more row is in a."
    assert say("{times} times as active", times="1") == "1 times as active", "which is no count of times"
    with spoken("zh"):
        assert say("waited {days} days", days=1) == "等了 1 天"


def test_every_text_that_counts_can_count_one() -> None:
    counted = {many for en in words() for many in re.findall(r"\{\w+\} (?:more )?([a-z]+s|people)\b", en)}
    assert sorted(counted - ONE.keys() - NO_COUNT) == []


@pytest.mark.parametrize(
    ("value", "unit", "english", "chinese"),
    [
        (1, "days", "1 day", "1 天"),
        (345, "day", "day 345", "第345天"),
        (1, "persons", "1 person", "1 人"),
        (0.5, "posts/day", "0.5 posts per day", "每天 0.5 条帖子"),
        (1, "messages/week", "1 message per week", "每周 1 条消息"),
        (0.02, "1/day", "0.02 per day", "每天 0.02"),
        (30, "yuan", "30 yuan", "30 元"),
        (3, "-", "3", "3"),
        (0.3, "0-1", "0.3", "0.3"),
    ],
)
def test_a_number_has_its_unit(value: float, unit: str, english: str, chinese: str) -> None:
    assert in_unit(number(value), unit) == english
    with spoken("zh"):
        assert in_unit(number(value), unit) == chinese


def test_the_interval_of_a_share_ends_where_shares_end() -> None:
    assert between(-0.02, 0.4, "share") == "0% to 40%"
    assert between(0.9, 1.03, "share") == "90% to 100%"
    assert between(-2.0, 5.0, "days") == "−2 days to 5 days"
    assert between(float("nan"), float("nan"), "share") == "not defined to not defined"


def test_what_stands_beside_a_number() -> None:
    assert [beside(value, "days") for value in ("1", "2")] == [("", "day"), ("", "days")]
    assert (beside("0.3", "-"), beside("345", "day"), beside("1", "1/day")) == (("", ""), ("day", ""), ("", "per day"))
    with spoken("zh"):
        assert (beside("7", "days"), beside("0.02", "1/day")) == (("", "天"), ("每天", ""))


def test_an_outcome_of_one_day_is_one_day() -> None:
    assert amount(1.0, "days") == "1 day"
    assert change(0.01, "share") == "1 point"
    assert moved(-0.01, "share") == "−1 point"
    assert moved(2.0, "days") == "+2 days"


def test_every_unit_of_a_key_has_its_chinese() -> None:
    parts = {part for known in KEYS.values() if known.unit not in ("-", "0-1") for part in known.unit.split("/")}
    assert sorted(parts - {"1"} - words().keys()) == []


def test_a_language_is_used_from_here_on() -> None:
    try:
        speak("zh")
        assert say("Followers") == "关注者"
    finally:
        speak("en")


def test_what_has_no_chinese_stays_as_it_is() -> None:
    with spoken("zh"):
        assert say("no such text in the table") == "no such text in the table"


def test_a_text_that_is_not_ours_is_left_alone() -> None:
    with spoken("zh"):
        assert term("My own title") == "My own title"


def test_words_in_a_row() -> None:
    assert together(["a", "b", "c"]) == "a, b and c"
    with spoken("zh"):
        assert together(["甲", "乙", "丙"]) == "甲、乙和丙"
        assert together(["甲"]) == "甲"


def test_a_verdict_in_chinese() -> None:
    with spoken("zh"):
        assert verdict("shill_share", -0.065, -0.08, -0.05) == "更好：低 6.5 个百分点"
        assert verdict("reach", 0.01, -0.01, 0.03) == "无明确差异"


def test_options_of_every_command_may_stand_anywhere() -> None:
    given = ["run", "town", "--lang", "zh", "--days", "3", "--debug"]
    assert common_first(given) == ["--lang", "zh", "--debug", "run", "town", "--days", "3"]
    assert common_first(["run", "--lang=zh"]) == ["--lang=zh", "run"]
    assert common_first(["run", "--lang"]) == ["--lang", "run"]
