from django.contrib.auth import get_user_model
from django.db import migrations
from django.db.models import F, Sum


def keep_who(apps, schema_editor):
    """Write the name of whoever made an entry into the entry."""
    for entry in apps.get_model("analytics", "LedgerEntry").objects.exclude(made_by=None):
        user = entry.made_by
        full_name = f"{user.first_name} {user.last_name}".strip()
        # A model of a migration has no methods.
        name = getattr(user, get_user_model().USERNAME_FIELD)
        entry.made_by_name = f"{full_name} ({name})" if full_name else name
        entry.save(update_fields=["made_by_name"])


def close_days(apps, schema_editor):
    """Mark the days that are in the balance, and take the ledger out of it: it is read itself.

    A view that came after its day was folded stands in another slot than 0, and is open now.
    """
    balance = apps.get_model("analytics", "Balance").objects.first()
    if balance is None:
        return
    entries = apps.get_model("analytics", "LedgerEntry").objects.aggregate(all=Sum("amount"))
    balance.visits -= entries["all"] or 0
    balance.save()
    days = apps.get_model("analytics", "Day").objects.filter(date__lte=balance.through, slot=0)
    days.update(slot=-1)


def begin_visits(apps, schema_editor):
    """Readers of the last minutes: the visit began, as far as is known, when they were seen."""
    apps.get_model("analytics", "Reader").objects.update(began=F("seen"), first_day=F("day"))


def forget_recent_views(apps, schema_editor):
    """Their days are not known; a page seen again within ten seconds of the upgrade counts twice."""
    apps.get_model("analytics", "RecentView").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("analytics", "0003_whole_visits")]

    operations = [
        migrations.RunPython(step, migrations.RunPython.noop)
        for step in (keep_who, close_days, begin_visits, forget_recent_views)
    ]
