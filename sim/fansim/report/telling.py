"""Whose life to tell: the person of a label to whom most happened, or the most telling one of a kind."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from fansim.errors import ResultError
from fansim.language import either, say, term

if TYPE_CHECKING:
    import pandas as pd


class Turn(NamedTuple):
    """What makes a life one of a kind: who it is, and what happened to it."""

    role: str
    event: str


LIKE = {
    "fan turned hater": Turn("ordinary", "hater"),
    "won back": Turn("ordinary", "won_back"),
    "core fan": Turn("ordinary", "core_fan"),
    "shill found out": Turn("shill", "banned"),
}
"""The kinds of lives that can be asked for."""


def kind_named(text: str) -> str:
    """Return the kind of life that somebody names, in English or in the language in use.

    Raises
    ------
    ResultError
        If there is no such kind.
    """
    known = {name: name for name in LIKE} | {term(name): name for name in LIKE}
    if text not in known:
        allowed = either([f'"{name}"' for name in known])
        raise ResultError(say('--like: got "{given}", but it must be {allowed}.', given=text, allowed=allowed))
    return known[text]


def telling(like: str, persons: pd.DataFrame, events: pd.DataFrame, besides: Collection[int] = ()) -> int:
    """Return the most telling life of a kind: the one with the most different events, told in the fewest.

    Of equals it is the one with the lowest number, so that the same run always gives the same.

    Parameters
    ----------
    like
        One of `LIKE`.
    persons, events
        The tables of a run.
    besides
        Those who are told of already.

    Raises
    ------
    ResultError
        If there is nobody else of this kind.
    """
    role, event = LIKE[like]
    found = events.loc[events["event"] == event, "person"].unique()
    found = found[(persons["role"].loc[found] == role).to_numpy()]
    own = events[events["person"].isin(found) & ~events["person"].isin(list(besides))]
    if own.empty:
        nobody = say("nobody else") if len(found) else "nobody"
        raise ResultError(say("{like}: this run has {nobody} of that kind.", like=like, nobody=nobody))
    lives = own.groupby("person")["event"].agg(["nunique", "size"]).reset_index()
    return int(lives.sort_values(["nunique", "size", "person"], ascending=[False, True, True])["person"].iloc[0])


def typical(label: str, persons: pd.DataFrame, events: pd.DataFrame) -> int:
    """Return the person of a label, at the end of the run, to whom most happened.

    Raises
    ------
    ResultError
        If nobody has the label.
    """
    alike = persons.index[persons["label"] == label]
    if not len(alike):
        there = ", ".join(str(name) for name, count in persons["label"].value_counts().items() if count)
        raise ResultError(
            say("{label}: nobody is called that at the end of this run; there are {labels}.", label=label, labels=there)
        )
    counts = events.loc[events["person"].isin(alike), "person"].value_counts()
    return int(counts.index[counts == counts.iloc[0]].min()) if len(counts) else int(alike[0])
