from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import archive_views, feeds, search_views, views
from .models import Author, Department, Topic

urlpatterns = [
    path(_("tim-kiem/"), search_views.search, name="search"),
    path(_("tim-kiem/goi-y/"), search_views.suggestions, name="search_suggestions"),
    path(_("tac-gia/<slug:slug>/"), views.author, name="author"),
    path(_("don-vi/<slug:slug>/"), views.department, name="department"),
    path(_("dong-su-kien/<slug:slug>/"), views.topic, name="topic"),
    path(_("tu-khoa/<slug:slug>/"), views.tag, name="tag"),
    path(_("luu-tru/"), archive_views.archive, name="archive"),
    path(_("luu-tru/<int:year>/<int:month>/"), archive_views.month, name="month"),
    path(_("tac-gia/<slug:slug>/rss/"), feeds.PublicAddressFeed(Author), name="author_rss"),
    path(_("don-vi/<slug:slug>/rss/"), feeds.PublicAddressFeed(Department), name="department_rss"),
    path(_("dong-su-kien/<slug:slug>/rss/"), feeds.PublicAddressFeed(Topic), name="topic_rss"),
    path("rss/", feeds.NewestFeed(), name="rss"),
]
