"""The live page in a real browser: what it draws is what `fansim.run` gives, whatever was moved and when."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.app.browser import CHROMIUM, Screen, served

from fansim import load_scenario, run
from fansim.language import words
from fansim.report.biography import biography

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here; on Debian: apt install chromium"),
    pytest.mark.filterwarnings("ignore::fansim.errors.FansimWarning"),
]
sync_api = pytest.importorskip("playwright.sync_api")

SMALL = {"population.size": 800, "days": 120, "entry.follow_days": 20, "groups.cap": 20, "campaigns.0.start_day": 5}


@cache
def small(**changed: object) -> Any:
    """Return what a scenario of the page gives, with some keys (`__` for the dot) changed."""
    overrides = {key.replace("__", "."): value for key, value in changed.items()}
    return run(load_scenario("leijun_classroom", SMALL | overrides))


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(*(word for key, value in SMALL.items() for word in ("--set", f"{key}={value}"))) as place:
        yield place


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser that keeps what it was sent, so that the page opens quickly from its second time on."""
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium.new_context(viewport={"width": 1400, "height": 1600}, accept_downloads=True)
        chromium.close()


@contextmanager
def opened(address: str, browser: Any) -> Iterator[Screen]:
    """Open the page, and see at the end that the browser did not complain, nor asked elsewhere."""
    page = browser.new_page()
    page.set_default_timeout(120_000)  # milliseconds: two browsers share two processors with all other tests
    seen = Screen(page)
    page.goto(address)
    seen.wait_for_run()
    yield seen
    page.close()
    assert seen.problems == [], "the browser complains"
    elsewhere = [url for url in seen.requests if not url.removeprefix("blob:").startswith(address)]
    assert elsewhere == [], "a request leaves the machine"


@pytest.fixture
def screen(address: str, browser: Any) -> Iterator[Screen]:
    """A page of one's own, on which anything may be moved."""
    with opened(address, browser) as seen:
        yield seen


@pytest.fixture(scope="module")
def shared(address: str, browser: Any) -> Iterator[Screen]:
    with opened(address, browser) as seen:
        yield seen


@pytest.fixture
def watched(shared: Screen) -> Screen:
    """The page of all those who move no lever, on day 0."""
    shared.named("start").click()
    shared.wait_until(lambda: shared.day() == 0, "the start")
    return shared


def test_the_first_year_is_drawn(watched: Screen) -> None:
    daily = small().daily
    assert watched.drawn("stages", "member.now") == daily["member"].tolist()
    assert watched.drawn("labels", "shills_in_groups.now") == daily["shills_in_groups"].tolist()
    assert watched.drawn("adoption", "adoptions_wom.now") == daily["adoptions_wom"].cumsum().tolist()
    assert watched.drawn("feelings", "trust.now") == daily["trust"].tolist()
    assert watched.drawn("stages", "member.before") == []


def test_a_slider_is_moved_and_the_run_before_stays_in_grey(screen: Screen) -> None:
    slider = screen.lever("entry.follow_days").locator(".q-slider")
    box = slider.bounding_box()
    screen.page.mouse.click(box["x"] + box["width"] * 0.02, box["y"] + box["height"] / 2)
    field = screen.lever("entry.follow_days").locator("input")
    screen.wait_until(lambda: field.input_value() != "20", "the field that follows the slider")
    value = int(field.input_value())
    assert screen.drawn("stages", "member.now") == small(entry__follow_days=value).daily["member"].tolist()
    assert screen.drawn("stages", "member.before") == small().daily["member"].tolist()


def test_it_plays_pauses_and_steps(watched: Screen) -> None:
    watched.named("play").click()
    watched.wait_until(lambda: watched.day() >= 5, "playing")
    watched.named("play").click()
    watched.named("play").get_by_text("play_arrow").wait_for()
    stopped = watched.day()
    watched.page.wait_for_timeout(300)  # in which three days would be played
    assert watched.day() == stopped
    watched.named("step").click()
    watched.wait_until(lambda: watched.day() == stopped + 1, "a step on")
    watched.named("back").click()
    watched.named("back").click()
    watched.wait_until(lambda: watched.day() == stopped - 1, "two steps back")
    watched.named("start").click()
    watched.wait_until(lambda: watched.day() == 0, "the start")


