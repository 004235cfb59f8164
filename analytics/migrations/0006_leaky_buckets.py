from django.db import migrations, models


class Migration(migrations.Migration):
    """Networks are known for minutes only: what was kept of them need not go on."""

    dependencies = [("analytics", "0005_bounds_of_the_ledger")]

    operations = [
        migrations.DeleteModel("Network"),
        migrations.CreateModel(
            name="Network",
            fields=[
                ("key", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.BigIntegerField(help_text="when the levels were so, ms")),
                ("until", models.BigIntegerField(db_index=True, help_text="kept until then, ms")),
                (
                    "level",
                    models.FloatField(
                        default=0, help_text="visits that began, or views, not leaked yet"
                    ),
                ),
                (
                    "waiting",
                    models.FloatField(default=0, help_text="readers held back, not leaked yet"),
                ),
                (
                    "usual",
                    models.FloatField(
                        default=0, help_text="visits that usually begin in ten minutes"
                    ),
                ),
                (
                    "begun",
                    models.FloatField(default=0, help_text="visits that began since `since`"),
                ),
                (
                    "since",
                    models.BigIntegerField(
                        default=0, help_text="start of the present ten minutes, ms"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            "reader",
            "was_known",
            models.BooleanField(
                default=False, help_text="whether they were counted before the latest view"
            ),
        ),
        migrations.AddField(
            "reader",
            "waits",
            models.BooleanField(
                default=False, help_text="not counted yet: too many visits began in their network"
            ),
        ),
        migrations.AlterField(
            "day",
            "over_limit",
            models.BigIntegerField(
                default=0, help_text="not counted at once: too many of a network"
            ),
        ),
    ]
