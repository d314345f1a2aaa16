"""Studies: many runs planned, done, kept and compared."""
