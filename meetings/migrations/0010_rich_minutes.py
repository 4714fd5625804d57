import common.rich_text
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from common.rich_text import from_typing

SIDES = ["text_en", "text_cy"]


def as_rich_text(apps, schema_editor):
    """Turn the plain paragraphs into rich text, those of confirmed minutes too: the words stay, so their triggers rest meanwhile."""
    execute = schema_editor.connection.cursor().execute
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    execute("ALTER TABLE meetings_paragraph DISABLE TRIGGER USER")
    for name, columns in (("Paragraph", SIDES), ("ParagraphEvent", SIDES), ("Correction", ["text"])):
        model = apps.get_model("meetings", name)
        rows = [_rich(row, columns) for row in model.objects.only(*columns).iterator()]
        model.objects.bulk_update(rows, columns, batch_size=500)
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    execute("ALTER TABLE meetings_paragraph ENABLE TRIGGER USER")


def _rich(row, columns):
    for column in columns:
        setattr(row, column, from_typing(getattr(row, column)))
    return row


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0009_reference'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='paragraph',
            name='update_update',
        ),
        migrations.AddField(
            model_name='paragraph',
            name='made_as',
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
        migrations.AlterField(
            model_name='paragraph',
            name='text_cy',
            field=common.rich_text.RichTextField(blank=True, default='', max_length=50000, verbose_name='text'),
        ),
        migrations.AlterField(
            model_name='paragraph',
            name='text_en',
            field=common.rich_text.RichTextField(blank=True, default='', max_length=50000, verbose_name='text'),
        ),
        migrations.AlterField(
            model_name='paragraphevent',
            name='text_cy',
            field=common.rich_text.RichTextField(blank=True, default='', max_length=50000, verbose_name='text'),
        ),
        migrations.AlterField(
            model_name='paragraphevent',
            name='text_en',
            field=common.rich_text.RichTextField(blank=True, default='', max_length=50000, verbose_name='text'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paragraph',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."item_id" IS DISTINCT FROM (NEW."item_id") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."text_cy" IS DISTINCT FROM (NEW."text_cy") OR OLD."text_en" IS DISTINCT FROM (NEW."text_en") OR OLD."text_newer" IS DISTINCT FROM (NEW."text_newer") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "meetings_paragraphevent" ("id", "item_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text_cy", "text_en", "text_newer", "version") VALUES (NEW."id", NEW."item_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."text_cy", NEW."text_en", NEW."text_newer", NEW."version"); RETURN NULL;', hash='997631309d8766855353b8813a6da6a18eed118b', operation='UPDATE', pgid='pgtrigger_update_update_5079f', table='meetings_paragraph', when='AFTER')),
        ),
        migrations.AlterField(
            model_name='correction',
            name='text',
            field=common.rich_text.RichTextField(max_length=20000, verbose_name='how it should read'),
        ),
        migrations.RunPython(as_rich_text, migrations.RunPython.noop, elidable=True),
    ]
