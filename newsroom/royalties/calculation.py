"""The royalty sheet of a month: worked out while it is open, kept word for word once closed.

Opened again, it is worked out anew, but for the sums that the board had changed, and for what was
closed of articles and people that are gone since.

A month holds the articles first published in it. A work is paid the newest rate of its genre
that was in force on that day. Amounts are whole đồng.
"""

from django.db import transaction
from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils import timezone
from wagtail.log_actions import log

from articles.models import ArticlePage, Byline, RoyaltyRate, RoyaltyRow, RoyaltySheet, SectionPage
from articles.periods import Period

from ..reports.statistics import office_time

CLOSE, REOPEN = "articles.close_sheet", "articles.reopen_sheet"
AMOUNTS = ("article_amount", "photo_amount")


class SheetClosed(Exception):
    """A closed sheet was to be changed."""


class SheetChanged(Exception):
    """A sheet was to be closed that is no longer what was agreed to."""


class SheetOpen(Exception):
    """A sheet was to be opened again that is not closed."""


class MonthNotOver(Exception):
    """A month was to be closed in which articles are still being published."""


def months():
    """Return [{month, articles, sheet or None}] of what has either, newest first."""
    office = timezone.get_default_timezone()
    articles = ArticlePage.objects.credited().order_by()
    counted = (
        articles.annotate(month=TruncMonth("first_published_at", tzinfo=office))
        .values_list("month")
        .annotate(count=Count("pk"))
    )
    counts = {moment.date(): count for moment, count in counted}
    sheets = {sheet.month: sheet for sheet in RoyaltySheet.objects.select_related("closed_by")}
    return [
        {"month": month, "articles": counts.get(month, 0), "sheet": sheets.get(month)}
        for month in sorted(counts.keys() | sheets.keys(), reverse=True)
    ]


def share(amount, people):
    """Return `amount` in `people` equal parts; what is left over goes to the first."""
    if not people:
        return []
    part, rest = divmod(amount, people)
    return [part + rest] + [part] * (people - 1)


def rows(sheet):
    """Return the `RoyaltyRow`s of `sheet` in order; in an open one, `is_changed` by the board."""
    if sheet.closed_at:
        return list(sheet.rows.all())
    worked_out = _worked_out(sheet)
    stored = RoyaltyRow.objects.filter(sheet__month=sheet.month).order_by("number")
    changed = {row.key: row.amounts for row in stored if row.is_changed}
    for row in worked_out:
        row.is_changed = row.key in changed
        for name, amount in changed.get(row.key, {}).items():
            setattr(row, name, amount)
    return [*worked_out, *_kept(sheet, stored, len(worked_out))]


def _kept(sheet, stored, number):
    """Return the rows of a reopened `sheet` that cannot be worked out, numbered after `number`."""
    kept = [row for row in stored if row.is_kept] if sheet.reopened_at else []
    for place, row in enumerate(kept, start=number + 1):
        row.number, row.is_changed = place, True
    return kept


def totals(rows):
    """Return the sums {article_amount, photo_amount} of `rows`."""
    return {name: sum(getattr(row, name) for row in rows) for name in AMOUNTS}


@transaction.atomic
def change(sheet, amounts):
    """Keep the `amounts` {row key: {article_amount, photo_amount}} that differ from the rates.

    Raises SheetClosed.
    """
    sheet = _locked(sheet)
    for row in _worked_out(sheet):
        if row.key not in amounts:
            continue
        sheet.rows.filter(article=row.article_id, author=row.author_id).delete()
        if amounts[row.key] != row.amounts:
            for name, amount in amounts[row.key].items():
                setattr(row, name, amount)
            row.is_changed = True
            row.save()
    for row in filter(lambda each: each.is_kept and each.key in amounts, sheet.rows.all()):
        sheet.rows.filter(pk=row.pk).update(**amounts[row.key])


def summary(rows):
    """Return what people compare a sheet by: {rows, article_amount, photo_amount, sum}, in đồng."""
    sums = totals(rows)
    return {"rows": len(rows), **sums, "sum": sum(sums.values())}


