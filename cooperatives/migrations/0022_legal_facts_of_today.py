from django.db import migrations

# Each fact of registration as the register says it today; whence it came nobody has noted.
FACTS = {
    'name': 'to_jsonb(c.name)',
    'status': (
        "jsonb_build_object('status', c.status, 'since', to_char(c.status_since_on, 'YYYY-MM-DD'), "
        "'until', to_char(c.suspended_until_on, 'YYYY-MM-DD'))"
    ),
    'address': (
        "CASE WHEN c.address <> '' OR c.commune_id IS NOT NULL "
        "THEN jsonb_build_object('text', c.address, 'commune', c.commune_id) END"
    ),
    'representative': "to_jsonb(NULLIF(c.representative, ''))",
    'charter_vnd': 'to_jsonb(c.charter_vnd)',
    'first_registered_on': "to_jsonb(to_char(c.first_registered_on, 'YYYY-MM-DD'))",
    'main_activity': (
        '(SELECT to_jsonb(a.code) FROM cooperatives_activity a WHERE a.cooperative_id = c.id AND a.is_main)'
    ),
    'activities': (
        '(SELECT jsonb_agg(a.code ORDER BY a.is_main DESC, a.code) FROM cooperatives_activity a '
        'WHERE a.cooperative_id = c.id)'
    ),
    'certificate': (
        '(SELECT jsonb_agg(o.number ORDER BY o.number) FROM cooperatives_othercode o '
        "WHERE o.cooperative_id = c.id AND o.kind = 'certificate')"
    ),
}


def fill(apps, schema_editor):
    """Note the facts that stand; one that is noted already stays."""
    with schema_editor.connection.cursor() as cursor:
        for fact, said in FACTS.items():
            cursor.execute(
                'INSERT INTO cooperatives_legalfact '
                '(cooperative_id, fact, value, origin, told, standing, hindrance, reason) '
                "SELECT id, %s, said, 'earlier', left(source, 250), 'silent', '', '' "
                f'FROM (SELECT c.id, c.source, {said} AS said FROM cooperatives_cooperative c) AS told '
                'WHERE said IS NOT NULL ON CONFLICT DO NOTHING',
                [fact],
            )


class Migration(migrations.Migration):

    dependencies = [
        ('cooperatives', '0021_national_register'),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
