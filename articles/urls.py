from django.urls import path
from django.utils.translation import gettext_lazy as _

from .feeds.base import NewestFeed, PublicAddressFeed
from .models import ArticlePage, Author, Department, Topic
from .search import views
from .views import archive, names

urlpatterns = [
    path(_("tim-kiem/"), views.search, name="search"),
    path(_("tim-kiem/goi-y/"), views.suggestions, name="search_suggestions"),
    path(_("tac-gia/<slug:slug>/"), names.author, name="author"),
    path(_("don-vi/<slug:slug>/"), names.department, name="department"),
    path(_("dong-su-kien/<slug:slug>/"), names.topic, name="topic"),
    path(_("tu-khoa/<slug:slug>/"), names.tag, name="tag"),
    path(_("luu-tru/"), archive.archive, name="archive"),
    path(_("luu-tru/<int:year>/<int:month>/"), archive.month, name="month"),
    path(
        _("tac-gia/<slug:slug>/rss/"),
        PublicAddressFeed(Author, ArticlePage.objects),
        name="author_rss",
    ),
    path(
        _("don-vi/<slug:slug>/rss/"),
        PublicAddressFeed(Department, ArticlePage.objects),
        name="department_rss",
    ),
    path(
        _("dong-su-kien/<slug:slug>/rss/"),
        PublicAddressFeed(Topic, ArticlePage.objects),
        name="topic_rss",
    ),
    path("rss/", NewestFeed(ArticlePage.objects), name="rss"),
]