@transaction.atomic
def close(sheet, user, agreed=None):
    """Store every row as it stands. Raises SheetClosed, MonthNotOver.

    `agreed`: the `summary` that was agreed to; where it is another by now, SheetChanged.
    """
    sheet = _locked(sheet)
    if not is_over(sheet.month):
        raise MonthNotOver
    final = rows(sheet)
    closed = summary(final)
    if agreed not in (None, closed):
        raise SheetChanged
    sheet.rows.all().delete()
    for row in final:
        row.pk = None
    RoyaltyRow.objects.bulk_create(final)
    sheet.closed_at, sheet.closed_by = timezone.now(), user
    sheet.save()
    log(instance=sheet, action=CLOSE, user=user, data=closed)


@transaction.atomic
def reopen(sheet, user, reason):
    """Open the closed `sheet` again for `reason`, which its history keeps. Raises SheetOpen."""
    sheet = RoyaltySheet.objects.select_for_update().get(pk=sheet.pk)
    if not sheet.closed_at:
        raise SheetOpen
    data = {"reason": reason, **summary(rows(sheet))}
    sheet.closed_at, sheet.closed_by, sheet.reopened_at = None, None, timezone.now()
    sheet.save()
    log(instance=sheet, action=REOPEN, user=user, data=data)


def is_over(month):
    """Return whether the office's clock has left `month`, a month's first day."""
    return timezone.now() >= Period.of_month(month).end


def _locked(sheet):
    sheet = RoyaltySheet.objects.select_for_update().get(pk=sheet.pk)
    if sheet.closed_at:
        raise SheetClosed
    return sheet


def _articles_of(month):
    period = Period.of_month(month)
    articles = ArticlePage.objects.credited().defer("body").order_by("first_published_at", "pk")
    return articles.filter(first_published_at__gte=period.begin, first_published_at__lt=period.end)


def _worked_out(sheet):
    """Return the rows by bylines and rates, unsaved: four statements for any number."""
    articles = list(_articles_of(sheet.month))
    sections = dict(SectionPage.objects.values_list("path", "title"))
    people, rates = _people(articles), list(RoyaltyRate.objects.order_by("effective_from"))
    found = []
    for article in articles:
        day = office_time(article.first_published_at).date()
        for author, amounts in _amounts(article.genre, day, people[article.pk], rates):
            row = RoyaltyRow(
                sheet=sheet,
                article=article,
                author=author,
                number=len(found) + 1,
                title=article.title,
                published_on=day,
                name=author.name,
                genre=article.genre,
                section=sections.get(article.path[: -article.steplen], ""),
                **amounts,
            )
            found.append(row)
    return found


def _people(articles):
    """Return {article key: {role: {author: None}}}, in the order of the bylines, each once."""
    found = {article.pk: {role: {} for role in RoyaltyRate.Role.values} for article in articles}
    bylines = Byline.objects.filter(page__in=found).select_related("author")
    for byline in bylines.order_by("page_id", "sort_order", "pk"):
        if byline.role in RoyaltyRate.Role.values:
            found[byline.page_id][byline.role][byline.author] = None
    return found


def _amounts(genre, day, people, rates):
    """Yield (author, {article_amount, photo_amount}) of everybody to be paid for one article."""
    sums = {}
    for role, name in zip((Byline.Role.AUTHOR, Byline.Role.PHOTO), AMOUNTS, strict=True):
        rate = _rate(rates, genre, role, day)
        for author, amount in zip(people[role], share(rate, len(people[role])), strict=True):
            sums.setdefault(author, dict.fromkeys(AMOUNTS, 0))[name] = amount
    return sums.items()


def _rate(rates, genre, role, day):
    """Return the amount in force on `day` of `rates`, the oldest first; 0 where there is none."""
    in_force = [
        rate.amount
        for rate in rates
        if (rate.genre, rate.role) == (genre, role) and rate.effective_from <= day
    ]
    return in_force[-1] if in_force else 0
