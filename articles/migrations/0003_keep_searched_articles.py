import django.db.models.deletion
from django.db import connection, migrations, models

# Without statistics of its words the planner takes every query for a rare one and reads the
# index; with them it reads every row as soon as a word is frequent, which is many times slower.
WORDS = [
    "ALTER TABLE articles_searchedarticle ADD COLUMN words tsvector",
    "ALTER TABLE articles_searchedarticle ALTER COLUMN words SET STATISTICS 0",
    "CREATE INDEX searched_words ON articles_searchedarticle USING gin (words)",
]


class Migration(migrations.Migration):
    """Keep beside Wagtail's index, in one narrow row, what the public search asks of an article."""

    dependencies = [
        ("articles", "0002_body_visit_counter"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailsearch", "0006_customise_indexentry"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchedArticle",
            fields=[
                ("entry_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("display_date", models.DateTimeField()),
                ("labels", models.TextField()),
                (
                    "locale",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.locale",
                    ),
                ),
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.page",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["locale", "-display_date", "-page"], name="searched_newest"
                    )
                ]
            },
        ),
    ]
    if connection.vendor == "postgresql":
        operations.append(migrations.RunSQL(WORDS, migrations.RunSQL.noop))
