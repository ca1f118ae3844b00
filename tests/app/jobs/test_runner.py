"""Jobs as visitors meet them: queue, sharing, stopping, coming back, old ones swept."""

import pytest

from lstmviz.app.jobs import queue
from lstmviz.app.jobs.files import JobFiles
from lstmviz.app.jobs.runner import Jobs, Spec
from lstmviz.errors import InputError


@pytest.fixture
def waits(tmp_path):
    """waits("a"): work that is done when the file "a" is there, which release("a") makes."""
    return lambda name: Spec("wait", {"for": str(tmp_path / name)})


@pytest.fixture
def release(tmp_path):
    return lambda name: (tmp_path / name).touch()


def places(jobs, ids):
    return [jobs.state(id).place for id in ids]


def statuses(jobs, ids):
    return [jobs.state(id).status for id in ids]


def test_a_job_is_done_and_tells_what_it_did(jobs, ended):
    id = jobs.submit(Spec("count", {"most": 3}), "ada")
    assert ended(id).status == "done"
    assert ended(id).share == 1
    assert [record["number"] for record in jobs.records(id)] == [1, 2, 3]
    assert [record["number"] for record in jobs.records(id, after=2)] == [3]
    assert jobs.records(id, after=3) == jobs.records(id, after=9) == []


def test_first_come_first_served(jobs, waits, release, ended):
    ids = [jobs.submit(waits(name), visitor=name) for name in "abc"]
    assert statuses(jobs, ids) == ["running", "waiting", "waiting"]
    assert places(jobs, ids) == [0, 1, 2]
    release("c")
    release("a")
    ended(ids[0])
    assert statuses(jobs, ids) == ["done", "running", "waiting"]
    assert places(jobs, ids) == [0, 0, 1]
    release("b")
    assert ended(ids[2]).status == "done"


def test_as_many_run_as_there_are_workers(tmp_path, workers, waits, release, until):
    jobs = Jobs(tmp_path / "jobs", 2, workers)
    ids = [jobs.submit(waits(name), visitor=name) for name in "abc"]
    assert statuses(jobs, ids) == ["running", "running", "waiting"]
    for name in "abc":
        release(name)
    until(lambda: statuses(jobs, ids) == ["done"] * 3)


def test_too_many_are_refused_with_the_limit(jobs, waits, monkeypatch):
    monkeypatch.setattr(queue, "MOST_WAITING", 3)
    monkeypatch.setattr(queue, "FOR_NEWCOMERS", 1)
    for name in "abc":
        jobs.submit(waits(name), visitor=name)
    with pytest.raises(InputError, match="2 jobs are waiting, the limit"):
        jobs.submit(waits("d"), "d")
    assert jobs.state(waits("d").id).status == "unknown"
    assert jobs.submit(waits("b"), "e") == waits("b").id  # joins
    changed = jobs.submit(waits("f"), "c")  # gives up a place for another
    assert jobs.state(changed).place == 2
    with pytest.raises(InputError, match="2 jobs are waiting, the limit"):
        jobs.submit(waits("g"), "e")  # what others want too is no place given up
    assert jobs.wants(waits("b").id, "e")


def test_one_job_a_visitor(jobs, waits):
    first, second = (jobs.submit(waits(name), "ada") for name in "ab")
    assert statuses(jobs, [first, second])[0] == "stopped"
    third = jobs.submit(waits("c"), "ada")
    assert statuses(jobs, [second, third])[0] == "stopped"


def test_visitors_share_a_job(jobs, waits, release, ended):
    id = jobs.submit(waits("a"), "ada")
    assert jobs.submit(waits("a"), "bob") == id
    assert jobs.watchers(id) == 2
    jobs.withdraw(id, "ada")
    jobs.withdraw(id, "a stranger")
    assert jobs.state(id).status == "running"
    release("a")
    assert ended(id).status == "done"
    assert jobs.watchers(id) == 0


def test_who_asked_first_is_first_until_they_withdraw(jobs, waits):
    job = jobs.submit(waits("a"), "ada")
    jobs.look(job, "bob", lambda: True)
    jobs.submit(waits("a"), "eve")
    assert [jobs.was_first_asked_by(job, one) for one in ("ada", "bob", "eve")] == [True, False, False]
    jobs.withdraw(job, "ada")
    assert [jobs.was_first_asked_by(job, one) for one in ("ada", "bob", "eve")] == [False, False, True]
    assert not jobs.was_first_asked_by("0" * 16, "ada")


def test_what_is_done_is_not_done_again(jobs, ended):
    spec = Spec("count", {"most": 2})
    ended(jobs.submit(spec, "ada"))
    before = (jobs.folder / spec.id / "end.json").stat().st_mtime_ns
    assert jobs.state(jobs.submit(spec, "bob")).status == "done"
    assert (jobs.folder / spec.id / "end.json").stat().st_mtime_ns == before


def test_a_job_that_nobody_wants_is_gone_and_goes_on_later(jobs, ended, until):
    spec = Spec("count", {"most": 400, "pause": 0.001})
    id = jobs.submit(spec, "ada")
    until(lambda: len(jobs.records(id)) > 5)
    jobs.withdraw(id, "ada")
    until(lambda: not JobFiles(jobs.folder / id).in_work(), seconds=1)
    kept = jobs.records(id)
    assert jobs.state(id).status == "stopped"
    assert 0 < jobs.state(id).share < 1
    jobs.submit(spec, "bob")
    assert ended(id).status == "done"
    assert jobs.records(id)[: len(kept)] == kept
    assert [record["number"] for record in jobs.records(id)] == list(range(1, 401))


