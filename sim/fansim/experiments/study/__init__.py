"""What is asked: a study, its design, and what its file says."""
