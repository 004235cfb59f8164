"""What of a text is its title and what its lead; the head of an official letter is neither."""

import re

from .document import Paragraph
from .layout import MOTTO, is_caption

LONGEST_TITLE = 255
LONGEST_LEAD = 600
# A title that is cut off says so.
CUT_TITLE = 160
# Among so many first lines a line set apart is the title; further down it is a heading.
LINES_BEFORE_TITLE = 3
LONGEST_LINE_BEFORE_TITLE = 80
# The head of a letter: name and motto, number, place and date.
LONGEST_HEAD = 20
LINES_BEFORE_HEAD = 6
LARGEST_GAP = 4

KIND_OF_TEXT = re.compile(
    r"(tin|bài|tin,? bài|tin bài|bài viết|tin ảnh|tin tức|bản tin|tin nhanh|tin vắn|phóng sự"
    r"|phóng sự ảnh|bài phỏng vấn|tin - ảnh|tin và ảnh|bài và ảnh|tin,? ảnh)\s*[:.]?\s*",
    re.IGNORECASE,
)
LETTER_NUMBER = re.compile(r"số\s*:?[\s\d….]*[/-].*", re.IGNORECASE)
PLACE_AND_DATE = re.compile(
    r"(.{0,60},\s*)?ngày\s*[\d….]*\s*tháng\s*[\d….]*\s*năm\s*[\d….]*\s*\.?", re.IGNORECASE
)
SUBJECT = re.compile(r"(v/v|về việc)\b.*", re.IGNORECASE)
ADDRESSEE = re.compile(r"kính (gửi|thưa)\b.*", re.IGNORECASE)
KINDS_OF_LETTERS = re.compile(
    r"(quyết định|thông báo|kế hoạch|báo cáo|tờ trình|hướng dẫn|nghị quyết|nghị định|thông tư"
    r"|giấy mời|chương trình|công điện|chỉ thị|biên bản|quy chế|quy định|đề án|phương án|kết luận"
    r"|thông cáo báo chí|thư kêu gọi|lời kêu gọi|thể lệ|công văn|luật|thư ngỏ|điều lệ|đề cương)"
    r"(\s+\S+){0,2}",
    re.IGNORECASE,
)
SAPO = re.compile(r"sapo\s*[:.–-]\s*", re.IGNORECASE)


def take_title(parts, losses):
    """Return (title, the parts without it); the title is "" where no line may be one."""
    parts = [part for part in parts if not isinstance(part, Paragraph) or _says_something(part)]
    head = _end_of_head(parts)
    taken = _subject(parts[:head]) if head else []
    lines = [part for part in parts[head:] if isinstance(part, Paragraph)]
    lines = [line for line in lines if line.text and not _is_furniture(line)]
    marked = _title_lines(lines, parts, is_letter=bool(head))
    # The subject of a letter counts for more than a bold line under it.
    if not (marked and (marked[0].style or not taken or _is_kind_of_letter(marked[0]))):
        marked = taken or lines[:1]
    taken = marked
    _mark_before(taken, parts)
    title = " ".join(line.text for line in taken)
    if len(title) > LONGEST_TITLE:
        losses.add("title_cut")
        return _cut(title), parts
    return title, _without(parts, taken)


def is_letter(parts):
    """Return whether a text opens as an official letter does, which has no lead."""
    return _end_of_head(parts) > 0


def take_lead(parts, losses):
    """Return (lead, the parts without it); "" where no paragraph may be one."""
    parts = [part for part in parts if not isinstance(part, Paragraph) or _says_something(part)]
    found = _lead_line(parts)
    if found is None:
        return "", parts
    lead = SAPO.sub("", found.text, count=1) if SAPO.match(found.text) else found.text
    if len(lead) > LONGEST_LEAD:
        losses.add("lead_long")
        return "", parts
    return lead, _without(parts, [found])


def _mark_before(taken, parts):
    """Note which paragraphs of `parts` stand before the title: none of them is the lead."""
    for part in parts if taken else []:
        if part is taken[0]:
            break
        if isinstance(part, Paragraph):
            part.before_title = True


def _says_something(paragraph):
    return bool(paragraph.text or paragraph.pictures)


def _without(parts, taken):
    """Return `parts` without the letters of `taken`; a picture in one of them stays."""
    for paragraph in taken:
        paragraph.content, paragraph.label = paragraph.pictures, None
    return [part for part in parts if not isinstance(part, Paragraph) or _says_something(part)]


def _is_furniture(line):
    """Return whether a line names the kind of text, whom it is for, or only draws a line."""
    text = line.text
    patterns = (KIND_OF_TEXT, LETTER_NUMBER, PLACE_AND_DATE, ADDRESSEE)
    return (
        not any(letter.isalnum() for letter in text)
        or bool(MOTTO.search(text))
        or any(pattern.fullmatch(text) for pattern in patterns)
    )


def _end_of_head(parts):
    """Return how many of the first parts are the head of an official letter, 0 for none."""
    lines = [part if isinstance(part, Paragraph) else Paragraph() for part in parts[:LONGEST_HEAD]]
    if not _has_head(lines):
        return 0
    end = 0
    for place, line in enumerate(lines):
        # A date far below, of what the letter answers, is not of its head.
        if _is_of_a_head(line) and (not end or place + 1 - end <= LARGEST_GAP):
            end = place + 1
    return end


