"""The command ``fansim``, also as ``python -m fansim``."""

import os
import signal
from types import FrameType


def main() -> None:
    """Run the command line; as long as it only imports and reads, an interrupt ends it at once, with one line."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _leave)
    from fansim.cli import main as run

    run()


def _leave(number: int, frame: FrameType | None) -> None:
    """End this process: an exception could be lost, or printed, in what is imported just now."""
    os.write(2, b"\nfansim: stopped\n")
    os._exit(130)


if __name__ == "__main__":
    main()
