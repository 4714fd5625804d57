import string

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone


def keep_references(apps, schema_editor):
    """Give each meeting that has minutes the reference they are cited by; the earliest of a month has no letter."""
    taken = set()
    meetings = apps.get_model("meetings", "Meeting").objects
    for pk, starts_at in meetings.filter(minutes__isnull=False).order_by("starts_at", "pk").values_list("pk", "starts_at"):
        month = f"{timezone.localtime(starts_at):%Y-%m}"
        kept = next(month + letter for letter in ("", *string.ascii_lowercase[1:]) if month + letter not in taken)
        taken.add(kept)
        meetings.filter(pk=pk).update(kept_reference=kept)


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0008_following'),
        ('members', '0005_data_rights'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='meeting',
            name='confirmed_stands',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='meeting',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='meeting',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='meeting',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='meeting',
            name='kept_reference',
            field=models.CharField(blank=True, default='', editable=False, max_length=10),
        ),
        migrations.AddField(
            model_name='meetingevent',
            name='kept_reference',
            field=models.CharField(blank=True, default='', editable=False, max_length=10),
        ),
        migrations.RunPython(keep_references, migrations.RunPython.noop, elidable=True),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='confirmed_stands', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."chair_id" IS DISTINCT FROM (NEW."chair_id") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."kept_reference" IS DISTINCT FROM (NEW."kept_reference") OR OLD."place_cy" IS DISTINCT FROM (NEW."place_cy") OR OLD."place_en" IS DISTINCT FROM (NEW."place_en") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."title_cy" IS DISTINCT FROM (NEW."title_cy") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en"))', func="\n        IF EXISTS (SELECT 1 FROM meetings_minutes m WHERE m.state = 'confirmed' AND (m.meeting_id = OLD.id OR m.meeting_id = NEW.id)) THEN\n            RAISE EXCEPTION 'These minutes are confirmed and cannot be changed.';\n        END IF;\n        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n        RETURN NEW;", hash='7e904ea47bc639fb55033f45072b25ef7863a895', operation='UPDATE', pgid='pgtrigger_confirmed_stands_48b2f', table='meetings_meeting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_meetingevent" ("agenda_published_at", "chair_id", "discuss_until", "ends_at", "id", "interpreter_by", "is_public", "kept_reference", "kind", "online_link", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_cy", "place_en", "place_newer", "revised_at", "revision", "shared_with_partners", "starts_at", "state", "title_cy", "title_en", "title_newer", "version") VALUES (NEW."agenda_published_at", NEW."chair_id", NEW."discuss_until", NEW."ends_at", NEW."id", NEW."interpreter_by", NEW."is_public", NEW."kept_reference", NEW."kind", NEW."online_link", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_cy", NEW."place_en", NEW."place_newer", NEW."revised_at", NEW."revision", NEW."shared_with_partners", NEW."starts_at", NEW."state", NEW."title_cy", NEW."title_en", NEW."title_newer", NEW."version"); RETURN NULL;', hash='afd648c5e50cbfacfe6614fc1f813069e19da6c7', operation='INSERT', pgid='pgtrigger_insert_insert_61d9e', table='meetings_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_meetingevent" ("agenda_published_at", "chair_id", "discuss_until", "ends_at", "id", "interpreter_by", "is_public", "kept_reference", "kind", "online_link", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_cy", "place_en", "place_newer", "revised_at", "revision", "shared_with_partners", "starts_at", "state", "title_cy", "title_en", "title_newer", "version") VALUES (NEW."agenda_published_at", NEW."chair_id", NEW."discuss_until", NEW."ends_at", NEW."id", NEW."interpreter_by", NEW."is_public", NEW."kept_reference", NEW."kind", NEW."online_link", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_cy", NEW."place_en", NEW."place_newer", NEW."revised_at", NEW."revision", NEW."shared_with_partners", NEW."starts_at", NEW."state", NEW."title_cy", NEW."title_en", NEW."title_newer", NEW."version"); RETURN NULL;', hash='74f1a8e480927bd39c086ddfe6123928f96d48cc', operation='UPDATE', pgid='pgtrigger_update_update_495b8', table='meetings_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_meetingevent" ("agenda_published_at", "chair_id", "discuss_until", "ends_at", "id", "interpreter_by", "is_public", "kept_reference", "kind", "online_link", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_cy", "place_en", "place_newer", "revised_at", "revision", "shared_with_partners", "starts_at", "state", "title_cy", "title_en", "title_newer", "version") VALUES (OLD."agenda_published_at", OLD."chair_id", OLD."discuss_until", OLD."ends_at", OLD."id", OLD."interpreter_by", OLD."is_public", OLD."kept_reference", OLD."kind", OLD."online_link", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place_cy", OLD."place_en", OLD."place_newer", OLD."revised_at", OLD."revision", OLD."shared_with_partners", OLD."starts_at", OLD."state", OLD."title_cy", OLD."title_en", OLD."title_newer", OLD."version"); RETURN NULL;', hash='3562d7b64adf596eace0ee3ce80c0fc974389043', operation='DELETE', pgid='pgtrigger_delete_delete_4bf26', table='meetings_meeting', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.UniqueConstraint(condition=models.Q(('kept_reference', ''), _negated=True), fields=('kept_reference',), name='meetings_meeting_reference_once'),
        ),
    ]
