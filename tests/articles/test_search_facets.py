"""Narrowing a search by section, department, author and year."""

from datetime import datetime

import pytest
from wagtail.models import Locale

from tests.articles.searching import choices, titles
from tests.factories import (
    OFFICE,
    ArticlePageFactory,
    AuthorFactory,
    DepartmentFactory,
    SectionPageFactory,
    credit,
    the_home,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def credited():
    """Two articles of two authors in two sections and years, and a third that is nobody's."""
    for number, name in enumerate(("Lê Văn An", "Trần Thị Bích")):
        unit = DepartmentFactory(name=f"Ban {name[:3].strip()}")
        section = SectionPageFactory(title=f"Mục {number}")
        date = datetime(2025 + number, 12, 31, 23, 30, tzinfo=OFFICE)
        article = ArticlePageFactory(title=f"Hội thao {name}", parent=section, display_date=date)
        credit(article, AuthorFactory(name=name, department=unit))
    ArticlePageFactory(title="Hội thao", parent=section, display_date=date)


def test_results_are_counted_by_section_department_author_and_year(ask, credited):
    expected = {"Mục 0": "1", "Mục 1": "2", "Ban Lê": "1", "Ban Trầ": "1", "Lê Văn An": "1"}
    expected |= {"Trần Thị Bích": "1", "2025": "1", "2026": "2"}
    assert choices(ask("hội thao")) == expected


@pytest.mark.parametrize(
    ("parameter", "value"),
    [("chuyen-muc", "muc-0"), ("don-vi", "ban-le"), ("tac-gia", "le-van-an"), ("nam", "2025")],
)
def test_each_facet_narrows_the_results(parameter, value, ask, credited):
    page = ask("hội thao", **{parameter: value})
    assert titles(page) == ["Hội thao Lê Văn An"] and "Có 1 bài viết" in page


def test_facets_narrow_together_and_each_can_be_taken_away(ask, credited):
    page = ask("hội thao", nam="2026", **{"tac-gia": "tran-thi-bich"})
    assert titles(page) == ["Hội thao Trần Thị Bích"]
    assert 'href="?q=h%E1%BB%99i+thao&amp;nam=2026"' in page
    assert titles(ask("hội thao", nam="2025", **{"tac-gia": "tran-thi-bich"})) == []


def test_the_other_choices_of_a_chosen_facet_stay_to_be_chosen_instead(ask, credited):
    shown = choices(ask("hội thao", nam="2025"))
    assert (shown["2025"], shown["2026"], "Trần Thị Bích" in shown) == ("1", "2", False)


def test_a_year_begins_at_midnight_of_the_office(ask):
    ArticlePageFactory(title="Hội thao", display_date=datetime(2027, 1, 1, 0, 30, tzinfo=OFFICE))
    assert titles(ask("hội thao", nam="2027")) == ["Hội thao"]
    assert "2026" not in choices(ask("hội thao"))


def test_a_choice_that_no_result_has_finds_nothing(ask, credited):
    AuthorFactory(name="Đỗ Bình")
    assert titles(ask("hội thao", **{"tac-gia": "do-binh"})) == []


def test_what_is_chosen_is_shown_however_many_others_have_more(ask, credited, monkeypatch):
    monkeypatch.setattr("articles.search.facets.MOST_SHOWN", 1)
    assert "Mục 1" in choices(ask("hội thao"))
    shown = choices(ask("hội thao", **{"chuyen-muc": "muc-0"}))
    assert "Mục 0" in shown and "Mục 1" not in shown


def test_a_section_counts_the_articles_of_the_sections_inside_it(ask):
    outer = SectionPageFactory(title="Mục lớn")
    ArticlePageFactory(title="Hội thao", parent=SectionPageFactory(title="Mục con", parent=outer))
    assert choices(ask("hội thao"))["Mục lớn"] == "1"
    assert titles(ask("hội thao", **{"chuyen-muc": "muc-lon"})) == ["Hội thao"]


def test_an_article_moved_is_counted_in_its_new_section(ask):
    article = ArticlePageFactory(title="Hội thao")
    article.move(SectionPageFactory(title="Mục mới"), pos="last-child")
    assert choices(ask("hội thao")) == {"Mục mới": "1", "2026": "1"}


def test_a_facet_that_nobody_knows_is_passed_over(ask, credited):
    for parameter in ("chuyen-muc", "don-vi", "tac-gia", "nam"):
        assert len(titles(ask("hội thao", **{parameter: "khong-co\0"}))) == 3


def test_a_department_is_named_in_the_readers_language(ask):
    english = Locale.objects.get(language_code="en")
    home = the_home().copy_for_translation(english)
    home.save_revision().publish()
    section = SectionPageFactory(title="News", locale=english, parent=home)
    unit = DepartmentFactory(name="Ban Tổ chức")
    article = ArticlePageFactory(title="Union", locale=english, parent=section)
    credit(article, AuthorFactory(name="Lê An", department=unit))
    translated = unit.copy_for_translation(english)
    translated.name, translated.slug = "Organisation Department", "organisation-department"
    translated.save()
    shown = choices(ask("union", address="/en/search/"))
    assert "Organisation Department" in shown and "Ban Tổ chức" not in shown
    for slug in ("organisation-department", "ban-to-chuc"):
        page = ask("union", address="/en/search/", **{"don-vi": slug})
        assert titles(page) == ["Union"] and ">Organisation Department <span" in page
