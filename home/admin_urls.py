from django.urls import path
from wagtail.admin.auth import require_admin_access

from .users import AccountView

# At Wagtail's own address, which its name still leads to.
urlpatterns = [path("account/", require_admin_access(AccountView.as_view()))]
