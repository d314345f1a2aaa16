"""What ``fansim explain`` tells: checked against the declarations that it reads."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.cases import SCENARIOS

from fansim.assembly import assemble
from fansim.cli.explain import FIRST_THEME, explain, scenarios, schema
from fansim.cli.explain_day import day_lines, phase_lines, rule_lines, rules_of
from fansim.cli.explain_key import parameter_lines
from fansim.engine.rulebook import all_rules
from fansim.errors import ScenarioError
from fansim.language import spoken
from fansim.scenario import KEYS, bundled_scenarios, find_scenario, load_scenario, scenario_headline
from fansim.scenario.bundled import bundled_studies
from fansim.text import columns as columns_of

MODEL = assemble()
PHASES = {phase.name: phase for phase in MODEL.day}


class TestTheDay:
    def test_it_tells_every_phase_in_order_with_its_sentence(self):
        told = [line for line in day_lines() if re.match(r"[ \d]\d \w", line)]
        assert [line.split()[:2] for line in told] == [[str(n), p.name] for n, p in enumerate(MODEL.day, start=1)]
        assert all(line.endswith(phase.sentence) for line, phase in zip(told, MODEL.day, strict=True))

    def test_it_is_told_in_chinese_with_facts_in_columns(self):
        with spoken("zh"):
            lines, (head, *facts) = day_lines(), phase_lines(PHASES["entry"])
        assert lines[0].startswith("一天的过程：")
        assert head.startswith("阶段 entry，一天中第 ")
        assert {columns_of(re.match(r"  \S+ +", fact)[0]) for fact in facts} == {10}

    def test_a_line_marks_where_each_pass_begins(self):
        lines = day_lines()
        after = [lines[place + 1].split()[1] for place, line in enumerate(lines) if set(line) == {"-"}]
        assert after == [phases[0].name for phases in MODEL.passes]

    @pytest.mark.parametrize("name", PHASES)
    def test_a_phase_is_told_with_what_its_source_reads_writes_and_draws(self, name: str):
        text = " ".join(" ".join(phase_lines(PHASES[name])).split())
        reading = MODEL.readings[name]
        assert text.startswith(f"phase {name}, ")
        for columns in (reading.reads_others, reading.writes):
            assert ", ".join(sorted(columns)) in text
        for stream, drawn in reading.draws.items():
            assert f"{stream}: {', '.join(sorted(drawn))}" in text
        assert all(key in text for key in MODEL.switches[name])
        assert re.search(r"file: fansim/\w+/[\w/]+\.py$", text)

    @pytest.mark.parametrize(
        ("phase", "rules"),
        [
            ("entry", ["entry", "days_required", "asks_for_seat"]),
            ("daily_reset", []),
            ("churn", ["leaving_push", "satisfaction", "leaving_hazard", "hazard_after_offer"]),
            ("haters", ["is_hater"]),
        ],
    )
    def test_the_rules_of_a_phase_are_those_it_calls(self, phase: str, rules: list[str]):
        assert rules_of(PHASES[phase]) == rules

    def test_every_rule_is_used_by_a_phase_or_before_the_first_day(self):
        used = {rule for phase in MODEL.day for rule in rules_of(phase, through_rules=True)}
        unused = set(all_rules()) - used
        assert "entry" not in unused
        campaigns_ask = {"account_price", "accounts_bought", "waits_for_seat", "aged_account_price", "buys_aged"}
        who_follows_already = {"share_staying", "standing_weight", "settled"}
        assert unused <= campaigns_ask | who_follows_already


class TestNames:
    def test_a_parameter_comes_with_all_that_is_known(self):
        text = "\n".join(parameter_lines(KEYS["entry.follow_days"]))
        for fact in ("entry.follow_days", "60", "days", "0 to 3,650", "0 to 365", "F-01", "lever"):
            assert fact in text

    def test_the_key_of_a_list_is_set_with_a_number(self):
        assert "--set campaigns.0.budget=" in parameter_lines(KEYS["campaigns.budget"])[-1]

    def test_a_key_in_chinese_keeps_what_is_written_in_a_file(self):
        with spoken("zh"):
            first, *facts = parameter_lines(KEYS["groups.allocation"])
        assert first == "groups.allocation：新人分到哪个群"
        assert "  来源       假设；homophily（同质分群）：F-80" in facts
        assert any("least_full（最空的群）" in fact for fact in facts)
        assert {columns_of(re.match(r"  \S+ +", fact)[0]) for fact in facts} == {13}, "facts stand in one column"

    def test_every_parameter_can_be_told(self):
        for known in KEYS.values():
            text = "\n".join(parameter_lines(known))
            assert known.meaning in text
            assert known.source in text

    def test_a_rule_comes_with_arguments_docstring_and_phases(self):
        text = "\n".join(rule_lines("contact_hazard"))
        assert text.startswith("rule contact_hazard(persuasion, weight, additive)")
        assert "T1 (Goldenberg" in text
        assert "Used in the phases: ads, word_of_mouth, diffusion_background, diffusion." in text
        assert "File: fansim/mechanisms/diffusion/rules.py." in text

    def test_a_name_of_several_things_tells_them_all(self, capsys):
        explain("entry")
        text = capsys.readouterr().out
        assert "rule entry(" in text
        assert "phase entry, " in text
        assert "when:   groups.enabled" in text
        assert "[entry]: a section" in text

    @pytest.mark.parametrize(
        ("wrong", "near"),
        [
            ("entry.folow_days", "entry.follow_days"),
            ("follow_days", "entry.follow_days"),
            ("leijun_group", "leijun_groups"),
            ("contact_hasard", "contact_hazard"),
            ("diffusio", "diffusion"),
        ],
    )
    def test_a_wrong_name_is_answered_with_the_nearest(self, wrong: str, near: str):
        with pytest.raises(ScenarioError, match=rf"Did you mean {re.escape(near)}\?"):
            explain(wrong)

    def test_a_name_like_nothing_is_refused(self):
        with pytest.raises(ScenarioError, match="xyzzy"):
            explain("xyzzy")


class TestScenario:
    def test_it_tells_value_unit_range_source_role_and_where(self, capsys):
        explain("leijun_groups", ["groups.cap=50"])
        text = capsys.readouterr().out
        line = next(line for line in text.splitlines() if line.split()[:2] == ["*", "cap"])
        assert line.split()[2:4] == ["50", "seats"]
        assert "--set groups.cap=50" in line
        follow = next(line for line in text.splitlines() if line.split()[:1] == ["follow_days"])
        assert "lever" in follow
        assert "F-01" in follow
        assert "default" not in follow
        assert "line" in follow

    def test_it_tells_every_key_of_every_item(self, capsys):
        explain("leijun_groups")
        shown = capsys.readouterr().out
        count = sum(line.lstrip(" *").startswith("budget ") for line in shown.splitlines())
        assert count == len(load_scenario(find_scenario("leijun_groups")).campaigns)
        assert "[campaigns.1]" in shown

    def test_set_without_a_scenario_is_refused(self):
        with pytest.raises(ScenarioError, match="name the scenario"):
            explain(None, ["groups.cap=50"])
        with pytest.raises(ScenarioError, match="name the scenario"):
            explain("entry", ["groups.cap=50"])


class TestBundled:
    def test_a_bare_name_is_found_from_anywhere(self, tmp_path: Path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        for given in ("leijun_classroom", "leijun_classroom.toml"):
            assert find_scenario(given).read_bytes() == (SCENARIOS / "leijun_classroom.toml").read_bytes()

    def test_a_scenario_here_comes_before_the_bundled_one(self, tmp_path: Path, monkeypatch):
        (tmp_path / "scenarios").mkdir()
        (tmp_path / "scenarios" / "open_door.toml").write_text('title = "mine"', encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        assert find_scenario("open_door") == Path("scenarios/open_door.toml")
        assert not find_scenario("leijun_groups").samefile(tmp_path / "scenarios" / "open_door.toml")

    def test_a_file_comes_before_a_name(self, tmp_path: Path, monkeypatch):
        (tmp_path / "open_door").write_text('title = "mine"', encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        assert find_scenario("open_door") == Path("open_door")

    def test_a_wrong_name_is_answered_with_the_nearest_and_all(self):
        with pytest.raises(ScenarioError, match=r"Did you mean leijun_classroom\?.*open_door"):
            find_scenario("leijun_clasroom")

    def test_they_are_listed_with_their_titles(self, capsys):
        scenarios()
        lines = capsys.readouterr().out.splitlines()
        names = [line.split()[0] for line in lines if line.startswith("  ")]
        first = len(bundled_scenarios())
        assert sorted(names[:first]) == [*bundled_scenarios()]
        assert names[first:] == [*bundled_studies()]
        headlines = [line for line in lines if not line.startswith("  ")]
        themes = sorted({scenario_headline(path).theme for path in bundled_scenarios().values()} - {FIRST_THEME})
        assert headlines == ["Scenarios: fansim run NAME", FIRST_THEME, *themes, "Studies: fansim sweep NAME"]
        assert "" not in themes
        assert any("雷军粉丝群" in line for line in lines)

    def test_they_are_listed_in_chinese(self, capsys):
        with spoken("zh"):
            scenarios()
        lines = capsys.readouterr().out.splitlines()
        assert lines[:2] == ["方案：fansim run 名称", "社群本身"]
        assert [line for line in lines if not re.search("[一-鿿]", line)] == []

    def test_a_scenario_in_chinese_says_what_its_keys_mean(self, capsys):
        with spoken("zh"):
            explain("no_feedback")
        told = capsys.readouterr().out
        assert told.startswith("不听反馈\n五条回路全部切断。")
        row = next(line for line in told.splitlines() if " follow_days " in line)
        assert re.split(" {2,}", row.strip())[:3] == ["follow_days", "入群前需关注的天数", "60"]

    def test_all_files_of_the_folder_are_there(self):
        assert set(bundled_scenarios()) >= {path.stem for path in SCENARIOS.glob("*.toml")}


def test_the_schema_is_json_and_knows_the_keys(capsys):
    schema()
    printed = json.loads(capsys.readouterr().out)
    assert "extends" in printed["properties"]
    assert "follow_days" in json.dumps(printed)


def test_an_outcome_and_a_row_of_the_evidence_are_explained_in_chinese(capsys):
    with spoken("zh"):
        explain("retention_90")
        explain("F-01")
    told = capsys.readouterr().out
    for part in ("一次运行的指标", "入群 90 天后仍在群", "越多越好", "占比，0 至 1", "F-01：一行证据", "原文"):
        assert part in told


def test_an_outcome_and_a_row_of_the_evidence_are_explained(capsys):
    explain("retention_90")
    told = capsys.readouterr().out
    for part in ("an outcome of a run", "Kaplan-Meier", "a share, from 0 to 1", "more is better", "groups"):
        assert part in told
    explain("shill_share")
    assert capsys.readouterr().out.count("shill_share: ") == 2, "of a run and of a day"
    explain("F-01")
    told = capsys.readouterr().out
    for part in ("F-01: a row of the evidence", "60 days", "關注群主60天", "entry.follow_days", "rule entry"):
        assert part in told
    with pytest.raises(ScenarioError, match=r"F-999: there is no such row of the evidence; they are F-01 to F-150"):
        explain("F-999")
    with pytest.raises(ScenarioError, match=r"retention_9: .*Did you mean retention_90"):
        explain("retention_9")
