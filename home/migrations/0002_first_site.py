"""The two languages, the Vietnamese home page, and the site that begins there."""

from django.db import migrations

HOME_PATH = "00010001"


def create_first_site(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    HomePage = apps.get_model("home", "HomePage")
    Locale = apps.get_model("wagtailcore", "Locale")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")

    vietnamese, _created = Locale.objects.get_or_create(language_code="vi")
    Locale.objects.get_or_create(language_code="en")
    # Wagtail's own first migration leaves a welcome page here.
    Page.objects.filter(path=HOME_PATH).delete()
    content_type, _created = ContentType.objects.get_or_create(app_label="home", model="homepage")
    home = HomePage.objects.create(
        title="Trang chủ",
        draft_title="Trang chủ",
        site_name="Trang thông tin điện tử",
        slug="home",
        content_type=content_type,
        path=HOME_PATH,
        depth=2,
        numchild=0,
        url_path="/home/",
        locale=vietnamese,
    )
    Page.objects.filter(depth=1).update(numchild=1)
    Site.objects.create(
        hostname="localhost",
        site_name="Trang thông tin điện tử",
        root_page_id=home.pk,
        is_default_site=True,
    )


def remove_first_site(apps, schema_editor):
    HomePage = apps.get_model("home", "HomePage")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Site.objects.filter(is_default_site=True).delete()
    HomePage.objects.all().delete()
    Page.objects.filter(depth=1).update(numchild=0)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(create_first_site, remove_first_site)]
