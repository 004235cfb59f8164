"""Accounts as the office knows them: by the names of people, sorted by given name."""

import django_filters
from django.db.models import Case, When
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.utils import get_user_display_name

from articles.vietnamese import name_sort_key


def by_given_name(accounts, descending=False):
    """Order a queryset of accounts as a list of people is ordered."""
    people = sorted(
        accounts.values_list("pk", "first_name"),
        key=lambda person: (name_sort_key(person[1]), person[0]),
    )
    places = [When(pk=person[0], then=place) for place, person in enumerate(people)]
    place = Case(*places, default=0)
    return accounts.order_by(place.desc() if descending else place)


class PersonChoiceField(django_filters.fields.ModelChoiceField):
    def label_from_instance(self, account):
        return get_user_display_name(account)


class PersonFilter(django_filters.ModelChoiceFilter):
    """Narrows a list to one person's, chosen by name."""

    field_class = PersonChoiceField


class AuthorForm(WagtailAdminModelForm):
    """Lets the account of an author be chosen by name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Only the board is asked about it.
        if account := self.fields.get("account"):
            account.queryset = by_given_name(account.queryset)
            account.label_from_instance = get_user_display_name
