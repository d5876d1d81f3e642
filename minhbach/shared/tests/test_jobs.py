from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from minhbach.shared import jobs, outbox, worker
from minhbach.shared.delivery import back_off, claim, deliver
from minhbach.shared.jobs import MAX_ATTEMPTS, LeaseLost, Run, enqueue, job, request_stop
from minhbach.shared.models import AuditEntry, Heartbeat, Job, JobState, Marker
from minhbach.shared.queries import health
from minhbach.shared.verbs import Refused

pytestmark = pytest.mark.django_db
seen: list[object] = []


@job("tests.note")
def note(run, *, value):
    seen.append(value)


@job("tests.fail")
def fail(run):
    raise RuntimeError("hỏng")


@job("tests.steps")
def steps(run, *, count):
    for done in range(count):
        run._saved_at = 0.0
        run.progress(done, count, f"bước {done}")
        seen.append(done)


@pytest.fixture(autouse=True)
def nothing_seen():
    seen.clear()


def state(row: Job) -> str:
    row.refresh_from_db()
    return row.state


def test_a_job_runs_once_with_its_arguments():
    row = enqueue("tests.note", value=7)
    assert worker.drain() == 1
    assert seen == [7]
    assert state(row) == JobState.DONE
    assert worker.drain() == 0


def test_a_name_without_handler_is_refused_when_it_is_asked_for():
    with pytest.raises(jobs.UnknownJob):
        enqueue("tests.nobody")


def test_the_same_key_is_the_same_job_while_it_waits_or_runs():
    first = enqueue("tests.note", key="a", value=1)
    assert enqueue("tests.note", key="a", value=2) == first
    claim("w", timezone.now())
    assert enqueue("tests.note", key="a", value=3) == first


def test_a_stopped_job_is_not_run_again_beside_another_of_its_key():
    stopped = enqueue("tests.note", key="a", value=1)
    request_stop(None, stopped)
    waiting = enqueue("tests.note", key="a", value=2)
    with pytest.raises(Refused, match="đang chờ hoặc đang chạy"):
        jobs.run_again(None, stopped)
    assert (state(stopped), state(waiting)) == (JobState.STOPPED, JobState.QUEUED)


def test_a_finished_key_may_be_used_again():
    first = enqueue("tests.note", key="a", value=1)
    worker.drain()
    assert enqueue("tests.note", key="a", value=2) != first


def test_a_job_of_a_transaction_that_failed_does_not_exist():
    with pytest.raises(RuntimeError), transaction.atomic():
        enqueue("tests.note", value=1)
        raise RuntimeError
    assert not Job.objects.exists()


def test_a_job_of_later_waits():
    enqueue("tests.note", run_at=timezone.now() + timedelta(hours=1), value=1)
    assert worker.drain() == 0


def test_a_claimed_job_is_not_given_to_a_second_worker():
    enqueue("tests.note", value=1)
    assert claim("w1", timezone.now())
    assert claim("w2", timezone.now()) is None


def test_a_job_whose_lease_ran_out_is_given_again():
    enqueue("tests.note", value=1)
    first = claim("w1", timezone.now())
    later = timezone.now() + jobs.LEASE + timedelta(seconds=1)
    second = claim("w2", later)
    assert second is not None
    assert (second.pk, second.attempts) == (first.pk, 2)


def test_a_worker_that_lost_its_lease_writes_nothing_more():
    row = enqueue("tests.note", value=1)
    first = claim("w1", timezone.now())
    claim("w2", timezone.now() + jobs.LEASE * 2)
    with pytest.raises(LeaseLost):
        Run(first).progress(1, 1)
    deliver(Run(first))
    assert state(row) == JobState.RUNNING
    assert row.worker == "w2"


def test_a_failed_job_waits_longer_each_time_and_is_dead_in_the_end():
    row = enqueue("tests.fail")
    for attempt in range(1, MAX_ATTEMPTS):
        before = timezone.now()
        assert worker.drain() == 1
        assert state(row) == JobState.QUEUED
        assert row.run_at >= before + back_off(attempt)
        Job.objects.update(run_at=timezone.now())
    worker.drain()
    assert state(row) == JobState.DEAD
    assert "hỏng" in row.error
    assert health(timezone.now()).dead_jobs == 1


