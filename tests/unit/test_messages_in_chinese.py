"""Messages that a user meets every day, in Chinese: what is wrong, where, and what to do."""

from __future__ import annotations

import ast
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.pages import ROOT

from fansim import FanCommunity
from fansim.cli.explain import explain
from fansim.engine.rulebook import prepare_rules
from fansim.errors import FansimError, FansimWarning
from fansim.experiments.study.study import study_from_mapping
from fansim.experiments.sweep.pools import Cluster
from fansim.language import spoken, words
from fansim.network.files import read_network
from fansim.outside import load_mechanisms
from fansim.results.folders import check_place, read_manifest
from fansim.scenario import KEYS, find_scenario, load_scenario, scenario_from_mapping
from fansim.scenario.bundled import SCENARIO, STUDY
from fansim.scenario.changes import changed_scenario
from fansim.validation.catalogue import chosen

PACKAGE = ROOT / "sim" / "fansim"
KINDS = {"run", "comparison", "sweep", "validation"}


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    with spoken("zh"):
        yield


def contradictions() -> set[str]:
    """Return the texts with which sections refuse settings that contradict each other."""
    files = [*PACKAGE.glob("mechanisms/*/section.py"), PACKAGE / "scenario" / "schema.py"]
    calls = [node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    return {
        call.args[0].value
        for call in calls
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "ValueError"
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    }


def test_every_reason_has_its_chinese() -> None:
    fixed = {known.fixed for known in KEYS.values()} - {""}
    assert len(fixed) > 10
    assert len(contradictions()) > 6
    named = {text for kind in (SCENARIO, STUDY) for text in (kind.name, kind.plural)}
    assert sorted((fixed | contradictions() | named | KINDS) - words().keys()) == []


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("[groups]\ncapp = 3", "第 2 行: groups.capp: 没有这个键。是不是想写 groups.cap？"),
        ("[gruops]\ncap = 3", "第 1 行: gruops: 没有这一节。是不是想写 [groups]？"),
        (
            "[groups]\ncap = '40'",
            '第 2 行: groups.cap: 写的是 "40"，但应是 1 至 1,000,000 的整数（单位：席）。请去掉',
        ),
        ("[entry]\nfollow_days = -3", "第 2 行: entry.follow_days: 写的是 -3，但应是 0 至 3,650 的整数（单位：天）。"),
        ("[entry]\nenabled = 1", "第 2 行: entry.enabled: 写的是 1，但应是 true（开）或 false（关）。"),
        ("[voice]\npolicy = 'fre'", '但应是 "free"、"channelled" 或 "suppressed"。是不是想写 "free"？'),
        ("[haters]\ncalm_at = 0.9", "haters.calm_at 不能大于 haters.turn_at（haters.calm_at 为 0.9"),
        ("title = “x”", "这一行有全角符号或弯引号"),
        ("title = 'a'\ntitle = 'b'", "第 2 行: title：写了两次，第一次在第 1 行；请只留一个。"),
        ("extends = 'bsae.toml'", "第 1 行: extends: "),
    ],
)
def test_a_mistake_in_a_file(lines: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(lines, encoding="utf-8")
    with pytest.raises(FansimError) as error:
        load_scenario(file)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("groups.capp", 3, "--set groups.capp=3: 没有这个键。是不是想写 groups.cap？"),
        ("campaigns.7.budget", 3, "campaigns 有 2 项，编号 0 至 1。"),
        ("campaigns.budget", 3, "campaigns 是列表：请写明第几项，例如 campaigns.0.budget。"),
        ("groups", 3, "写的是 3，但这是一节：请写其中的一个键，例如 groups.cap。"),
    ],
)
def test_a_mistake_in_an_option(key: str, value: object, message: str) -> None:
    with pytest.raises(FansimError) as error:
        load_scenario("leijun_classroom", {key: value})
    assert message in str(error.value)


def test_names_that_there_are_not(tmp_path: Path) -> None:
    for asked, message in (
        (
            lambda: find_scenario("leijun_clasroom"),
            "没有这个名字的自带方案。是不是想写 leijun_classroom？",
        ),
        (
            lambda: find_scenario("threshold_by_cap"),
            "是研究，不是方案：fansim sweep threshold_by_cap。",
        ),
        (lambda: load_scenario(tmp_path / "no.toml"), '里没有文件 "no.toml"。'),
        (lambda: explain("retntion_90"), "没有这个名字的方案、参数键、规则、阶段或指标。是不是想写 retention_90？"),
        (lambda: explain("entry.folow_days"), "没有这个键。是不是想写 entry.follow_days？"),
        (lambda: explain("F-9999"), "证据里没有这一行"),
        (lambda: chosen(["Z9"]), "--only：没有规律 Z9；有 C1、"),
        (lambda: read_manifest(tmp_path / "nowhere"), "没有这个结果文件夹"),
        (lambda: read_manifest(tmp_path), "这不是 fansim 写的文件夹"),
    ):
        with pytest.raises(FansimError) as error:
            asked()
        assert message in str(error.value)


