"""Wagtail's editor of texts, without the style sheets that it would write into the page."""

from wagtail.admin.rich_text import DraftailRichTextArea


class TextEditor(DraftailRichTextArea):
    """What an empty text invites to is in `css/admin.css`; its words in `js/admin-words.js`."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.options["placeholder"] = ""