def test_stopped_and_at_once_begun_again(jobs, waits, release, ended):
    id = jobs.submit(waits("a"), "ada")
    jobs.withdraw(id, "ada")
    jobs.submit(waits("a"), "bob")
    assert jobs.state(id).status in ("waiting", "running")
    release("a")
    assert ended(id).status == "done"
    assert [record["share"] for record in jobs.records(id)] == [0.5, 1.0]


def test_a_job_stopped_and_begun_again_runs_once(tmp_path, workers, waits, release, until):
    jobs = Jobs(tmp_path / "jobs", 2, workers)
    id = jobs.submit(waits("a"), "ada")
    until(lambda: jobs.records(id))
    for _ in range(3):
        jobs.withdraw(id, "ada")
        jobs.submit(waits("a"), "ada")
        assert len([job for job in jobs._jobs.values() if job.worker]) == 1
    release("a")
    until(lambda: jobs.state(id).status == "done")
    assert [record["share"] for record in jobs.records(id)] == [0.5, 1.0]


def test_a_waiting_job_is_withdrawn(jobs, waits):
    ids = [jobs.submit(waits(name), visitor=name) for name in "abc"]
    jobs.withdraw(ids[1], "b")
    assert statuses(jobs, ids) == ["running", "stopped", "waiting"]
    assert places(jobs, ids) == [0, 0, 1]


def test_the_time_left_is_reckoned_from_the_share(jobs, until):
    id = jobs.submit(Spec("count", {"most": 40, "pause": 0.05}), "ada")
    assert jobs.state(id).seconds_left is None
    until(lambda: jobs.state(id).share >= 0.5)
    assert 0.3 < jobs.state(id).seconds_left < 60
    jobs.withdraw(id, "ada")


def test_a_new_server_finds_what_was_done(jobs, ended, workers):
    id = jobs.submit(Spec("count", {"most": 3}), "ada")
    ended(id)
    again = Jobs(jobs.folder, 1, workers)
    assert again.state(id) == jobs.state(id)
    assert again.records(id) == jobs.records(id)


def test_two_servers_on_one_folder_do_a_job_once(jobs, waits, release, until, other_workers):
    id = jobs.submit(waits("a"), "ada")
    until(lambda: jobs.records(id))
    other = Jobs(jobs.folder, 1, other_workers)
    assert other.state(id).status == "running"
    other.submit(waits("a"), "bob")
    until(lambda: other.watchers(id) == 0)
    assert other.state(id).status == "running"
    release("a")
    until(lambda: other.state(id).status == "done")
    assert [record["share"] for record in jobs.records(id)] == [0.5, 1.0]


def test_what_is_forgotten_is_done_anew(jobs, waits, ended):
    spec = Spec("count", {"most": 2})
    ended(jobs.submit(spec, "ada"))
    jobs.forget(spec.id)
    assert jobs.state(spec.id).status == "unknown"
    assert jobs.records(spec.id) == []
    assert ended(jobs.submit(spec, "ada")).status == "done"
    running = jobs.submit(waits("a"), "ada")
    jobs.forget(running)
    assert jobs.state(running).status == "running"
    waiting = jobs.submit(waits("b"), "bob")
    jobs.forget(waiting)
    assert jobs.state(waiting).status == "waiting"


def test_what_another_server_works_at_is_not_forgotten(jobs, ended):
    spec = Spec("count", {"most": 2})
    ended(jobs.submit(spec, "ada"))
    with JobFiles(jobs.folder / spec.id).alone():
        jobs.forget(spec.id)
    assert jobs.state(spec.id).status == "done"


@pytest.mark.parametrize(
    "id", ["", "../../etc", "0123456789abcdef", "0123456789ABCDEF", "0123456789abcdef/../x", "\ud800"]
)
def test_an_unknown_id_is_unknown(jobs, id):
    assert jobs.state(id).status == "unknown"
    assert jobs.records(id) == []
    jobs.withdraw(id, "ada")
    jobs.forget(id)


def test_who_waited_when_the_server_was_killed_is_known_to_the_next_one(jobs, waits):
    killed = JobFiles(jobs.folder / waits("a").id)
    killed.write_spec(waits("a"))
    killed.write_wanted(["ada"])
    assert jobs.was_taken_from(waits("a").id, "ada")
    assert not jobs.was_taken_from(waits("a").id, "bob")
    jobs.submit(waits("a"), "bob")
    assert not jobs.was_taken_from(waits("a").id, "ada")
    jobs.withdraw(waits("a").id, "bob")
    assert not jobs.was_taken_from(waits("a").id, "bob")


@pytest.mark.parametrize("text", ["", "{", "3", "[1]"])
def test_a_damaged_list_of_who_waits_names_nobody(jobs, waits, text):
    files = JobFiles(jobs.folder / waits("a").id)
    files.write_spec(waits("a"))
    (files.folder / "wanted.json").write_text(text)
    assert not jobs.was_taken_from(waits("a").id, "ada")
