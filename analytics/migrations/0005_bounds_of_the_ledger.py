from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("analytics", "0004_close_days")]

    operations = [
        migrations.RemoveField("ledgerentry", "made_by"),
        migrations.RenameField("ledgerentry", "made_by_name", "made_by"),
        migrations.RemoveField("balance", "through"),
        migrations.AddConstraint(
            "ledgerentry",
            models.CheckConstraint(
                condition=models.Q(amount__gte=-(10**16), amount__lte=10**16) & ~models.Q(amount=0),
                name="analytics_ledger_amount",
            ),
        ),
        migrations.AddConstraint(
            "ledgerentry",
            models.CheckConstraint(
                condition=models.Q(amount__gt=0) | models.Q(corrects__isnull=False),
                name="analytics_ledger_negative_corrects",
            ),
        ),
    ]
