"""The organisation chart: leaders, units, and the people of each unit."""

import pytest

from home.models import OrganisationPage
from tests.factories import AuthorFactory, DepartmentFactory, PhotoFactory, the_home

pytestmark = pytest.mark.django_db


def chart_page(**columns):
    home = the_home()
    page = OrganisationPage(title="Cơ cấu tổ chức", locale=home.locale, **columns)
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


def main_text(client, page):
    return client.get(page.url).content.decode().partition("<main")[2].partition("</main>")[0]


def test_leaders_stand_in_their_order_with_position_duty_and_contact(client):
    chair = AuthorFactory(name="Lê An", position="Chủ tịch", email="an@example.vn")
    deputy = AuthorFactory(name="Bùi Bình", position="Phó Chủ tịch", portrait=PhotoFactory())
    value = {"person": chair.pk, "duty": "công tác cán bộ", "telephone": "02373.852.369"}
    text = main_text(
        client,
        chart_page(
            leaders=[
                {"type": "person", "value": value},
                {"type": "person", "value": {"person": deputy.pk, "duty": "", "telephone": ""}},
            ]
        ),
    )
    assert text.index("Lê An") < text.index("Bùi Bình")
    for shown in ("Chủ tịch", "công tác cán bộ", 'href="tel:02373852369"', "mailto:an@example.vn"):
        assert shown in text
    assert text.count("<picture") == 1


def test_a_unit_names_its_head_first_and_its_people_in_vietnamese_order(client):
    unit = DepartmentFactory(name="Ban Tổ chức")
    head = AuthorFactory(name="Vũ Lâm", department=unit)
    for name in ("Trần Đức", "Nguyễn Dung", "Lê Ánh"):
        AuthorFactory(name=name, department=unit)
    AuthorFactory(name="Người Khác", department=DepartmentFactory(name="Văn phòng"))
    value = {"department": unit.pk, "head": head.pk, "telephone": "", "email": ""}
    text = main_text(client, chart_page(units=[{"type": "unit", "value": value}]))
    places = [text.index(name) for name in ("Vũ Lâm", "Lê Ánh", "Nguyễn Dung", "Trần Đức")]
    assert places == sorted(places) and text.count("Vũ Lâm") == 1
    assert "Người Khác" not in text


def test_the_statements_do_not_grow_with_the_people(client, django_assert_max_num_queries):
    units = [DepartmentFactory() for _unit in range(4)]
    for unit in units:
        for _person in range(5):
            AuthorFactory(department=unit)
    page = chart_page(
        units=[{"type": "unit", "value": {"department": unit.pk, "head": None}} for unit in units]
    )
    client.get(page.url)
    with django_assert_max_num_queries(20):
        client.get(page.url)
