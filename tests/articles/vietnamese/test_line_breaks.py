import pytest

from articles.vietnamese import bind_names


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        (
            "Trang thông tin điện tử Liên đoàn Lao động tỉnh Thanh Hóa",
            "Trang_thông tin điện tử Liên_đoàn Lao_động tỉnh Thanh_Hóa",
        ),
        ("Số 37 Đại lộ Lê Lợi, Tp. Thanh Hóa", "Số_37 Đại_lộ Lê_Lợi, Tp. Thanh_Hóa"),
        ("Cổng thông tin điện tử Quốc hội", "Cổng_thông tin điện tử Quốc_hội"),
        ("CÔNG NHÂN, VIÊN CHỨC", "CÔNG NHÂN, VIÊN CHỨC"),
        ("LĐLĐ tỉnh", "LĐLĐ tỉnh"),
        ("Bùi Thị Lan Hương Giang Thanh", "Bùi_Thị_Lan_Hương Giang_Thanh"),
        ("", ""),
    ],
)
def test_the_syllables_of_a_name_stay_on_one_line(text, bound):
    assert bind_names(text) == bound.replace("_", "\u00a0")
