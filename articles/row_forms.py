"""The rows of an article's form: bylines, attached files."""

from django.forms.formsets import ORDERING_FIELD_NAME
from wagtail.admin.forms import WagtailAdminModelForm


class RowForm(WagtailAdminModelForm):
    """A row of an article's form, which counts once something in it has been chosen or typed.

    Until then it keeps nothing else from being stored, as a row that was just added would.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # After an autosave the form counts every row among those that were there at first.
        if not self.instance.pk:
            self.empty_permitted = True

    def has_changed(self):
        if self.instance.pk:
            return super().has_changed()
        return any(
            self[name].value() not in (None, "", self[name].initial)
            for name, field in self.fields.items()
            if name not in ("id", "ORDER", "DELETE") and field.initial is None
        )

    def full_clean(self):
        """Clean the row; one that does not count has no place yet.

        Wagtail sorts all rows by their places where it draws a form that was stored.
        """
        super().full_clean()
        if self.is_bound:
            self.cleaned_data.setdefault(ORDERING_FIELD_NAME, None)