def test_scrubbing_moves_the_people(watched: Screen) -> None:
    before = {one["name"]: one["value"] for one in watched.nodes()}
    box = watched.named("day").bounding_box()
    watched.page.mouse.click(box["x"] + box["width"] * 0.75, box["y"] + box["height"] / 2)
    watched.wait_until(lambda: watched.day() > 80, "a late day")
    watched.wait_until(lambda: {one["name"]: one["value"] for one in watched.nodes()} != before, "people on the move")


def test_a_lever_is_moved_in_mid_run_and_the_file_gives_the_same_run(screen: Screen, tmp_path: Path) -> None:
    for _ in range(3):
        screen.named("step").click()
    screen.wait_until(lambda: screen.day() == 3, "day 3")
    budget = screen.lever("campaigns.0.budget").locator("input")
    screen.wait_until(budget.is_disabled, "a lever that settles the start and cannot be moved any more")
    screen.type("entry.follow_days", "0")
    screen.wait_until(lambda: screen.drawn("stages", "member.before"), "the new run")
    screen.page.get_by_text("From day 3: Days of following before entry = 0 days").wait_for()
    change = {"day": 3, "set": {"entry.follow_days": 0}}
    changed = run(load_scenario("leijun_classroom", SMALL | {"changes": [change]})).daily
    unchanged = small().daily
    now = screen.drawn("stages", "member.now")
    assert now == changed["member"].tolist()
    assert now[:3] == unchanged["member"].tolist()[:3]
    assert now != unchanged["member"].tolist()

    file = screen.saved(tmp_path)
    assert file.name == "leijun_classroom_policy.toml"
    assert run(file).daily.equals(changed)


def test_a_change_is_taken_back(screen: Screen) -> None:
    screen.named("step").click()
    screen.wait_until(lambda: screen.day() == 1, "day 1")
    screen.type("entry.follow_days", "0")
    screen.page.get_by_text("From day 1").wait_for()
    screen.page.get_by_role("button", name="Undo").click()
    screen.page.get_by_text("From day 1").wait_for(state="detached")
    screen.wait_until(
        lambda: screen.drawn("stages", "member.now") == small().daily["member"].tolist(), "the run without the change"
    )


def test_a_wrong_value_shows_a_message(screen: Screen) -> None:
    screen.type("groups.cap", "-5")
    screen.page.get_by_text("got -5, but it must be a whole number from 1 to 1,000,000").wait_for()
    assert screen.drawn("stages", "member.now") == small().daily["member"].tolist()
    screen.type("groups.cap", "10")
    screen.wait_until(
        lambda: screen.drawn("stages", "member.now") == small(groups__cap=10).daily["member"].tolist(),
        "the right value",
    )


def test_words_and_switches_are_levers_too(screen: Screen) -> None:
    screen.lever("voice.policy").click()
    screen.page.get_by_role("option", name="suppressed").click()
    screen.wait_until(lambda: screen.drawn("stages", "member.before"), "the first new run")
    screen.lever("feedback.voice_loop").get_by_role("switch").click()
    expected = small(voice__policy="suppressed", feedback__voice_loop=False).daily["trust"].tolist()
    screen.wait_until(lambda: screen.drawn("feelings", "trust.now") == expected, "the second new run")


def test_a_person_is_clicked_for_its_life(watched: Screen) -> None:
    member = next(one for one in watched.nodes() if one["category"] == 2)
    watched.wait_until(lambda: watched.tells_of(member), "the life")
    result = small()
    told = [line.split() for line in watched.named("life").inner_text().split("\n")]
    assert told == [line.split() for line in biography(int(member["name"]), result.persons, result.events, 120)]


def test_two_policies_stand_side_by_side_on_the_same_people(screen: Screen) -> None:
    screen.named("compare").click()
    screen.named("network-1").wait_for()
    screen.type("entry.follow_days", "0")
    other = small(entry__follow_days=0)
    screen.wait_until(
        lambda: screen.drawn("stages", "member.other") == other.daily["member"].tolist(), "the second policy"
    )
    assert screen.drawn("stages", "member.now") == small().daily["member"].tolist()
    people = [{one["name"] for one in screen.nodes(f"network-{number}") if int(one["name"]) < 800} for number in (0, 1)]
    assert people[0] == people[1]


