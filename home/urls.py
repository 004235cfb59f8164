from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import views
from .contact import views as contact_views

urlpatterns = [
    path(_("so-do-trang/"), views.site_map, name="site_map"),
    path(_("gui-thu/<int:page>/"), contact_views.send, name="send_letter"),
]
