"""What each command makes of a study: its section of the file, its runs, tables, figures and findings."""
