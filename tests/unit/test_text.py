"""Text of the user's: what is shown as it is, and what is written by its number."""

from __future__ import annotations

import pytest

from fansim.scenario import load_scenario
from fansim.text import printable


@pytest.mark.parametrize(
    "text",
    ["雷军　小米", "10\u00a0000 ¥", "a\u2009b\u202f%", "\u3000", "Größe – 粉丝🎉"],
)
def test_letters_and_spaces_of_every_width_stay(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\tb\nc\r", "a\\tb\\nc\\r"),
        ("\x00\x1b[31m\x7f\x85", "\\x00\\x1b[31m\\x7f\\x85"),
        ("a\u2028b\u2029c", "a\\u2028b\\u2029c"),
        ("\u202etxt.exe\u2066", "\\u202etxt.exe\\u2066"),
        ("a\u200bb\u200dc\ufeff", "a\\u200bb\\u200dc\\ufeff"),
        ("\ud800", "\\ud800"),
        ("\ue000\U000e0041", "\\ue000\\U000e0041"),
    ],
)
def test_signs_that_steer_or_cannot_be_seen_are_written_by_their_number(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_a_title_with_a_full_width_space_is_shown_as_it_was_written() -> None:
    assert load_scenario("leijun_classroom", {"title": "雷军　小米\u00a01"}).title == "雷军　小米\u00a01"
