"""Title and lead: what a reader of the Word file would call so, and nothing of a letterhead."""

import pytest

from newsroom.word_import.opening import LONGEST_LEAD, LONGEST_TITLE

from ..articles.pictures import phone_photo
from .test_word_reading import reading_of
from .word_by_hand import TITLE_STYLE, block_text, centred, line, made, picture, table, text, told

NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
RULE = "________________"
TITLED = '<w:pStyle w:val="T"/>'
BODY = line("Sáng nay, hội nghị khai mạc.") + line("Có 120 đại biểu dự.")
HEAD = table(
    [
        line("LIÊN ĐOÀN LAO ĐỘNG TỈNH") + line("CÔNG ĐOÀN NGÀNH GIÁO DỤC") + line("Số: 5/CĐN"),
        line(NAME) + line(MOTTO) + line(RULE) + line("Xứ Thanh, ngày 3 tháng 4 năm 2026"),
    ],
    borders=False,
)
BOLD = "<w:b/>"


def opening(body, **parts):
    reading = reading_of(made(body, styles=TITLE_STYLE, **parts))
    return reading.title, reading.lead


def whole(reading):
    return " ".join([reading.title, reading.lead, *map(block_text, reading.blocks)])


@pytest.mark.parametrize("label", ["TIN BÀI", "Tin", "BÀI VIẾT:", "Tin, ảnh", RULE, "* * *"])
def test_a_line_that_only_names_the_kind_of_text_is_no_title(label):
    title = "Hội nghị công tác quý IV"
    assert opening(centred(label, BOLD) + centred(title, BOLD) + BODY) == (
        title,
        "Sáng nay, hội nghị khai mạc.",
    )


def test_a_letter_is_named_by_its_kind_and_subject():
    body = HEAD + centred("KẾ HOẠCH", BOLD) + centred("Tổ chức Tháng Công nhân năm 2026", BOLD)
    assert opening(body + centred(RULE) + line("Căn cứ Luật Công đoàn;") + BODY) == (
        "KẾ HOẠCH Tổ chức Tháng Công nhân năm 2026",
        "",
    )


def test_a_letter_without_a_heading_is_named_by_its_subject():
    head = table(
        [
            line("LIÊN ĐOÀN LAO ĐỘNG TỈNH") + line("Số: 5/LĐLĐ") + line("V/v tổ chức Tết Sum vầy"),
            line(NAME) + line(MOTTO) + line("Xứ Thanh, ngày 3 tháng 4 năm 2026"),
        ],
        borders=False,
    )
    reading = reading_of(made(head + centred("Kính gửi: Các công đoàn cơ sở", BOLD) + BODY))
    assert (reading.title, reading.lead) == ("V/v tổ chức Tết Sum vầy", "")
    assert whole(reading).count("Tết Sum vầy") == 1


def test_the_subject_of_a_letter_counts_for_more_than_a_bold_line():
    head = table(
        [
            line("CÔNG ĐOÀN TỈNH")
            + line("Số: 5/CĐT")
            + line("V/v tổ chức")
            + line("ngày hội Sum vầy"),
            line(NAME) + line(MOTTO),
        ],
        borders=False,
    )
    title = "V/v tổ chức ngày hội Sum vầy"
    assert opening(head + line(text("1. Mục đích", BOLD)) + BODY) == (title, "")


def test_who_decides_is_not_in_the_title_of_a_decision():
    body = HEAD + centred("QUYẾT ĐỊNH", BOLD) + centred("Về việc khen thưởng", BOLD)
    body += centred("BAN THƯỜNG VỤ LIÊN ĐOÀN LAO ĐỘNG TỈNH", BOLD) + BODY
    assert opening(body) == ("QUYẾT ĐỊNH Về việc khen thưởng", "")


def test_a_caption_below_a_photo_below_the_title_is_not_half_of_the_title():
    photo = f"<w:p>{picture()}</w:p>" + centred("Quang cảnh hội nghị")
    body = centred("Hội nghị công tác") + photo + BODY
    assert opening(body, media={"photo": phone_photo()})[0] == "Hội nghị công tác"


def test_a_letterhead_of_plain_lines_is_one_too():
    body = "".join(centred(words, BOLD) for words in (NAME, MOTTO, RULE))
    body += line("Xứ Thanh, ngày 3 tháng 4 năm 2026") + centred("ĐƠN XIN VIỆC", BOLD) + BODY
    assert opening(body) == ("ĐƠN XIN VIỆC", "")


def test_the_name_under_an_emblem_is_not_its_caption():
    emblem = f"<w:p>{picture()}</w:p>" + centred("CÔNG ĐOÀN TỈNH", BOLD)
    head = table([emblem, line(NAME) + line(MOTTO)], borders=False)
    reading = reading_of(
        made(head + centred("THÔNG BÁO", BOLD) + BODY, media={"photo": phone_photo()})
    )
    assert [name for name, _content in reading.blocks] == ["image", "paragraph"]
    assert reading.blocks[0][1].caption == "" and reading.title == "THÔNG BÁO"


def test_a_letterhead_stays_in_the_text():
    reading = reading_of(made(HEAD + centred("THÔNG BÁO", BOLD) + BODY))
    for words in (NAME, MOTTO, "Số: 5/CĐN", "LIÊN ĐOÀN LAO ĐỘNG TỈNH"):
        assert whole(reading).count(words) == 1


