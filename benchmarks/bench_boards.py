"""Each picture of the dashboards on 200 000 tasks, beside the second that it may take."""

from __future__ import annotations

from benchmarks import measuring

measuring.start()

from django.template.loader import render_to_string  # noqa: E402 - Django must be awake before its models are named

from benchmarks.generator import office_of  # noqa: E402
from lmhtx.people.models import User  # noqa: E402
from lmhtx.shell.home import widgets_of  # noqa: E402

TASKS, ALLOWED_SECONDS = 200_000, 1
BOARDS = (("office", "phochutich"), ("office", "chanhvanphong"), ("unit", "truongphong"))


def main() -> None:
    """Figures and picture of each widget, as its own request works them out."""
    results = measuring.Results()
    office_of(TASKS)
    for board, username in BOARDS:
        for widget in widgets_of(User.objects.get(username=username), board):
            seconds = measuring.seconds_of(lambda w=widget, u=username: drawn(w, u), repeats=5)
            name = f"{username}: {widget.title}"
            results.add(name, value=seconds, baseline=ALLOWED_SECONDS, limit=1)
    results.end()


def drawn(widget: object, username: str) -> str:
    """The widget as that person sees it; the person is read anew, as in a request."""
    user = User.objects.get(username=username)
    return render_to_string(widget.template, {"widget": widget, **widget.context(user)})


if __name__ == "__main__":
    main()
