"""Outcomes: what is measured of a run, and how."""
