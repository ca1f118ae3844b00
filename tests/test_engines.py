"""Each engine gives what one process gives; what was computed is not computed again."""

import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from types import ModuleType

import pytest

from benchmarks.sweep import dask_cluster
from lstmviz.engines import ENGINES, engine, results
from lstmviz.errors import InputError
from tests.conftest import ROOT
from tests.slurm import slurm
from tests.works_of_engines import fails_at_three, slowly, squared

CASES = {f"case {number}": number for number in range(6)}
SQUARES = {f"case {number}": number**2 for number in range(6)}


def test_processes(monkeypatch):
    monkeypatch.setitem(
        sys.modules, "__main__", ModuleType("__main__")
    )  # AppTest leaves a page of ours there
    with engine() as executor:
        assert dict(results(executor, squared, CASES)) == SQUARES


def test_submitit_on_this_machine(tmp_path, monkeypatch):
    monkeypatch.setattr("submitit.slurm.slurm.SlurmExecutor.affinity", lambda: -1)  # were it installed
    with engine(f"submitit:{tmp_path}") as executor:
        assert dict(results(executor, squared, {"a": 2, "b": 3})) == {"a": 4, "b": 9}
        assert executor.submit(squared, 4).result() == 16  # also without an array


def test_submitit_on_slurm(tmp_path, until):
    cluster, jobs = tmp_path / "cluster", tmp_path / "jobs"
    cluster.mkdir()
    with slurm(cluster, until), engine(f"submitit:{jobs}") as executor:
        assert dict(results(executor, squared, {"a": 2, "b": 3})) == {"a": 4, "b": 9}
    names = {path.name for path in jobs.glob("*_result.pkl")}
    (array,) = {name.partition("_")[0] for name in names}
    assert names == {f"{array}_{number}_0_result.pkl" for number in range(2)}


def test_ray_on_this_machine():
    with engine("ray:local") as executor:
        assert dict(results(executor, squared, CASES)) == SQUARES


def test_what_was_done_is_handed_out_before_a_failure_is_told():
    done = []
    with ThreadPoolExecutor(1) as executor, pytest.raises(ValueError, match="three"):
        done.extend(results(executor, fails_at_three, CASES))
    assert {0, 1, 2} <= {number for _, number in done}


def test_what_is_not_begun_when_one_stops_is_not_done(tmp_path):
    with ThreadPoolExecutor(1) as executor:
        begun = results(executor, slowly, {number: (tmp_path, number) for number in range(9)})
        next(begun)
        begun.close()
    assert len(list(tmp_path.iterdir())) <= 3


@pytest.mark.parametrize("named", ["slurm", "dask", "processes:4", ""])
def test_an_engine_that_is_not_there_is_named_with_those_that_are(named):
    with pytest.raises(InputError, match=r"processes, dask:ADDRESS, submitit:FOLDER, ray:ADDRESS"):
        engine(named)


@pytest.mark.parametrize(
    ("named", "package"), [("dask:x", "distributed"), ("submitit:x", "submitit"), ("ray:x", "ray")]
)
def test_a_package_that_is_missing_is_named_with_the_way_to_it(monkeypatch, named, package):
    monkeypatch.setitem(sys.modules, package, None)
    extra = named.partition(":")[0]
    with pytest.raises(InputError, match=rf"pip install 'lstmviz\[{extra}\]'"), engine(named):
        pass


def test_every_engine_but_the_machine_itself_is_an_extra():
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    assert set(ENGINES) - {"processes"} <= set(extras)


def test_dask_goes_on_without_a_worker_that_was_killed(tmp_path):
    done = tmp_path / "done"
    done.mkdir()
    with dask_cluster(tmp_path, workers=2) as (address, workers), engine(f"dask:{address}") as executor:
        got = []
        for _, number in results(executor, slowly, {number: (done, number) for number in range(12)}):
            got.append(number)
            if len(got) == 4:
                before = list(got)
                workers[0].kill()
    assert sorted(got) == list(range(12))
    assert all((done / str(number)).read_text() == "done\n" for number in before)  # not done again
