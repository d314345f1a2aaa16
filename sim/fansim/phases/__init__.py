"""The plumbing: one file a phase, which loads a row, calls rules and stores the row."""
