"""The home page, the plain pages beside the news, and what readers write to the office."""

from .contact import ContactMessage, ContactPage
from .home_page import HEADER_RENDITIONS, HomePage
from .plain_pages import OrganisationPage, StandardPage
from .sign_ins import FailedSignIns

__all__ = [
    "HEADER_RENDITIONS",
    "ContactMessage",
    "ContactPage",
    "FailedSignIns",
    "HomePage",
    "OrganisationPage",
    "StandardPage",
]
