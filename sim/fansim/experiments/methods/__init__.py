"""The mathematics of studies: from numbers to numbers, without a run, a folder or a figure."""
