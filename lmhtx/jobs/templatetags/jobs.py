"""How templates name jobs."""

from __future__ import annotations

from django import template

from lmhtx.jobs.models import Job, JobState
from lmhtx.jobs.registry import label_of

register = template.Library()

TONES = {
    JobState.QUEUED: "grey",
    JobState.RUNNING: "info",
    JobState.DONE: "done",
    JobState.FAILED: "danger",
}


@register.filter
def job_label(job: Job) -> str:
    """The job's Vietnamese label."""
    return label_of(job.name)


@register.filter
def job_tone(job: Job) -> str:
    """The tone of its state."""
    return TONES[JobState(job.state)]
