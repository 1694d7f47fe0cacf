"""The agencies of the tasks that were there before the column."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("plans", "0003_seers")]

    operations = [
        # The trigger counts, whatever is written.
        migrations.RunSQL("UPDATE plans_task SET seen_by = seen_by", migrations.RunSQL.noop),
    ]
