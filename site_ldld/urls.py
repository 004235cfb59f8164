from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from accounts import admin_urls as accounts_admin_urls
from analytics import urls as analytics_urls
from articles import urls as articles_urls
from home import attachments, views
from home import urls as home_urls
from home.admin_localization import urls as home_admin_urls
from newsroom import admin_urls as newsroom_admin_urls

handler404 = views.page_not_found
handler500 = views.server_error

urlpatterns = [
    path("admin/", include(accounts_admin_urls)),
    path("admin/", include(home_admin_urls)),
    path("admin/", include(newsroom_admin_urls)),
    path("admin/", include(wagtailadmin_urls)),
    # At Wagtail's own address, which its name still leads to.
    re_path(r"^documents/(\d+)/(.*)$", attachments.serve),
    path("documents/", include(wagtaildocs_urls)),
    path("favicon.ico", views.favicon, name="favicon"),
    path("healthz/", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap_index, name="sitemap"),
    path("sitemap-news.xml", views.sitemap_news, name="sitemap_news"),
    path("sitemap-<slug:name>.xml", views.sitemap_part, name="sitemap_part"),
    re_path(rf"^{settings.MEDIA_URL.strip('/')}/(?P<path>.+)$", views.media, name="media"),
    *analytics_urls.urlpatterns,
    *i18n_patterns(
        path("", include(home_urls)),
        path("", include(articles_urls)),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
