"""Running a study: its runs shared out, kept as they come, and joined in one table."""
