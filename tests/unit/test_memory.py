"""A community that memory cannot hold is refused before it is built."""

import resource

import pytest
from tests.cases import SCENARIOS

from fansim import FanCommunity, memory
from fansim.errors import ScenarioError
from fansim.memory import bytes_needed, check_memory
from fansim.scenario import load_scenario


def setting(**values):
    given = {key.replace("__", "."): value for key, value in values.items()}
    return load_scenario(SCENARIOS / "leijun_classroom.toml", given)


@pytest.fixture
def little_memory(monkeypatch):
    monkeypatch.setattr(memory, "_free", lambda: iter([50e6, 1e12]))


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"population__size": 20_000_000}, r"20,000,000 people with 10 ties each .* GB .* 50 MB are free: take fewer"),
        ({"population__size": 50_000, "network__mean_degree": 1000.0}, "smaller network.mean_degree.* --force"),
        (
            {"population__size": 20_000_000, "network__kind": "complete"},
            "20,000,000 people need some .* FANSIM_FORCE=1",
        ),
    ],
)
def test_too_many_people_or_ties_are_refused_with_the_figure_and_the_way_out(little_memory, values, told):
    with pytest.raises(ScenarioError, match=told):
        FanCommunity(setting(**values))


def test_what_fits_is_built_and_what_does_not_may_be_forced(little_memory, monkeypatch):
    check_memory(setting(population__size=5000))
    monkeypatch.setenv("FANSIM_FORCE", "1")
    check_memory(setting(population__size=20_000_000))


def test_a_network_file_counts_with_its_size(little_memory, tmp_path):
    (tmp_path / "ties.csv").write_bytes(b"1,2\n" * 1_000_000)
    with pytest.raises(ScenarioError, match=r"network\.path: this network needs some 120 MB|0\.1 GB"):
        check_memory(setting(network__kind="file", network__path=str(tmp_path / "ties.csv")))


def test_the_estimate_holds_what_the_columns_take():
    small = setting(population__size=20_000, network__mean_degree=40.0, days=1)
    assert FanCommunity(small).world.nbytes < bytes_needed(small) < 20 * FanCommunity(small).world.nbytes


def test_a_limit_on_the_process_counts(monkeypatch):
    monkeypatch.setattr(resource, "getrlimit", lambda kind: (0, resource.RLIM_INFINITY))
    with pytest.raises(ScenarioError, match="0 MB are free"):
        check_memory(setting())