def test_a_job_that_kills_every_worker_is_dead_in_the_end():
    row = enqueue("tests.note", value=1)
    now = timezone.now()
    for _ in range(MAX_ATTEMPTS):
        assert claim("w", now)
        now += jobs.LEASE * 2
    assert claim("w", now) is None
    assert state(row) == JobState.DEAD
    assert "ngắt giữa chừng" in row.error


def test_a_dead_job_can_be_run_again_by_a_person():
    row = enqueue("tests.note", value=1)
    Job.objects.update(state=JobState.DEAD, attempts=MAX_ATTEMPTS)
    jobs.run_again(None, row)
    worker.drain()
    assert state(row) == JobState.DONE


def test_a_waiting_job_stops_at_once():
    row = enqueue("tests.note", value=1)
    request_stop(None, row)
    assert worker.drain() == 0
    assert state(row) == JobState.STOPPED
    assert AuditEntry.objects.get().verb == "stop job"


def test_a_running_job_stops_at_its_next_step():
    row = enqueue("tests.steps", count=3)
    running = claim("w", timezone.now())
    request_stop(None, running)
    deliver(Run(running))
    assert state(row) == JobState.STOPPED
    assert seen == []


def test_a_job_of_a_leaving_worker_goes_back_to_the_queue_without_losing_an_attempt():
    row = enqueue("tests.steps", count=3)
    answers = iter([False, True])
    deliver(Run(claim("w", timezone.now()), leaving=lambda: next(answers)))
    assert state(row) == JobState.QUEUED
    assert row.attempts == 0
    assert seen == [0]


def test_progress_renews_the_lease_and_is_seen():
    enqueue("tests.steps", count=3)
    running = claim("w", timezone.now())
    Job.objects.update(lease_until=timezone.now())
    Run(running).progress(1, 4, "đang lập")
    running.refresh_from_db()
    assert running.lease_until > timezone.now() + jobs.LEASE / 2
    assert (running.percent, running.text) == (25, "đang lập")


def test_progress_writes_at_most_every_half_second(django_assert_num_queries):
    enqueue("tests.steps", count=3)
    run = Run(claim("w", timezone.now()))
    run.progress(1, 100)
    with django_assert_num_queries(0):
        for done in range(2, 99):
            run.progress(done, 100)
    assert Job.objects.get().percent == 1


def test_an_announced_fact_wakes_every_listener(monkeypatch):
    monkeypatch.setattr("minhbach.wiring.LISTENERS", {"something happened": ("tests.note", "tests.note")})
    outbox.announce("something happened", value=3)
    worker.drain()
    assert seen == [3, 3]


def test_a_fact_without_a_line_is_refused():
    with pytest.raises(outbox.UnknownFact):
        outbox.announce("nobody knows this")


def test_periodic_work_runs_once_per_interval(monkeypatch):
    ran = []
    monkeypatch.setattr(worker, "periodic_work", lambda: [jobs.Periodic("t", 60, lambda: ran.append(1))])
    now = timezone.now()
    for seconds in (0, 1, 59, 61, 62):
        worker.run_periodic(now + timedelta(seconds=seconds))
    assert ran == [1, 1]


def test_failing_periodic_work_is_written_down_and_stops_nothing(monkeypatch):
    def broken():
        raise RuntimeError("hết chỗ")

    monkeypatch.setattr(worker, "periodic_work", lambda: [jobs.Periodic("t", 60, broken)])
    assert worker.run_periodic(timezone.now()) == ["t"]
    assert "hết chỗ" in Marker.objects.get(key="every:t").value["error"]


def test_a_job_of_a_process_that_is_gone_is_free_at_once():
    row = enqueue("tests.note", value=1)
    claim(f"{worker._place()}:4194305:x", timezone.now())  # above the largest process number
    assert worker.free_jobs_of_dead_neighbours() == 1
    assert worker.drain() == 1
    assert state(row) == JobState.DONE


def test_a_job_of_another_machine_keeps_its_lease():
    enqueue("tests.note", value=1)
    claim("elsewhere/pid[1]:4194305:x", timezone.now())
    assert worker.free_jobs_of_dead_neighbours() == 0


def test_a_silent_worker_and_an_old_backup_are_seen():
    now = timezone.now()
    assert health(now).worker_is_silent
    assert health(now).backup_is_old
    Heartbeat.objects.create(worker="w", at=now - timedelta(seconds=59))
    Marker.objects.create(key="last backup", at=now - timedelta(hours=23))
    assert not health(now).worker_is_silent
    assert not health(now).backup_is_old
    assert health(now + timedelta(seconds=2)).worker_is_silent
