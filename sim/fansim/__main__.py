"""Run the command line by ``python -m fansim``."""

from fansim.cli import main

if __name__ == "__main__":
    main()
