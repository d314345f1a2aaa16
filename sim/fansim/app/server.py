"""Serving the page, on this machine alone unless another address is asked for."""

from __future__ import annotations

import gc
import socket

from nicegui import app, ui
from starlette.middleware.trustedhost import TrustedHostMiddleware

from fansim.app.page import Page
from fansim.errors import FansimError
from fansim.language import Language, say
from fansim.scenario import Scenario

HERE = ("127.0.0.1", "localhost")
"""The names of a machine for itself: nobody else can reach them."""

_RECONNECT = 60.0  # seconds for which a page that lost its connection is kept


def serve(name: str, scenario: Scenario, *, host: str, port: int, language: Language, browser: bool) -> None:
    """Serve the page until interrupted.

    Parameters
    ----------
    name, scenario
        What the page begins with.
    host, port
        Where it listens.
    language
        That of the page at first.
    browser
        Whether to open it in the browser.
    """

    @ui.page("/", title="fansim")
    async def page() -> None:
        await Page(name, scenario, language).open()

    if host in HERE:  # a name of elsewhere that leads here is refused
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=HERE)
    gc.freeze()  # what was imported stays: after a run, only what is new is looked through for what can go
    ui.run(host=host, port=port, show=browser, reload=False, show_welcome_message=False, reconnect_timeout=_RECONNECT)


def check_free(host: str, port: int) -> None:
    """Check that one can listen at an address.

    Raises
    ------
    FansimError
        If not, such as where somebody else does.
    """
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise FansimError(
                say(
                    "--port: cannot listen at {host}:{port} ({reason}); choose another.",
                    host=host,
                    port=port,
                    reason=error.strerror,
                )
            ) from None
