from itertools import count

from django.db import migrations

from articles.vietnamese import slug


def spell(apps, schema_editor):
    tags = apps.get_model("taggit", "Tag").objects
    taken = set()
    for tag in tags.order_by("pk"):
        base = slug(tag.name, fallback="tag")
        names = (base if number == 1 else f"{base}-{number}" for number in count(1))
        name = next(name for name in names if name not in taken)
        taken.add(name)
        # The column is unique: what another tag still has is given back first.
        tags.filter(slug=name).exclude(pk=tag.pk).update(slug=f"{name}-cho-{tag.pk}")
        tags.filter(pk=tag.pk).update(slug=name)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_article_bin"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
    ]

    operations = [migrations.RunPython(spell, migrations.RunPython.noop)]
