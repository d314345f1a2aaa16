"""The mechanisms of the model, each one a folder: what it brings, its science, its plumbing, its keys.

Open ``NAME/rules.py`` for the equations and their sources, ``NAME/phase.py`` for whose rows they move,
``NAME/section.py`` for the keys of a scenario file, and ``NAME/__init__.py`` for the columns, sums and outcomes. A
folder here is a mechanism; ``day.py`` gives its phases their place in the day.
"""
