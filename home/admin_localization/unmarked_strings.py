"""What the admin of the packages says without marking it for translation.

Templates and views of ours look these texts up; `check_translations` wants them in Vietnamese.
Most are labels that Django makes of the names of fields.
"""

TEXTS = (
    *("Body", "Email address", "Link text", "Phone number", "Subject"),
    *("Port", "Root page", "Site name"),
    *("Enabled", "Sync from", "Task type"),
    # Permissions, as the database has them.
    *("Can submit translations", "Can add page", "Can change page", "Delete pages with children"),
    *("Lock/unlock pages you've locked", "Publish any page", "Unlock any page"),
    "translation",
)

# What the packages translate once, when the server starts; looked up again for each reader.
EAGERLY_TRANSLATED = (
    *("Add", "Choose", "Collection", "Comment", "Delete", "Edit"),
    *("Add collections", "Edit collections", "Delete collections"),
    *("Add/edit images you own", "Edit any image", "Select images in choosers"),
)
