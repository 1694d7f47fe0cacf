"""Night work of the face."""

from celery import shared_task

from lmhtx.ui import actions


@shared_task(name="ui.forget_old")
def forget_old() -> None:
    """Forget keys and drafts that have served."""
    actions.forget_old()
