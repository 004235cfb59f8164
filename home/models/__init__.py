"""The home page, the plain pages beside the news, and what readers write to the office."""

from accounts.models import FailedSignIns

from .contact_messages import ContactMessage
from .contact_page import ContactPage
from .home_page import HEADER_RENDITIONS, HomePage
from .plain_pages import OrganisationPage, StandardPage

__all__ = [
    "HEADER_RENDITIONS",
    "ContactMessage",
    "ContactPage",
    "FailedSignIns",
    "HomePage",
    "OrganisationPage",
    "StandardPage",
]
