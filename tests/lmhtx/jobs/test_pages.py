"""Pages about work behind the page."""

from __future__ import annotations

from lmhtx.jobs.models import Job, JobState
from lmhtx.jobs.queries import scheduled_jobs
from lmhtx.jobs.queue import later


def test_progress_is_seen_by_the_asker_and_the_administrator_only(
    db, make_job, as_, officer, unit_head, admin
):
    make_job(lambda: None)
    job = later("tests.work", by=officer)
    address = f"/viec-nen/{job.pk}/"

    codes = [as_(person).get(address).status_code for person in (officer, admin, unit_head)]

    assert codes == [200, 200, 404]


def test_progress_asks_again_while_open_and_stops_when_ended(db, make_job, as_, officer):
    make_job(lambda: None)
    job = later("tests.work", by=officer)
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, progress_done=3, progress_total=10)

    running = as_(officer).get(f"/viec-nen/{job.pk}/", headers={"HX-Request": "true"})
    Job.objects.filter(pk=job.pk).update(state=JobState.DONE, result={"url": "/ke-hoach/5/"})
    ended = as_(officer).get(f"/viec-nen/{job.pk}/", headers={"HX-Request": "true"})

    assert 'hx-trigger="every 2s"' in running.text
    assert '<progress class="job-bar" value="3" max="10"' in " ".join(running.text.split())
    assert "hx-trigger" not in ended.text
    assert 'href="/ke-hoach/5/"' in ended.text
    assert ended["HX-Trigger"] == "lmhtx:job-ended"


def test_technical_text_is_for_administrators(db, make_job, as_, officer, admin):
    make_job(lambda: None)
    job = later("tests.work", by=officer)
    Job.objects.filter(pk=job.pk).update(
        state=JobState.FAILED, note="Chưa xong.", error_text="ValueError: boom"
    )

    assert "boom" not in as_(officer).get(f"/viec-nen/{job.pk}/").text
    assert "boom" in as_(admin).get("/viec-nen/").text


def test_schedule_is_for_administrators(db, as_, admin, chairman, officer):
    codes = [as_(person).get("/viec-nen/").status_code for person in (admin, chairman, officer)]

    assert codes == [200, 403, 403]


def test_schedule_shows_every_scheduled_job_with_its_next_run(db, as_, admin):
    page = as_(admin).get("/viec-nen/").text
    jobs = scheduled_jobs()

    assert {job.definition.name for job in jobs} >= {"jobs.rescue", "jobs.prune", "audit.seal_entries"}
    assert all(job.definition.label in page and job.next_at for job in jobs)


def test_run_now_queues_once_for_a_double_click(db, as_, admin):
    browser = as_(admin)

    browser.post("/viec-nen/jobs.prune/chay-ngay/")
    response = browser.post("/viec-nen/jobs.prune/chay-ngay/")

    assert response.url == "/viec-nen/"
    job = Job.objects.get(name="jobs.prune")
    assert (job.state, job.asked_by, job.is_scheduled) == (JobState.QUEUED, admin, True)


def test_run_now_is_refused_to_others_and_for_what_is_not_scheduled(db, make_job, as_, admin, chairman):
    make_job(lambda: None)

    assert as_(chairman).post("/viec-nen/jobs.prune/chay-ngay/").status_code == 403
    assert as_(admin).post("/viec-nen/tests.work/chay-ngay/").status_code == 404
    assert as_(admin).get("/viec-nen/jobs.prune/chay-ngay/").status_code == 405


def test_schedule_takes_the_same_queries_for_one_run_and_many(db, as_, admin, django_assert_max_num_queries):
    browser = as_(admin)
    for _ in range(20):
        Job.objects.create(name="jobs.prune", is_scheduled=True, state=JobState.DONE)

    with django_assert_max_num_queries(8):
        browser.get("/viec-nen/")
