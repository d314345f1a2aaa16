"""The command ``fansim app``: on this machine alone, a port of its own, and what it says when it cannot begin."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection

import psutil
import pytest
from tests.app.browser import free_port, served

SMALL = ("--set", "population.size=300", "--set", "days=20")


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with served(*SMALL) as address:
        yield int(address.rpartition(":")[2])


def status(port: int, host: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/", headers={"Host": host})
    return connection.getresponse().status


def test_it_listens_on_this_machine_alone(port: int) -> None:
    listening = {
        connection.laddr.ip
        for process in psutil.Process().children(recursive=True)
        for connection in process.net_connections(kind="inet")
        if connection.status == psutil.CONN_LISTEN and connection.laddr.port == port
    }
    assert listening == {"127.0.0.1"}


def test_it_answers_under_its_own_name_only(port: int) -> None:
    assert status(port, f"127.0.0.1:{port}") == 200
    assert status(port, f"localhost:{port}") == 200
    assert status(port, f"elsewhere.example:{port}") == 400


def refused(*options: str) -> str:
    ended = subprocess.run(
        [sys.executable, "-m", "fansim", "app", "--no-browser", *options], capture_output=True, text=True, timeout=120
    )
    assert ended.returncode == 2
    assert ended.stdout == ""
    return ended.stderr


def test_a_port_that_is_taken_is_refused() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        told = refused("--port", str(taken))
    assert told == f"fansim: --port: cannot listen at 127.0.0.1:{taken} (Address already in use); choose another.\n"


def test_a_scenario_that_cannot_be_read_is_refused() -> None:
    assert "Did you mean leijun_classroom?" in refused("--port", str(free_port()), "--scenario", "leijun_clasroom")
