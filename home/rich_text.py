"""Wagtail's editor of texts, in which every letter that is typed or pasted stays what it is."""

from django import forms
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextAreaAdapter
from wagtail.admin.telepath import register

from .contentstate import SettledConverter


class TextEditor(DraftailRichTextArea):
    """What an empty text invites to is in `css/admin.css`; its words in `js/admin-words.js`.

    What an office types begins with dashes and numbers and is full of strokes: `js/text-editor.js`
    keeps Draftail from making lists, letters in bold or a menu of them.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.options["placeholder"] = ""
        self.converter = SettledConverter(self.features)

    @property
    def media(self):
        return super().media + forms.Media(js=["js/text-editor.js"])


class TextEditorAdapter(DraftailRichTextAreaAdapter):
    js_constructor = "site_ldld.TextEditor"


register(TextEditorAdapter(), TextEditor)
