"""What an open form asks of the server: who is signed in, and a key for what it keeps meanwhile.

A session ends while somebody writes; the form then asks for the password over what was written
(`js/session.js`), and keeps it in the browser until the server has it (`js/kept-drafts.js`).
"""

import json
import re
from base64 import b64encode

from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

KEPT_NAME = re.compile(r"[0-9a-f-]{36}")
STORED = "stored_drafts"
MOST_STORED = 20


def note_stored(request, stored):
    """Remember by which name the browser keeps what has just been stored.

    The answer may be lost on its way, and another version may follow: no comparison would tell.
    """
    name = request.POST.get("kept_draft", "")
    if KEPT_NAME.fullmatch(name):
        request.session[STORED] = [*request.session.get(STORED, []), name][-MOST_STORED:]


@never_cache
@require_safe
def session(request):
    """Answer {account, key, token, stored} to who may enter the admin, and 401 to anybody else.

    `account` names the account without telling which it is; `key` is 32 bytes in base64, the same
    for the account as long as the site has its secret, and given to nobody else. `stored` are the
    names under which forms were kept that have been stored since.
    """
    user = request.user
    if not (user.is_active and user.has_perm("wagtailadmin.access_admin")):
        return JsonResponse({}, status=401)
    return JsonResponse(
        {
            "account": _derived("account", user).hex()[:16],
            "key": b64encode(_derived("key", user)).decode(),
            "token": get_token(request),
            "stored": request.session.get(STORED, []),
        }
    )


def _derived(purpose, user):
    # By the name that the first keys were made with: browsers keep what these lock.
    return salted_hmac(f"home.editing_session.{purpose}", str(user.pk), algorithm="sha256").digest()


def scripts():
    """Return the scripts of the admin's editors with their words."""
    words = {
        "title": _("Phiên đăng nhập đã hết"),
        "explanation": _("Bài vẫn còn nguyên ở đây. Đăng nhập lại, bài sẽ được lưu tiếp."),
        "press_again": _(
            "Bài vẫn còn nguyên ở đây. Đăng nhập lại, rồi bấm lại nút vừa bấm: lúc nãy máy chủ "
            "chưa làm vì phiên đã hết."
        ),
        "other": _(
            "Đây là một tài khoản khác. Hãy thoát ra ở thẻ trình duyệt khác rồi đăng nhập lại "
            "đúng tài khoản đang viết bài."
        ),
        "again": _("Tôi đã đăng nhập lại"),
        "close": _("Để sau"),
        "no_server": _(
            "Máy chủ chưa trả lời nên chưa lưu được. Bài vẫn còn nguyên ở đây; hãy chờ ít phút rồi "
            "lưu lại, đừng đóng trang này."
        ),
        "kept": _("Máy này còn giữ phần viết lúc %s mà máy chủ chưa có."),
        "kept_older": _(
            "Máy này còn giữ phần viết lúc %s mà máy chủ chưa có. Sau đó trang đã được lưu thành "
            "phiên bản mới hơn; nếu khôi phục, phiên bản ấy nằm trong lịch sử."
        ),
        "restore": _("Khôi phục thành bản nháp"),
        "restore_anyway": _("Vẫn khôi phục"),
        "look": _("Xem chữ"),
        "drop": _("Bỏ đi"),
        "refused": _("Máy chủ chưa nhận được bản này: %s Chữ đã viết ở dưới, hãy chép lại."),
        "insecure": _("Trang mở qua kết nối không mã hóa nên máy này không giữ hộ phần chưa lưu."),
        "full": _("Trình duyệt đã đầy nên không giữ hộ được phần chưa lưu; hãy lưu bài ngay."),
    }
    return format_html(
        '<script type="module" src="{}" data-kept-drafts="{}" data-session="{}" data-login="{}"'
        ' data-words="{}"></script>',
        static("js/session.js"),
        static("js/kept-drafts.js"),
        reverse("editing_session"),
        reverse("wagtailadmin_login"),
        json.dumps(words, ensure_ascii=False),
    )