def test_a_folder_that_is_taken(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(FansimError, match=r"里面有文件，又不是 fansim 的结果，不予改动"):
        check_place(tmp_path, "run")


def test_a_key_that_cannot_change_in_a_run() -> None:
    with pytest.raises(FansimError, match=r"population\.size：模拟途中不能改变：人和他们的特点在第 0 天之前就已生成。"):
        changed_scenario(scenario_from_mapping({}), {"population.size": 3})


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"founder.enabled": False, "founder.reading": 0.5}, "founder.reading 不起作用：founder.enabled 为 false。"),
        ({"norms.enabled": True, "norms.communal_betrayal": 2.0}, '只有 relationship = "communal" 时才算数'),
        (
            {"days": 20, "entry.follow_days": 30},
            "模拟只有 20 天，其间开始关注的人都等不到入群。",
        ),
    ],
)
def test_a_key_without_effect(settings: dict[str, object], message: str) -> None:
    with pytest.warns(FansimWarning, match="不起作用") as said:
        load_scenario("leijun_classroom", settings)
    assert any(message in str(one.message) for one in said)


def said_by(deed: Callable[[], object]) -> str:
    """Return what an error says."""
    with pytest.raises(FansimError) as error:
        deed()
    return str(error.value)


@pytest.mark.parametrize(
    ("name", "text", "columns", "message"),
    [
        (
            "a.csv",
            "a,b\nc\n",
            (),
            "，第 2 行：'c' 有 1 列，而第一行有 2 列，以逗号分隔；允许的是每行两个名字，各行列数相同",
        ),
        ("a.csv", "", (), " 没有任何关系；允许的是每行两个名字，用制表符、分号、逗号或空格分隔"),
        ("a.csv", "a,b,c\nd,e,f\n", ("x", "y"), " 没有一列叫 'x'（network.columns）：它的第一行是 'a', 'b', 'c'"),
        ("a.csv", "a -> b\n", (), "，第 1 行：'a -> b' 把箭头或符号当作名字；请写两个名字，用逗号分隔"),
        ("a.graphml", "<graphml>", (), " 不是有效的 GraphML："),
    ],
)
def test_a_mistake_in_a_network_file(
    name: str, text: str, columns: tuple[str, ...], message: str, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    assert said_by(lambda: read_network(file, columns)).startswith(f"关系网文件 {file}{message}")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"replications": 0}, "replications: 写的是 0，但应是不小于 1 的数字。"),
        ({"seeed": 1}, "seeed: 没有这个键。是不是想写 seed？"),
        ({"outcomes": ["reech"]}, '这里没有指标 "reech"。是不是想写 reach？'),
        ({"design": {"kind": "grid", "factors": {"groups.cap": []}}}, "写的是空列表，但至少要有一个值。"),
    ],
)
def test_a_mistake_in_a_study(change: dict[str, object], message: str) -> None:
    study = {"base": "leijun_classroom", "design": {"kind": "grid", "factors": {"groups.cap": [20, 40]}}} | change
    assert message in said_by(lambda: study_from_mapping(study))


def test_own_rules_clusters_and_checkpoints(tmp_path: Path) -> None:
    assert said_by(lambda: prepare_rules({"entri": len})).startswith(
        "规则 entri：没有这个规则。是不是想写 entry？规则有："
    )
    assert "随机性作为参数（u）传入" in said_by(lambda: prepare_rules({"entry": by_chance}))
    assert said_by(Cluster("host").place) == "--cluster：写的是 'host'，但应是 tcp://主机:端口 或 tls://主机:端口。"
    assert said_by(lambda: FanCommunity.load(tmp_path / "no")) == f"{tmp_path / 'no'}：没有这个文件。"
    assert said_by(lambda: load_mechanisms(tmp_path / "no.py")) == f"{tmp_path / 'no.py'}：没有这个机制文件。"


def by_chance(days_followed: int, follow_days: int) -> bool:
    """Open the door at random, as no rule may."""
    return random.random() < days_followed / follow_days
