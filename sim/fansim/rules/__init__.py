"""The science: one file a mechanism, small pure functions of numbers, each with its equation and its source."""
