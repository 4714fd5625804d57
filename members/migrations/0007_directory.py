import common.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


def keep_what_is_shared(apps, schema_editor):
    """Who showed an address or a number to members and partners goes on doing so; the others show them to nobody."""
    person = apps.get_model("members", "Person")
    for field in ("email", "phone"):
        person.objects.filter(**{f"shares_{field}": True}).update(**{f"{field}_audience": "shared"})
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks that wait cannot be altered


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0006_standing'),
    ]

    operations = [
        migrations.CreateModel(
            name='Interest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_en', common.text.LineField(blank=True, default='', max_length=80, verbose_name='name')),
                ('name_cy', common.text.LineField(blank=True, default='', max_length=80, verbose_name='name')),
                ('name_newer', models.CharField(blank=True, choices=[('', ''), ('en', 'English'), ('cy', 'Welsh')], default='', editable=False, max_length=2)),
                ('order', models.PositiveSmallIntegerField(default=10, verbose_name='order')),
            ],
            options={
                'verbose_name': 'interest',
                'verbose_name_plural': 'interests',
                'ordering': ['order', 'name_en', 'pk'],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='person',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='person',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='person',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='person',
            name='about_audience',
            field=models.CharField(choices=[('keepers', 'Only the administrator and the Chair'), ('members', 'Members'), ('shared', 'Members and partners')], default='shared', max_length=10, verbose_name='who may see these words'),
        ),
        migrations.AddField(
            model_name='person',
            name='about_cy',
            field=common.text.LongTextField(blank=True, default='', max_length=1000, verbose_name='a few words about yourself'),
        ),
        migrations.AddField(
            model_name='person',
            name='about_en',
            field=common.text.LongTextField(blank=True, default='', max_length=1000, verbose_name='a few words about yourself'),
        ),
        migrations.AddField(
            model_name='person',
            name='about_newer',
            field=models.CharField(blank=True, choices=[('', ''), ('en', 'English'), ('cy', 'Welsh')], default='', editable=False, max_length=2),
        ),
        migrations.AddField(
            model_name='person',
            name='area_audience',
            field=models.CharField(choices=[('keepers', 'Only the administrator and the Chair'), ('members', 'Members'), ('shared', 'Members and partners')], default='shared', max_length=10, verbose_name='who may see the area'),
        ),
        migrations.AddField(
            model_name='person',
            name='email_audience',
            field=models.CharField(choices=[('keepers', 'Only the administrator and the Chair'), ('members', 'Members'), ('shared', 'Members and partners')], default='keepers', max_length=10, verbose_name='who may see the e-mail address'),
        ),
        migrations.AddField(
            model_name='person',
            name='interests_audience',
            field=models.CharField(choices=[('keepers', 'Only the administrator and the Chair'), ('members', 'Members'), ('shared', 'Members and partners')], default='shared', max_length=10, verbose_name='who may see the interests'),
        ),
        migrations.AddField(
            model_name='person',
            name='phone_audience',
            field=models.CharField(choices=[('keepers', 'Only the administrator and the Chair'), ('members', 'Members'), ('shared', 'Members and partners')], default='keepers', max_length=10, verbose_name='who may see the telephone number'),
        ),
        migrations.AddField(
            model_name='person',
            name='role_there_audience',
            field=models.CharField(choices=[('keepers', 'Only the administrator and the Chair'), ('members', 'Members'), ('shared', 'Members and partners')], default='shared', max_length=10, verbose_name='who may see the role there'),
        ),
        migrations.AddField(
            model_name='personevent',
            name='about_audience',
            field=models.CharField(choices=[('keepers', 'Only the administrator and the Chair'), ('members', 'Members'), ('shared', 'Members and partners')], default='shared', max_length=10, verbose_name='who may see these words'),
        ),
        migrations.AddField(
            model_name='personevent',
            name='about_cy',
            field=common.text.LongTextField(blank=True, default='', max_length=1000, verbose_name='a few words about yourself'),
        ),
        migrations.AddField(
            model_name='personevent',
            name='about_en',
            field=common.text.LongTextField(blank=True, default='', max_length=1000, verbose_name='a few words about yourself'),
        ),
        migrations.AddField(
            model_name='personevent',
            name='about_newer',
            field=models.CharField(blank=True, choices=[('', ''), ('en', 'English'), ('cy', 'Welsh')], default='', editable=False, max_length=2),
        ),
        migrations.AddField(
            model_name='personevent',
            name='area_audience',
            field=models.CharField(choices=[('keepers', 'Only the administrator and the Chair'), ('members', 'Members'), ('shared', 'Members and partners')], default='shared', max_length=10, verbose_name='who may see the area'),
        ),
        migrations.AddField(
            model_name='personevent',
            name='email_audience',
            field=models.CharField(choices=[('keepers', 'Only the administrator and the Chair'), ('members', 'Members'), ('shared', 'Members and partners')], default='keepers', max_length=10, verbose_name='who may see the e-mail address'),
        ),
        migrations.AddField(
            model_name='personevent',
            name='interests_audience',
            field=models.CharField(choices=[('keepers', 'Only the administrator and the Chair'), ('members', 'Members'), ('shared', 'Members and partners')], default='shared', max_length=10, verbose_name='who may see the interests'),
        ),
        migrations.AddField(
            model_name='personevent',
            name='phone_audience',
            field=models.CharField(choices=[('keepers', 'Only the administrator and the Chair'), ('members', 'Members'), ('shared', 'Members and partners')], default='keepers', max_length=10, verbose_name='who may see the telephone number'),
        ),
        migrations.AddField(
            model_name='personevent',
            name='role_there_audience',
            field=models.CharField(choices=[('keepers', 'Only the administrator and the Chair'), ('members', 'Members'), ('shared', 'Members and partners')], default='shared', max_length=10, verbose_name='who may see the role there'),
        ),
        migrations.RunPython(keep_what_is_shared, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField(
            model_name='person',
            name='shares_email',
        ),
        migrations.RemoveField(
            model_name='person',
            name='shares_phone',
        ),
        migrations.RemoveField(
            model_name='personevent',
            name='shares_email',
        ),
        migrations.RemoveField(
            model_name='personevent',
            name='shares_phone',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='newer_language', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF NEW.about_newer IS NOT DISTINCT FROM OLD.about_newer THEN\n            IF NEW.about_en IS DISTINCT FROM OLD.about_en AND NEW.about_cy IS DISTINCT FROM OLD.about_cy THEN\n                NEW.about_newer := '';\n            ELSIF NEW.about_en IS DISTINCT FROM OLD.about_en THEN\n                NEW.about_newer := CASE OLD.about_newer WHEN 'cy' THEN '' ELSE 'en' END;\n            ELSIF NEW.about_cy IS DISTINCT FROM OLD.about_cy THEN\n                NEW.about_newer := CASE OLD.about_newer WHEN 'en' THEN '' ELSE 'cy' END;\n            END IF;\n        END IF;\nRETURN NEW;", hash='e456676ed6fa68b086f45471deb266dd7175bbe6', operation='UPDATE', pgid='pgtrigger_newer_language_5248b', table='members_person', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "members_personevent" ("about_audience", "about_cy", "about_en", "about_newer", "area", "area_audience", "created_at", "email", "email_audience", "id", "interests_audience", "is_active", "is_sample", "is_staff", "is_superuser", "language", "name", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_audience", "role_there", "role_there_audience") VALUES (NEW."about_audience", NEW."about_cy", NEW."about_en", NEW."about_newer", NEW."area", NEW."area_audience", NEW."created_at", NEW."email", NEW."email_audience", NEW."id", NEW."interests_audience", NEW."is_active", NEW."is_sample", NEW."is_staff", NEW."is_superuser", NEW."language", NEW."name", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."phone_audience", NEW."role_there", NEW."role_there_audience"); RETURN NULL;', hash='65c3ababdfe7e44813faa2f26627b95ef2013a9e', operation='INSERT', pgid='pgtrigger_insert_insert_ccaf2', table='members_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."about_audience" IS DISTINCT FROM (NEW."about_audience") OR OLD."about_cy" IS DISTINCT FROM (NEW."about_cy") OR OLD."about_en" IS DISTINCT FROM (NEW."about_en") OR OLD."about_newer" IS DISTINCT FROM (NEW."about_newer") OR OLD."area" IS DISTINCT FROM (NEW."area") OR OLD."area_audience" IS DISTINCT FROM (NEW."area_audience") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."email_audience" IS DISTINCT FROM (NEW."email_audience") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."interests_audience" IS DISTINCT FROM (NEW."interests_audience") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_sample" IS DISTINCT FROM (NEW."is_sample") OR OLD."is_staff" IS DISTINCT FROM (NEW."is_staff") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."phone_audience" IS DISTINCT FROM (NEW."phone_audience") OR OLD."role_there" IS DISTINCT FROM (NEW."role_there") OR OLD."role_there_audience" IS DISTINCT FROM (NEW."role_there_audience"))', func='INSERT INTO "members_personevent" ("about_audience", "about_cy", "about_en", "about_newer", "area", "area_audience", "created_at", "email", "email_audience", "id", "interests_audience", "is_active", "is_sample", "is_staff", "is_superuser", "language", "name", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_audience", "role_there", "role_there_audience") VALUES (NEW."about_audience", NEW."about_cy", NEW."about_en", NEW."about_newer", NEW."area", NEW."area_audience", NEW."created_at", NEW."email", NEW."email_audience", NEW."id", NEW."interests_audience", NEW."is_active", NEW."is_sample", NEW."is_staff", NEW."is_superuser", NEW."language", NEW."name", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."phone_audience", NEW."role_there", NEW."role_there_audience"); RETURN NULL;', hash='af7ec385db5b8d0c29a7e119b474eeb982f2cfcb', operation='UPDATE', pgid='pgtrigger_update_update_a133a', table='members_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "members_personevent" ("about_audience", "about_cy", "about_en", "about_newer", "area", "area_audience", "created_at", "email", "email_audience", "id", "interests_audience", "is_active", "is_sample", "is_staff", "is_superuser", "language", "name", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_audience", "role_there", "role_there_audience") VALUES (OLD."about_audience", OLD."about_cy", OLD."about_en", OLD."about_newer", OLD."area", OLD."area_audience", OLD."created_at", OLD."email", OLD."email_audience", OLD."id", OLD."interests_audience", OLD."is_active", OLD."is_sample", OLD."is_staff", OLD."is_superuser", OLD."language", OLD."name", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."phone_audience", OLD."role_there", OLD."role_there_audience"); RETURN NULL;', hash='5f54649b913652433a2606a04563ee838c32a54e', operation='DELETE', pgid='pgtrigger_delete_delete_b4a8d', table='members_person', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='interest',
            constraint=models.CheckConstraint(condition=models.Q(('name_en', ''), ('name_cy', ''), _negated=True), name='members_interest_name_said', violation_error_message='Please write the name in English or in Welsh.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='interest',
            trigger=pgtrigger.compiler.Trigger(name='newer_language', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF NEW.name_newer IS NOT DISTINCT FROM OLD.name_newer THEN\n            IF NEW.name_en IS DISTINCT FROM OLD.name_en AND NEW.name_cy IS DISTINCT FROM OLD.name_cy THEN\n                NEW.name_newer := '';\n            ELSIF NEW.name_en IS DISTINCT FROM OLD.name_en THEN\n                NEW.name_newer := CASE OLD.name_newer WHEN 'cy' THEN '' ELSE 'en' END;\n            ELSIF NEW.name_cy IS DISTINCT FROM OLD.name_cy THEN\n                NEW.name_newer := CASE OLD.name_newer WHEN 'en' THEN '' ELSE 'cy' END;\n            END IF;\n        END IF;\nRETURN NEW;", hash='b85a592d07c3ddd3909fa92ee213d45b740641bc', operation='UPDATE', pgid='pgtrigger_newer_language_5ac94', table='members_interest', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='person',
            name='interests',
            field=models.ManyToManyField(blank=True, related_name='people', to='members.interest', verbose_name='interests'),
        ),
    ]
