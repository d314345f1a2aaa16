"""fansim: the reference simulator of fan-community dynamics.

The public names stand in ``__init__.pyi``, beside this file. Each is imported from there when it is first used (SPEC 1
of Scientific Python), so that ``import fansim`` and ``fansim --help`` are quick.
"""

import lazy_loader

__version__ = "0.1.0"

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
