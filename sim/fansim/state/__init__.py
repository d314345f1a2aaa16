"""The state of a run: its codes, its columns, the arrays that hold them, and the random numbers that move them."""
