"""Names: Vietnamese on the surface, one English word for each thing, units in the names of figures."""

from __future__ import annotations

import re

from django.db import models
from django.utils.text import camel_case_to_spaces

from tests.house.sources import ROOT, our_models, text

# Django's own: the person's password and numbers, and the moment of the last sign-in.
DJANGO_FIELDS = {"id", "password", "last_login"}
# Words that say their unit or kind as clearly as the ending would.
DAYS = {"on", "day", "valid_from", "valid_to", "issued_on"}
MOMENTS = {"at", "not_before"}
NUMBERS = (models.IntegerField, models.DecimalField, models.FloatField)
MONEY = re.compile(r"\b(tiền|đồng|vốn|kinh phí|dư nợ)\b")


def own_fields(model: type[models.Model]) -> list[models.Field]:
    """The columns of a model that somebody named."""
    fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return [field for field in fields if field.name not in DJANGO_FIELDS and not field.auto_created]


def is_our_word(words: str, name: str) -> bool:
    """Whether a label was written by a person: not what Django makes of the English name, and in lower case."""
    return bool(words) and words != name.replace("_", " ") and words[0] == words[0].lower()


def says_its_unit(field: models.Field) -> bool:
    """Whether the name of a day, a moment or a sum of money ends on what it is."""
    name = field.name
    if isinstance(field, NUMBERS) and MONEY.search(str(field.verbose_name)):
        return name.endswith("_vnd")
    if isinstance(field, models.DateTimeField):
        return name in MOMENTS or name.endswith("_at")
    if isinstance(field, models.DateField):
        return name in DAYS or name.endswith("_on")
    if isinstance(field, models.DurationField):
        return name.endswith(("_days", "_hours", "_minutes", "_seconds"))
    return True


def test_a_label_left_to_django_is_no_word_of_ours():
    assert is_our_word("đơn vị đầu mối", "followed_by")
    assert not is_our_word("followed by", "followed_by")
    assert not is_our_word("Đơn vị", "unit")
    assert not is_our_word("", "unit")


def test_a_sum_or_a_day_without_its_unit_is_told():
    assert says_its_unit(models.BigIntegerField("số tiền vay", name="amount_vnd"))
    assert not says_its_unit(models.BigIntegerField("số tiền vay", name="amount"))
    assert not says_its_unit(models.DateField("hạn", name="due"))
    assert not says_its_unit(models.DateTimeField("gửi", name="sent"))
    assert says_its_unit(models.DateField("hạn", name="due_on"))


def test_every_model_has_a_vietnamese_name():
    unnamed = [
        model._meta.label
        for model in our_models()
        if not is_our_word(str(model._meta.verbose_name), camel_case_to_spaces(model.__name__))
    ]

    assert unnamed == []


def test_every_field_has_a_vietnamese_name():
    unnamed = [
        f"{model._meta.label}.{field.name}: {field.verbose_name}"
        for model in our_models()
        for field in own_fields(model)
        if not is_our_word(str(field.verbose_name), field.name)
    ]

    assert unnamed == []


def test_every_model_says_its_vietnamese_term_first():
    silent = [
        model._meta.label
        for model in our_models()
        if not re.match(r"[A-ZĐ][^:\n]+: \S", (model.__doc__ or "").strip())
    ]

    assert silent == []


def test_figures_days_and_moments_say_their_unit():
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in own_fields(model)
        if not says_its_unit(field)
    ]

    assert wrong == []


def test_every_model_stands_in_the_glossary():
    glossary = text(ROOT / "docs" / "glossary.md")
    absent = [model._meta.label for model in our_models() if f"`{model._meta.label}`" not in glossary]

    assert absent == []


def test_the_glossary_names_no_model_that_is_gone():
    glossary = text(ROOT / "docs" / "glossary.md")
    known = {model._meta.label for model in our_models()}

    assert set(re.findall(r"`([a-z_]+\.[A-Z]\w+)`", glossary)) - known == set()


def test_glossary_and_model_use_the_same_vietnamese_term():
    glossary = text(ROOT / "docs" / "glossary.md")
    rows = dict(re.findall(r"^\| ([^|]+) \| `([a-z_]+\.[A-Z]\w+)` \|", glossary, flags=re.MULTILINE))
    terms = {label: term for term, label in rows.items()}
    differing = [
        f"{model._meta.label}: {terms.get(model._meta.label)} / {model._meta.verbose_name}"
        for model in our_models()
        if terms.get(model._meta.label) != str(model._meta.verbose_name)
    ]

    assert differing == []
