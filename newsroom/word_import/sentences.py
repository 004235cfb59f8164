"""What the editor is told about a Word file: why it is refused, what was changed or left out."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .kinds import LARGEST_FILE

REFUSALS = {
    "damaged": gettext_lazy(
        "Tệp bị hỏng hoặc không phải tệp Word. Mở bằng Word, lưu lại kiểu .docx rồi tải lên."
    ),
    "too_large": gettext_lazy(
        "Tệp lớn hơn %(size)d MB. Hãy bỏ bớt ảnh, tải ảnh vào thư viện riêng."
    ),
    "unpacks_too_large": gettext_lazy("Tệp quá lớn khi mở ra. Hãy chia thành nhiều tệp nhỏ hơn."),
    "too_much": gettext_lazy(
        "Tệp có bảng quá lớn, quá nhiều ảnh hoặc chú thích. Hãy chia thành nhiều tệp nhỏ hơn."
    ),
    "too_heavy": gettext_lazy(
        "Tệp cần quá nhiều bộ nhớ hoặc thời gian để đọc. Hãy chép nội dung sang một tệp Word mới, "
        "chia nhỏ nếu dài, rồi tải lên."
    ),
    "locked": gettext_lazy("Tệp có mật khẩu. Mở bằng Word, bỏ mật khẩu, lưu lại rồi tải lên."),
    "macros": gettext_lazy(
        "Tệp có macro (.docm) nên không nhận. Mở bằng Word, lưu lại kiểu .docx rồi tải lên."
    ),
    "doc": gettext_lazy(
        "Đây là tệp Word kiểu cũ (.doc). Mở bằng Word, chọn Lưu thành (Save As), kiểu .docx."
    ),
    "odt": gettext_lazy(
        "Đây là tệp OpenDocument (.odt). Mở bằng Word hoặc LibreOffice, chọn Lưu thành (Save As), "
        "kiểu .docx."
    ),
    "rtf": gettext_lazy("Đây là tệp RTF. Mở bằng Word, chọn Lưu thành (Save As), kiểu .docx."),
    "unconverted": gettext_lazy(
        "Không mở được tệp: tệp hỏng hoặc có mật khẩu. Mở bằng Word, lưu lại kiểu .docx rồi tải "
        "lên."
    ),
}
LOSSES = {
    "equation": gettext_lazy(
        "Công thức toán được viết thành chữ ở %(number)d chỗ; hãy đối chiếu với tệp gốc."
    ),
    "chart": gettext_lazy("Không đưa được %(number)d biểu đồ."),
    "smartart": gettext_lazy("Không đưa được %(number)d sơ đồ SmartArt."),
    "object": gettext_lazy("Không đưa được %(number)d đối tượng nhúng (bảng tính, công thức cũ)."),
    "ink": gettext_lazy("Không đưa được %(number)d nét vẽ tay."),
    "filling": gettext_lazy("Không đưa được %(number)d ảnh làm nền của khung."),
    "comment": gettext_lazy("Không đưa được %(number)d bình luận."),
    "text_box": gettext_lazy(
        "Chữ trong %(number)d khung (text box) được đặt sau đoạn có khung; hãy xem lại chỗ đứng."
    ),
    "tracked": gettext_lazy(
        "Tệp còn sửa đổi chưa duyệt (Track Changes): giữ chữ mới thêm, bỏ chữ đã xóa."
    ),
    "hidden": gettext_lazy("Đã bỏ chữ ẩn ở %(number)d chỗ: “%(words)s”."),
    "struck": gettext_lazy(
        "Chữ gạch ngang ở %(number)d chỗ được đánh dấu [gạch bỏ: …] trong bài: “%(words)s”. Hãy "
        "xóa hoặc viết lại."
    ),
    "converted": gettext_lazy(
        "Tệp .%(words)s được chuyển sang .docx trước khi đọc; hãy đối chiếu với tệp gốc."
    ),
    "label": gettext_lazy(
        "Số thứ tự tự động ở %(number)d chỗ có chữ không đọc được: “%(words)s”; hãy sửa lại."
    ),
    "note": gettext_lazy("Không tìm thấy lời của %(number)d chú thích."),
    "margin": gettext_lazy("Không đưa đầu trang, chân trang vào bài: “%(words)s”."),
    "sign": gettext_lazy(
        "Có %(number)d ký hiệu không nhận ra, thay bằng □; hãy đối chiếu với tệp gốc."
    ),
    "field": gettext_lazy(
        "Có %(number)d trường tự động (field) không có kết quả để đưa vào: “%(words)s”."
    ),
    "broken_field": gettext_lazy(
        "Trường tự động (field) trong tệp bị hỏng: mọi chữ quanh đó đều được giữ; hãy đối chiếu "
        "với tệp gốc."
    ),
    "link": gettext_lazy("Bỏ %(number)d liên kết mà trang không nhận, chữ vẫn giữ: “%(words)s”."),
    "link_in_plain": gettext_lazy(
        "Bỏ %(number)d liên kết trong bảng hoặc tiêu đề, chữ vẫn giữ: “%(words)s”."
    ),
    "slanted": gettext_lazy("Có %(number)d ảnh đặt nghiêng trong Word; trên trang ảnh đứng thẳng."),
    "picture_in_table": gettext_lazy(
        "Ảnh trong ô của bảng được đặt ngay sau bảng, ở %(number)d ô."
    ),
    "nested_table": gettext_lazy(
        "Có %(number)d bảng nằm trong ô của bảng khác, được viết thành các dòng trong ô đó."
    ),
    "script": gettext_lazy(
        "Chỉ số trên, dưới trong bảng hoặc tiêu đề thành chữ thường ở %(number)d chỗ: “%(words)s”."
    ),
    "plain_chunk": gettext_lazy(
        "Có %(number)d phần ghép từ tệp khác, đưa vào dạng chữ thường; hãy đối chiếu với tệp gốc."
    ),
    "chunk": gettext_lazy(
        "Không đưa được %(number)d phần ghép từ tệp khác. Mở bằng Word, lưu lại kiểu .docx rồi "
        "nhập lại."
    ),
    "title_cut": gettext_lazy(
        "Dòng đầu quá dài để làm tiêu đề: tiêu đề lấy mấy chữ đầu, cả dòng vẫn ở trong bài."
    ),
    "lead_long": gettext_lazy("Đoạn đầu quá dài để làm sapo nên vẫn để trong bài."),
}
PICTURES = {
    "missing": gettext_lazy("ảnh hỏng, hoặc không nằm trong tệp"),
    "too_many": gettext_lazy("tệp có quá nhiều ảnh"),
    "shape": gettext_lazy(
        "ảnh bị cắt theo hình vẽ trong Word; hãy cắt ảnh trước rồi tải lên thư viện"
    ),
    "uncropped": gettext_lazy(
        "ảnh được cắt hoặc xoay trong Word mà trang không làm theo được; hãy cắt ảnh trước rồi tải "
        "lên thư viện"
    ),
    "no_right": gettext_lazy("tài khoản này chưa được thêm ảnh vào thư viện"),
}


def refusal(reason):
    """Return the error for the editor of a `Refused` with this reason."""
    return ValidationError(
        REFUSALS[reason], code=reason, params={"size": LARGEST_FILE // (1024 * 1024)}
    )


def about_losses(losses):
    """Return a sentence for each of `losses`, as `Losses.listed` has them."""
    return [LOSSES[kind] % {"number": number, "words": words} for kind, number, words in losses]


def about_picture(number, reason):
    return _("Ảnh thứ %(number)d không đưa được: %(reason)s") % {
        "number": number,
        "reason": reason,
    }


def about_reading(reading):
    """Return what the editor has to know about the whole of a `Reading`."""
    sentences = []
    if not reading.blocks and not reading.title and not reading.lead:
        sentences.append(_("Tệp không có chữ nào để đưa vào bài."))
    if reading.old_words:
        sentences.append(
            _("Đã chuyển %(number)d chữ từ phông %(encoding)s sang Unicode; hãy đọc soát lại.")
            % {"number": reading.old_words, "encoding": reading.old_encoding}
        )
    if not reading.title:
        sentences.append(_("Không thấy tiêu đề: tạm lấy tên tệp."))
    if not reading.lead:
        sentences.append(_("Không thấy sapo; hãy viết sapo trước khi gửi duyệt."))
    return sentences
