from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..models.contact_messages import ContactMessage


class ContactForm(forms.ModelForm):
    # Readers neither see nor reach it; programs fill in whatever they find.
    website = forms.CharField(required=False, label=_("Bỏ trống ô này"))
    consent = forms.BooleanField(
        label=_("Tôi đồng ý để cơ quan dùng thông tin trên để trả lời tôi."),
        error_messages={"required": _("Hãy đánh dấu đồng ý để thư được gửi và trả lời.")},
    )

    class Meta:
        model = ContactMessage
        fields = ["name", "email", "telephone", "subject", "message"]
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "telephone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
            "message": forms.Textarea(attrs={"rows": 8}),
        }

    @property
    def shown_fields(self):
        """Return the fields that readers see, the consent apart."""
        return [self[name] for name in self.Meta.fields]

    def clean(self):
        cleaned = super().clean()
        if not (cleaned.get("email") or cleaned.get("telephone") or self.errors.get("email")):
            raise ValidationError(_("Hãy ghi thư điện tử hoặc điện thoại để cơ quan trả lời."))
        return cleaned

    @property
    def is_from_a_program(self):
        return bool(self.data.get("website"))
