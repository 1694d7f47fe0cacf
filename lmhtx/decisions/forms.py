"""What comes in by hand: an answer, and lists of phrases."""

from __future__ import annotations

from django import forms

from lmhtx.contributions import collected
from lmhtx.decisions.queries import phrases_of
from lmhtx.questions import Question
from lmhtx.ui.forms import HouseForm

WORDS_LENGTH = 4000


class AnswerForm(HouseForm):
    """A verdict, words, and the stock phrase that was ticked."""

    verdict = forms.CharField(max_length=30)
    words = forms.CharField(required=False, max_length=WORDS_LENGTH)
    phrase = forms.CharField(required=False, max_length=WORDS_LENGTH)

    def words_in_all(self):
        """The ticked phrase and what was typed, once each."""
        told = self.cleaned_data
        return "\n".join(dict.fromkeys(one for one in (told["phrase"], told["words"]) if one))


class PhrasesForm(HouseForm):
    """One box for each way to answer each kind of question, a phrase a line."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        for kind in collected(Question):
            if user.has_perm(kind.permission):
                self._add(kind, phrases_of(user, kind))

    def _add(self, kind, kept):
        for verdict in kind.verdicts:
            field = forms.CharField(
                label=f"{kind.title}: khi bấm “{verdict.label}”",
                required=False,
                initial="\n".join(kept[verdict.key]),
                widget=forms.Textarea(attrs={"rows": 4, "class": "form-control"}),
            )
            self.fields[f"{kind.key}:{verdict.key}"] = field

    def lists(self):
        """The phrases by question and way to answer."""
        return {tuple(name.rsplit(":", 1)): text.splitlines() for name, text in self.cleaned_data.items()}
