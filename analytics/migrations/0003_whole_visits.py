import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("analytics", "0002_visit_counter")]

    operations = [
        migrations.AddField(
            "ledgerentry",
            "made_by_name",
            models.CharField("người ghi", max_length=400, blank=True, editable=False, default=""),
            preserve_default=False,
        ),
        migrations.AlterField(
            "ledgerentry",
            "amount",
            models.BigIntegerField(
                "số lượt",
                help_text="Số lượt cộng thêm. Để sửa một bút toán sai, chọn bút toán ấy ở dưới và "
                "ghi phần chênh lệch, ví dụ -1000.",
                validators=[
                    django.core.validators.MinValueValidator(-(10**16)),
                    django.core.validators.MaxValueValidator(10**16),
                ],
            ),
        ),
        migrations.AddField(
            "ledgerentry",
            "corrects",
            models.ForeignKey(
                "analytics.ledgerentry",
                verbose_name="sửa bút toán",
                null=True,
                blank=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
            ),
        ),
        migrations.AddIndex(
            "day",
            models.Index(
                fields=["date"], condition=models.Q(slot__gte=0), name="analytics_day_open"
            ),
        ),
        migrations.AddField(
            "reader",
            "began",
            models.BigIntegerField(default=0, help_text="first sign of life of the visit, ms"),
            preserve_default=False,
        ),
        migrations.AddField(
            "reader",
            "first_day",
            models.DateField(
                default="1970-01-01",
                help_text="day of `began`: its visits include this one as begun",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "reader",
            "moved_from",
            models.DateField(
                null=True, help_text="the former `first_day`, if the latest view moved it"
            ),
        ),
        migrations.AlterField(
            "reader",
            "day",
            models.DateField(help_text="day of `seen`: the latest whose visits include this one"),
        ),
        migrations.AddField(
            "recentview",
            "day",
            models.DateField(default="1970-01-01", help_text="day of `viewed`"),
            preserve_default=False,
        ),
        migrations.AddField(
            "recentview",
            "moved_from",
            models.DateField(
                null=True, help_text="the former `day`, if the latest request moved it"
            ),
        ),
        migrations.CreateModel(
            "Machine",
            [
                ("id", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("applied", models.BigIntegerField(help_text="nothing older waits there, ms")),
                ("published", models.BigIntegerField(help_text="when it said so, ms")),
                (
                    "since",
                    models.BigIntegerField(help_text="since when it has said so without a gap, ms"),
                ),
            ],
        ),
    ]
