"""Accounts keep the name as a person writes it, in one field."""

from django.db import migrations


def join(apps, schema_editor):
    User = apps.get_model("auth", "User")
    for user in User.objects.exclude(last_name=""):
        user.first_name = f"{user.last_name} {user.first_name}".strip()[:150]
        user.last_name = ""
        user.save(update_fields=["first_name", "last_name"])


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0004_body_gallery_files_video"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(join, migrations.RunPython.noop)]
