"""Who does the runs of a study: how many processes, on what address, and who may come in."""

from __future__ import annotations

import logging
import subprocess
from pathlib import Path

import pandas as pd
import psutil
import pytest
from distributed import LocalCluster
from distributed.security import Security
from tests.experiments.small_study import mapping
from tests.interface.test_cli import run

import fansim
from fansim.cli.shared import cluster_of
from fansim.experiments.study.study import study_from_mapping
from fansim.experiments.sweep import process_pool
from fansim.experiments.sweep.pools import Cluster, open_pool
from fansim.experiments.sweep.runner import Order, task_of

pytestmark = pytest.mark.slow

STUDY = mapping(design={"factors": {"groups.cap": [5, 10]}}, replications=1)


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    """The table of this process."""
    return fansim.sweep(STUDY)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate that is its own authority, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    certificate, key = folder / "cert.pem", folder / "key.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    try:
        subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("openssl is not here")
    return certificate, key


def test_scheduler_with_tls_takes_those_with_its_certificate_only(
    table: pd.DataFrame, certificate: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fansim.experiments.sweep import dask_pool

    file, key = certificate
    security = Security(
        tls_ca_file=str(file),
        tls_scheduler_cert=str(file),
        tls_scheduler_key=str(key),
        tls_worker_cert=str(file),
        tls_worker_key=str(key),
        tls_client_cert=str(file),
        tls_client_key=str(key),
        require_encryption=True,
    )
    place = {"protocol": "tls://", "host": "127.0.0.1", "dashboard_address": None, "silence_logs": logging.CRITICAL}
    with LocalCluster(n_workers=1, threads_per_worker=1, security=security, **place) as cluster:
        address = cluster.scheduler_address
        found = fansim.sweep(STUDY, cluster=Cluster(address, file, file, key))
        monkeypatch.setattr(dask_pool, "_CONNECT_SECONDS", 1)
        with pytest.raises(fansim.ClusterError, match="no Dask scheduler answers there"):
            fansim.sweep(STUDY, cluster=address)
    pd.testing.assert_frame_equal(found, table, check_exact=True)


@pytest.mark.parametrize(
    ("cluster", "words"),
    [
        ("x", "must be tcp://host:port"),
        ("tcp://", "must be tcp://host:port"),
        ("http://a:80", "must be tcp://host:port"),
        ("tcp://a:b", "must be tcp://host:port"),
        ("tcp://a:99999", "must be tcp://host:port"),
        (Cluster("tls://a:1", "ca.pem"), "--tls-cert and --tls-key is missing"),
        (Cluster("tcp://a:1", "ca.pem", "c.pem", "k.pem"), "must be tls://host:port"),
        (Cluster("tls://a:1", "ca.pem", "c.pem", "k.pem"), "--tls-ca-file: ca.pem: there is no such file"),
    ],
)
def test_cluster_that_can_be_none_is_refused_at_once(cluster: str | Cluster, words: str) -> None:
    with pytest.raises(fansim.ClusterError, match=words):
        fansim.sweep(STUDY, cluster=cluster)


def test_command_line_says_what_is_wrong_with_a_cluster_in_one_line(tmp_path: Path) -> None:
    process = run("sweep", "threshold_by_cap", "--cluster", "x", folder=tmp_path)
    assert (process.returncode, process.stderr.count("\n")) == (2, 1), process.stderr
    assert "must be tcp://host:port" in process.stderr


def test_tls_files_without_a_cluster_are_refused() -> None:
    with pytest.raises(fansim.ClusterError, match="are for --cluster"):
        cluster_of(None, None, Path("c.pem"), None)


@pytest.mark.parametrize("workers", [10**20, 1e20, 0, -1, 2.0, True, "two", 65_000])
def test_impossible_number_of_workers_is_refused(workers: object) -> None:
    with pytest.raises(fansim.ClusterError, match=r"--workers: got .* whole number from 1 to"):
        fansim.sweep(STUDY, workers=workers)  # type: ignore[arg-type]


def test_no_more_processes_than_runs_and_none_for_a_finished_study(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[object] = []

    class Counted(process_pool._Worker):
        def __init__(self) -> None:
            started.append(self)
            super().__init__()

    monkeypatch.setattr(process_pool, "_Worker", Counted)
    for _ in range(2):
        fansim.sweep(STUDY, workers=30, out=tmp_path)
        assert len(started) == 2


def test_processes_of_a_sweep_open_no_port() -> None:
    study = study_from_mapping(STUDY)
    with open_pool(2) as pool:
        rows = pool.run((task_of(study, number) for number in range(study.runs)), Order(study.outcomes))
        next(rows)
        family = [psutil.Process(), *psutil.Process().children(recursive=True)]
        assert len(family) >= 3
        open_ports = [link for one in family for link in one.net_connections("inet") if link.status == "LISTEN"]
        named = [link for one in family[1:] for link in one.net_connections("unix") if link.laddr]
        rows.close()  # type: ignore[attr-defined]
    assert (open_ports, named) == ([], [])


@pytest.mark.parametrize("times", [1, 9])
def test_worker_that_is_killed_while_it_starts_is_started_again(
    table: pd.DataFrame, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    left = [times]

    class Killed(process_pool._Worker):
        def __init__(self) -> None:
            super().__init__()
            left[0] -= 1
            if left[0] >= 0:
                self.process.kill()

    monkeypatch.setattr(process_pool, "_Worker", Killed)
    if times == 1:
        pd.testing.assert_frame_equal(fansim.sweep(STUDY, workers=2), table, check_exact=True)
        return
    with pytest.raises(fansim.ClusterError, match="each worker was killed while it started"):
        fansim.sweep(STUDY, workers=2)