def _has_head(lines):
    """Return whether a head is among `lines`; an article may quote a letter further down."""
    heads = [line.in_letterhead or bool(MOTTO.search(line.text)) for line in lines]
    before = lines[: heads.index(True)] if True in heads else []
    is_early = len(before) <= LINES_BEFORE_HEAD and not any(map(_is_of_an_article, before))
    return True in heads and is_early


def _is_of_a_head(line):
    return (
        line.in_letterhead
        or bool(MOTTO.search(line.text))
        or any(pattern.fullmatch(line.text) for pattern in (LETTER_NUMBER, PLACE_AND_DATE))
    )


def _is_of_an_article(line):
    return line.style == "title" or len(line.text) > LONGEST_LINE_BEFORE_TITLE


def _subject(head):
    """Return the lines of a letter's subject, which stands under its number: "V/v …"."""
    for place, line in enumerate(head):
        if isinstance(line, Paragraph) and SUBJECT.fullmatch(line.text):
            following = head[place + 1 :]
            rest = []
            for other in following:
                if (
                    not isinstance(other, Paragraph)
                    or _is_furniture(other)
                    or not other.in_letterhead
                ):
                    break
                if not other.text[:1].islower():
                    break
                rest.append(other)
            return [line, *rest]
    return []


def _title_lines(lines, parts, is_letter):
    """Return the lines that are the title, [] where none is marked as one."""
    styled = [line for line in lines if line.style == "title"]
    if styled:
        return _with_continuation(styled[0], parts)
    first = lines[0] if lines else None
    if first is None:
        return []
    if first.style == "heading" or (is_letter and _is_kind_of_letter(first)):
        return _with_continuation(first, parts)
    for line in lines[:LINES_BEFORE_TITLE]:
        if _is_set_apart(line) and not _is_under_picture(line, parts):
            return _with_continuation(line, parts)
        if len(line.text) > LONGEST_LINE_BEFORE_TITLE:
            break
    return []


def _is_kind_of_letter(line):
    return bool(KINDS_OF_LETTERS.fullmatch(line.text))


def _is_set_apart(line):
    return line.is_wholly("bold") or (line.centred and line.style != "caption")


def _is_under_picture(line, parts):
    place = next(place for place, part in enumerate(parts) if part is line)
    before = parts[place - 1] if place else None
    is_picture = isinstance(before, Paragraph) and before.pictures and not before.text
    return bool(is_picture) and is_caption(line) and not line.is_wholly("bold")


def _with_continuation(first, parts):
    """Return the title's line with those that go on with it: a headline set in two lines."""
    taken = [first]
    place = next(place for place, part in enumerate(parts) if part is first)
    for part in parts[place + 1 :]:
        if not isinstance(part, Paragraph) or _is_furniture(part) or not _goes_on(taken, part):
            break
        taken.append(part)
    return taken


def _goes_on(taken, line):
    """Return whether `line` is a part of the title that the lines `taken` begin."""
    first, last = taken[0], taken[-1]
    if len(" ".join(part.text for part in (*taken, line))) > LONGEST_TITLE:
        return False
    if line.pictures or line.label or last.text[-1:] in ".!?…:;" or SAPO.match(line.text):
        return False
    if len(taken) == 1 and first.text.isupper() and _is_kind_of_letter(first):
        return _is_set_apart(line)
    # Below the subject of a decision stands, in capitals, who decides.
    if line.style != first.style or line.text.isupper() != last.text.isupper():
        return False
    if first.style == "title":
        return line.text[-1:] != "."
    if first.style == "heading":
        return line.level == first.level and line.text[:1].islower()
    return line.text[-1:] != "." and _looks_alike(first, line)


def _looks_alike(first, line):
    """Return whether a line is set like the first of a title and reads like its second half."""
    if line.centred != first.centred or line.is_wholly("bold") != first.is_wholly("bold"):
        return False
    goes_on = line.text[:1].islower() and len(line.text) <= LONGEST_LINE_BEFORE_TITLE
    return line.centred or goes_on or (line.text.isupper() and first.text.isupper())


def _cut(title):
    return f"{title[:CUT_TITLE].rpartition(' ')[0] or title[:CUT_TITLE]}…"


def _lead_line(parts):
    """Return the paragraph that is the lead: marked as one, or the first of several."""
    lines = []
    for part in parts:
        if not isinstance(part, Paragraph) or part.style == "heading":
            break
        is_text = part.text and not part.pictures and not part.before_title
        if is_text and not _is_furniture(part):
            lines.append(part)
    styled = [line for line in lines if line.style == "lead"]
    first = styled[0] if styled else next(iter(lines), None)
    if first is None or first.label or first.style == "caption" or first.in_layout:
        return None
    is_marked = first.style == "lead" or first.is_wholly("bold", "italic")
    texts = [part for part in parts if isinstance(part, Paragraph) and part.text]
    others = len(texts) > 1
    return first if is_marked or others else None
