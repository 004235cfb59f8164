"""The roots that Wagtail makes have Vietnamese names, like all that hangs on them."""

from django.db import migrations

ENGLISH, VIETNAMESE = "Root", "Gốc"


def rename(apps, old, new):
    pages = apps.get_model("wagtailcore", "Page").objects
    pages.filter(depth=1, title=old).update(title=new, draft_title=new)
    apps.get_model("wagtailcore", "Collection").objects.filter(depth=1, name=old).update(name=new)


class Migration(migrations.Migration):
    dependencies = [("home", "0007_contact_and_organisation")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: rename(apps, ENGLISH, VIETNAMESE),
            lambda apps, schema_editor: rename(apps, VIETNAMESE, ENGLISH),
        )
    ]