def test_the_page_turns_to_chinese_and_keeps_its_runs(screen: Screen) -> None:
    screen.type("entry.follow_days", "0")
    screen.wait_until(lambda: screen.drawn("stages", "member.before"), "the new run")
    screen.page.get_by_text("中文").click()
    screen.page.get_by_text(words()["Save as a scenario file"]).wait_for()
    screen.wait_for_run()
    assert screen.drawn("stages", "member.now") == small(entry__follow_days=0).daily["member"].tolist()
    screen.lever("voice.policy").get_by_text(words()["What is done with complaints"]).wait_for()
    member = next(one for one in screen.nodes() if one["category"] == 2)
    screen.wait_until(lambda: screen.tells_of(member), "the life")
    assert "Person" not in screen.named("life").inner_text()


def test_another_scenario_is_picked(screen: Screen) -> None:
    choice = screen.page.get_by_role("combobox", name="Scenario")
    choice.fill("lastfm")
    screen.page.get_by_role("option", name="lastfm_network").click()
    screen.page.get_by_text("network.path is needed").wait_for()
    choice.fill("open_door")
    screen.page.get_by_role("option", name="open_door").click()
    expected = run("open_door").daily["member"].tolist()
    screen.wait_until(lambda: screen.drawn("stages", "member.now") == expected, "the other scenario")


def test_another_lever_is_added(screen: Screen) -> None:
    screen.page.get_by_role("combobox", name="Another lever").fill("Groups at most")
    screen.page.get_by_role("option", name="Groups at most").click()
    screen.lever("groups.max_groups").wait_for()
    screen.type("groups.max_groups", "3")
    expected = small(groups__max_groups=3).daily["member"].tolist()
    screen.wait_until(lambda: screen.drawn("stages", "member.now") == expected, "fewer groups")


def test_rewards_are_added_and_removed(screen: Screen, tmp_path: Path) -> None:
    screen.remove_rewards()
    bare = run(load_scenario("leijun_classroom", SMALL | {"incentives": []})).daily
    screen.wait_until(lambda: screen.drawn("feelings", "trust.now") == bare["trust"].tolist(), "a year without rewards")
    screen.go_to(60)
    screen.named("add-reward").click()
    screen.page.get_by_role("option", name="coupon").click()
    coupon = {"kind": "coupon", "start_day": 60}
    given = run(load_scenario("leijun_classroom", SMALL | {"incentives": [coupon]})).daily
    screen.wait_until(lambda: screen.drawn("feelings", "trust.now") == given["trust"].tolist(), "the coupons")
    screen.go_to(70)
    screen.type("incentives.0.level", "0.5")
    changed = {"day": 70, "set": {"incentives.0.level": 0.5}}
    weaker = run(load_scenario("leijun_classroom", SMALL | {"incentives": [coupon], "changes": [changed]})).daily
    screen.wait_until(lambda: screen.drawn("feelings", "trust.now") == weaker["trust"].tolist(), "weaker coupons")
    assert run(screen.saved(tmp_path)).daily.equals(weaker)
    screen.go_to(90)
    screen.remove_rewards()
    changes = [changed, {"day": 90, "set": {"incentives.0.end_day": 90}}]
    ended = run(load_scenario("leijun_classroom", SMALL | {"incentives": [coupon], "changes": changes})).daily
    screen.wait_until(lambda: screen.drawn("feelings", "trust.now") == ended["trust"].tolist(), "the end of coupons")
    assert not ended.equals(weaker)


def test_on_the_last_day_no_lever_can_be_moved(watched: Screen) -> None:
    watched.go_to(120)
    watched.wait_until(watched.lever("groups.cap").locator("input").is_disabled, "a lever that cannot be moved")


def test_the_people_are_sent_when_the_browser_has_painted_the_curves(screen: Screen) -> None:
    curves, painted, people = "Members, and who is on the way", "javascript_response", "People of one neighbourhood"
    screen.listened_for = (curves, painted, people)
    screen.type("entry.follow_days", "0")
    screen.wait_until(lambda: people in screen.heard, "the people of the new run")
    assert screen.heard == [curves, painted, people]
