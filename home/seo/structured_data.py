"""Articles as schema.org's NewsArticle, for search engines and news readers."""

from django.utils import timezone
from django.utils.translation import get_language

from .metadata import full_address

# Longer headlines are cut by those who show them.
LONGEST_HEADLINE = 110


def news_article(head, bylines, tags=()):
    """Return the data of the article that `head` is about, with authors and their departments."""
    article, section = head.subject, head.tree.parent_of(head.subject)
    published = timezone.localtime(article.display_date)
    updated = timezone.localtime(article.content_updated_at or article.display_date)
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": head.address,
        "headline": _cut(article.title),
        "description": head.description,
        "inLanguage": get_language(),
        "datePublished": published.isoformat(timespec="seconds"),
        "dateModified": updated.isoformat(timespec="seconds"),
        "author": [_person(byline) for byline in bylines if byline.role == byline.Role.AUTHOR],
        "editor": [_person(byline) for byline in bylines if byline.role == byline.Role.EDITOR],
        "contributor": [_person(byline) for byline in bylines if byline.role == byline.Role.PHOTO],
        "publisher": _publisher(head.home),
        "articleSection": section.title if section else "",
        "keywords": [tag.name for tag in tags],
        "isBasedOn": article.source_url,
        "image": _picture(head.picture),
    }
    return _without_blanks(data)


def breadcrumbs(head):
    """Return the way from the home page to the page that `head` is about."""
    request = head.context["request"]
    steps = [(page.title, page.get_url(request)) for page in head.tree.ancestors_of_page]
    steps.append((head.subject.title, head.subject.get_url(request)))
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": full_address(url)}
            for place, (name, url) in enumerate(steps, start=1)
        ],
    }


def _cut(headline):
    if len(headline) <= LONGEST_HEADLINE:
        return headline
    return headline[:LONGEST_HEADLINE].rsplit(" ", 1)[0] + "…"


def _person(byline):
    department = {}
    if byline.department_name:
        department = {"@type": "Organization", "name": byline.department_name}
        if byline.department:
            department["url"] = full_address(byline.department.get_absolute_url())
    return _without_blanks(
        {
            "@type": "Person",
            "name": byline.author.name,
            "url": full_address(byline.author.get_absolute_url()),
            "jobTitle": byline.position,
            "affiliation": department,
        }
    )


def _publisher(home):
    if home is None:
        return {}
    organisation = {"@type": "NewsMediaOrganization", "name": home.site_name}
    if home.superior_body:
        organisation["parentOrganization"] = {"@type": "Organization", "name": home.superior_body}
    return {**organisation, "url": full_address(home.get_url())}


def _picture(picture):
    if picture is None:
        return {}
    size = {"width": picture.width, "height": picture.height}
    return {"@type": "ImageObject", "url": picture.url, **size}


def _without_blanks(data):
    return {name: value for name, value in data.items() if value}
