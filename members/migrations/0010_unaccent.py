from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0009_imports_seen'),
    ]

    operations = [
        UnaccentExtension(),
    ]
