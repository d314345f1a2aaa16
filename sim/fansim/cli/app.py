"""``fansim app``: the live page."""

from __future__ import annotations

from typing import Annotated

import typer

from fansim.cli.shared import SetOption, read_scenario


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("app")(live_page)


def live_page(
    scenario: Annotated[
        str, typer.Option(help="What the page begins with: a scenario file, or the name of a bundled scenario.")
    ] = "leijun_classroom",
    assignments: SetOption = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port at which it listens.")] = 8050,
    host: Annotated[
        str, typer.Option(help="The address at which it listens; any other lets others use the page as well.")
    ] = "127.0.0.1",
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open the page in the browser.")] = False,
) -> None:
    """Open the live page: move levers, and watch the year that comes of them."""
    from fansim.errors import extra
    from fansim.language import language, say

    name, setting = read_scenario(scenario, assignments)
    with extra("app", "fansim app"):
        from fansim.app.server import check_free, serve
    check_free(host, port)
    print(say("fansim app: http://{host}:{port} (Ctrl-C ends it)", host=host, port=port), flush=True)
    serve(name, setting, host=host, port=port, language=language(), browser=not no_browser)
