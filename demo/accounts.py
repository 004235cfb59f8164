"""The demo's logins, one for each role. Never made where the settings name no demo password."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile

from articles.models import Author, SectionPage
from newsroom.groups import BOARD, CONTRIBUTORS, TRANSLATORS, create_section_team

LOGINS = {
    "cong-tac-vien": "Mai Thị Thơm",
    "bien-tap-vien": "Đỗ Thanh Bình",
    "nguoi-dich": "Lê Hoài Thu",
    "ban-bien-tap": "Hoàng Đình Khải",
}
SECTIONS_OF_THE_EDITOR = ["hoat-dong-cong-doan", "doi-song-cong-nhan", "nu-cong"]
AUTHOR_OF_THE_CONTRIBUTOR = "mai-thi-thom"


def create_accounts():
    """Create the logins that are missing."""
    User = get_user_model()
    for username, name in LOGINS.items():
        if User.objects.filter(username=username).exists():
            continue
        user = User.objects.create_user(
            username,
            email=f"{username}@example.vn",
            password=settings.DEMO_PASSWORD,
            first_name=name,
        )
        user.groups.add(*_groups_of(username))
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "vi"})
    contributor = User.objects.get(username="cong-tac-vien")
    Author.objects.filter(
        slug=AUTHOR_OF_THE_CONTRIBUTOR, locale__language_code="vi", account=None
    ).update(account=contributor)


def _groups_of(username):
    if username == "bien-tap-vien":
        sections = SectionPage.objects.filter(
            slug__in=SECTIONS_OF_THE_EDITOR, locale__language_code="vi"
        )
        return [create_section_team(section) for section in sections]
    roles = {"cong-tac-vien": CONTRIBUTORS, "nguoi-dich": TRANSLATORS, "ban-bien-tap": BOARD}
    return [Group.objects.get(name=roles[username])]
