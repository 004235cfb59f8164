"""The demo's logins, one for each role. Never made where the settings name no demo password."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile

from articles.roles import BOARD, CONTRIBUTORS, EDITORS

LOGINS = {
    "cong-tac-vien": (CONTRIBUTORS, "Thảo", "Lê Thu"),
    "bien-tap-vien": (EDITORS, "Bình", "Đỗ Thanh"),
    "ban-bien-tap": (BOARD, "Khải", "Hoàng Đình"),
}


def create_accounts():
    """Create the logins that are missing."""
    User = get_user_model()
    for username, (role, given_name, family_name) in LOGINS.items():
        if User.objects.filter(username=username).exists():
            continue
        user = User.objects.create_user(
            username,
            email=f"{username}@example.vn",
            password=settings.DEMO_PASSWORD,
            first_name=given_name,
            last_name=family_name,
        )
        user.groups.add(Group.objects.get(name=role))
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "vi"})
