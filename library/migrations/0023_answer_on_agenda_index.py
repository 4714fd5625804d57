"""The index of a history, which grows, is made while others write."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('library', '0022_answer_on_agenda'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                # One that was cut off while it was made would stay, and be used by nobody.
                migrations.RunSQL(
                    'DROP INDEX CONCURRENTLY IF EXISTS "library_consultationevent_item_id_46e45fde"',
                    migrations.RunSQL.noop,
                ),
                migrations.RunSQL(
                    'CREATE INDEX CONCURRENTLY "library_consultationevent_item_id_46e45fde" '
                    'ON "library_consultationevent" ("item_id")',
                    'DROP INDEX CONCURRENTLY IF EXISTS "library_consultationevent_item_id_46e45fde"',
                ),
            ],
            state_operations=[
                migrations.AlterField(
                    model_name='consultationevent',
                    name='item',
                    field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.agendaitem', verbose_name='agenda item that brings the answer'),
                ),
            ],
        ),
    ]
