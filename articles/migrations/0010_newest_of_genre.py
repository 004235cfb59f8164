from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_vietnamese_slugs_of_tags")]

    operations = [
        migrations.AddIndex(
            model_name="articlepage",
            index=models.Index(
                fields=["genre", "-display_date", "-page_ptr"], name="article_newest_of_genre"
            ),
        ),
    ]
