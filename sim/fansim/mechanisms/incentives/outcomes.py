"""Outcomes of rewards and of all that costs the brand money."""

from __future__ import annotations

from fansim.outcomes.measure import Daily, Summary

DAILY = (Daily("cost", "yuan", "rewards + answers + reviews", lambda brand: brand["spent"]),)

SUMMARY = (Summary("cost_total", "yuan", "sum of cost", lambda daily, persons, days: float(daily["cost"].sum())),)
