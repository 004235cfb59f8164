from .articles import ArticleAttachment, ArticlePage, ArticleTag, Byline
from .people import Author, Department, Topic
from .photos import Attachment, Photo, PhotoRendition
from .reviewing import Notice, ReviewTask
from .royalties import RoyaltyRate, RoyaltyRow, RoyaltySheet
from .searched import SearchedArticle
from .sections import SectionPage

__all__ = [
    "ArticleAttachment",
    "ArticlePage",
    "ArticleTag",
    "Attachment",
    "Author",
    "Byline",
    "Department",
    "Notice",
    "Photo",
    "PhotoRendition",
    "ReviewTask",
    "RoyaltyRate",
    "RoyaltyRow",
    "RoyaltySheet",
    "SearchedArticle",
    "SectionPage",
    "Topic",
]
