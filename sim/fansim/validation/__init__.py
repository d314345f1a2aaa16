"""Whether the assembled model behaves like a community: patterns with a target, measured over seeds.

What a mechanism does by itself is docked elsewhere. Here whole runs are looked at, and a pattern that does not hold is
reported as such.
"""
