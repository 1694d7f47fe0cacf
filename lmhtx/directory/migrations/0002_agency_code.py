"""The key by which the seeded tables know an agency again."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0001_initial'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='agency',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='agency',
            name='update_update',
        ),
        migrations.AddField(
            model_name='agency',
            name='code',
            field=models.CharField(blank=True, editable=False, max_length=40, null=True, unique=True, verbose_name='mã trong danh bạ gốc'),
        ),
        migrations.AddField(
            model_name='agencyevent',
            name='code',
            field=models.CharField(blank=True, editable=False, max_length=40, null=True, verbose_name='mã trong danh bạ gốc'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agency',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_agencyevent" ("changed_at", "code", "commune_id", "created_at", "email", "folded", "id", "is_notified", "kind", "name", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "short_name", "successor_id", "valid_from", "valid_to", "version") VALUES (NEW."changed_at", NEW."code", NEW."commune_id", NEW."created_at", NEW."email", NEW."folded", NEW."id", NEW."is_notified", NEW."kind", NEW."name", NEW."note", NEW."parent_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."phone", NEW."short_name", NEW."successor_id", NEW."valid_from", NEW."valid_to", NEW."version"); RETURN NULL;', hash='dcc75ea9ba54adc52ccf193b5fb657a4d308785e', operation='INSERT', pgid='pgtrigger_insert_insert_88592', table='directory_agency', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agency',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_agencyevent" ("changed_at", "code", "commune_id", "created_at", "email", "folded", "id", "is_notified", "kind", "name", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "short_name", "successor_id", "valid_from", "valid_to", "version") VALUES (NEW."changed_at", NEW."code", NEW."commune_id", NEW."created_at", NEW."email", NEW."folded", NEW."id", NEW."is_notified", NEW."kind", NEW."name", NEW."note", NEW."parent_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."phone", NEW."short_name", NEW."successor_id", NEW."valid_from", NEW."valid_to", NEW."version"); RETURN NULL;', hash='6d3137f5093d15bc84a4f1087f36fcf30a40e53a', operation='UPDATE', pgid='pgtrigger_update_update_b9fce', table='directory_agency', when='AFTER')),
        ),
    ]
