"""The LMHTX portal: the roof and the rooms of the house."""

from lmhtx.celery import app as celery_app

__all__ = ["celery_app"]
