"""The letters of the digest belong to the meetings, on whose cycle they come."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0039_ballots_with_grounds"),
        ("members", "0028_enquiries"),
    ]

    operations = [
        migrations.RunSQL(
            "UPDATE members_letter SET kind = 'meetings.digest' WHERE kind = 'forum.digest'",
            "UPDATE members_letter SET kind = 'forum.digest' WHERE kind = 'meetings.digest'",
        ),
    ]
