"""What writes the tables of the documentation from the declarations in the code."""