def test_a_heading_in_the_middle_is_no_title_and_stays():
    body = line("Hội nghị công tác") + BODY
    body += line("Kết quả", properties='<w:outlineLvl w:val="0"/>') + line("Tốt.")
    reading = reading_of(made(body))
    assert reading.title == "Hội nghị công tác" and ("heading", "Kết quả") in reading.blocks


def test_a_bold_line_in_the_middle_is_no_title():
    body = line("Hội nghị công tác") + BODY + line("Thêm.") + line(text("Kết quả", BOLD))
    assert opening(body + line("Tốt."))[0] == "Hội nghị công tác"


def test_a_heading_that_comes_first_is_the_title():
    first = line("Hội nghị công tác", properties='<w:outlineLvl w:val="0"/>')
    assert opening(first + BODY) == ("Hội nghị công tác", "Sáng nay, hội nghị khai mạc.")


@pytest.mark.parametrize(
    "lines",
    [
        centred("CÔNG ĐOÀN TỈNH TRAO 50 MÁI ẤM", BOLD) + centred("CHO ĐOÀN VIÊN KHÓ KHĂN", BOLD),
        line("CÔNG ĐOÀN TỈNH TRAO 50 MÁI ẤM", properties=TITLED)
        + line("CHO ĐOÀN VIÊN KHÓ KHĂN", properties=TITLED),
        line(text("CÔNG ĐOÀN TỈNH TRAO 50 MÁI ẤM", BOLD))
        + line(text("CHO ĐOÀN VIÊN KHÓ KHĂN", BOLD)),
        centred("CÔNG ĐOÀN TỈNH TRAO 50 MÁI ẤM CHO ĐOÀN VIÊN KHÓ KHĂN").replace(
            "ẤM CHO", "ẤM</w:t><w:br/><w:t>CHO"
        ),
    ],
)
def test_a_headline_in_two_lines_is_one_title(lines):
    title = "CÔNG ĐOÀN TỈNH TRAO 50 MÁI ẤM CHO ĐOÀN VIÊN KHÓ KHĂN"
    assert opening(lines + BODY) == (title, "Sáng nay, hội nghị khai mạc.")


def test_a_bold_lead_is_not_half_of_the_title():
    lead = "Sáng 20/11, Công đoàn tỉnh trao 50 ngôi nhà."
    body = line(text("Trao 50 mái ấm", BOLD)) + line(text(lead, BOLD)) + BODY
    assert opening(body) == ("Trao 50 mái ấm", lead)


def test_a_line_above_the_title_is_not_the_lead():
    body = line("Công đoàn ngành Y tế") + centred("Hội nghị công tác", BOLD) + BODY
    assert opening(body) == ("Hội nghị công tác", "Sáng nay, hội nghị khai mạc.")


def test_the_caption_under_the_first_photo_is_not_the_lead():
    photo = f"<w:p>{picture()}</w:p>" + centred("Quang cảnh hội nghị.", "<w:i/>")
    body = line("Hội nghị công tác", properties=TITLED) + photo + BODY
    assert opening(body, media={"photo": phone_photo()}) == (
        "Hội nghị công tác",
        "Sáng nay, hội nghị khai mạc.",
    )


def test_a_caption_above_the_title_is_not_the_title():
    photo = f"<w:p>{picture()}</w:p>" + centred("Quang cảnh hội nghị.", "<w:i/>")
    body = photo + line(text("Hội nghị công tác", BOLD)) + BODY
    assert opening(body, media={"photo": phone_photo()})[0] == "Hội nghị công tác"


@pytest.mark.parametrize(
    "rest",
    [
        "",
        table(["STT", "Đơn vị"], ["1", "Thọ Xuân"]),
        line("Kết quả", properties='<w:outlineLvl w:val="0"/>') + BODY,
        line("Rất dài. " * 90) + BODY,
    ],
)
def test_an_article_may_come_without_a_lead(rest):
    assert opening(line("Hội nghị công tác", properties=TITLED) + rest) == ("Hội nghị công tác", "")


def test_the_lead_of_a_short_notice_is_the_first_of_two_paragraphs_and_never_the_only_one():
    title = line("Lịch tiếp công dân", properties=TITLED)
    first, second = "Thứ Ba hằng tuần, từ 8 giờ.", "Tại trụ sở LĐLĐ tỉnh."
    reading = reading_of(made(title + line(first) + line(second)))
    assert (reading.title, reading.lead) == ("Lịch tiếp công dân", first)
    assert second in whole(reading)
    assert reading_of(made(title + line(first))).lead == ""


def test_a_long_first_paragraph_stays_whole_in_the_text_and_is_told():
    reading = reading_of(made(line("Hội nghị") + line("Dài lắm. " * 90) + BODY))
    assert whole(reading).count("Dài lắm.") == 90 and told(reading) == ["lead_long"]
    assert len("Dài lắm. " * 90) > LONGEST_LEAD


def test_a_line_too_long_for_a_title_gives_its_first_words_and_is_told():
    words = "Hội nghị công tác quý tư " * 15
    reading = reading_of(made(line(words) + BODY))
    assert reading.title.endswith("…") and len(reading.title) < LONGEST_TITLE < len(words)
    assert words.strip() in whole(reading) and told(reading) == ["title_cut"]


def test_an_empty_file_has_no_title_and_no_lead():
    assert opening("") == ("", "")


def test_a_file_of_one_photo_has_no_title_and_no_lead():
    assert opening(f"<w:p>{picture()}</w:p>", media={"photo": phone_photo()}) == ("", "")
