"""The list of accounts in the admin."""

from django.db.models import Case, When
from wagtail.users.views import users

from articles.vietnamese import name_sort_key


class IndexView(users.IndexView):
    def order_queryset(self, queryset):
        """Sort the column of names by given name; Django calls that the first name."""
        if self.ordering not in ("name", "-name"):
            return super().order_queryset(queryset)
        people = sorted(
            queryset.values_list("pk", "last_name", "first_name"),
            key=lambda person: (name_sort_key(f"{person[1]} {person[2]}"), person[0]),
        )
        places = [When(pk=person[0], then=place) for place, person in enumerate(people)]
        place = Case(*places, default=0)
        return queryset.order_by(place.desc() if self.ordering == "-name" else place)


class UserViewSet(users.UserViewSet):
    index_view_class = IndexView
