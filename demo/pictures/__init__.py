"""The demo site's pictures, drawn by our own code so that no rights of others are touched.

Every drawing is deterministic: the same name gives the same pixels on every run.
"""

from collections.abc import Callable

from PIL import Image

from . import building, events, marks, meetings, nature, routes, tet, work
from .primitives import Canvas

__all__ = ["ALT", "PICTURES", "draw", "draw_badge", "draw_banner", "draw_emblem"]

_SCENES: dict[str, tuple[Callable[[Canvas], None], str]] = {
    "ham-rong": (
        routes.ham_rong,
        "Cầu Hàm Rồng bắc qua sông Mã lúc bình minh, hai chiếc thuyền nhỏ trên mặt nước",
    ),
    "nha-may": (work.nha_may, "Nữ công nhân ngồi may theo từng hàng trong nhà xưởng có cửa sổ lớn"),
    "xay-dung": (
        building.xay_dung,
        "Ba công nhân đội mũ bảo hộ trên công trường có cần cẩu tháp lúc hoàng hôn",
    ),
    "hoi-nghi": (
        meetings.hoi_nghi,
        "Hội trường nhìn từ phía sau đại biểu, sân khấu có phông đỏ, sao vàng và bục phát biểu",
    ),
    "hien-mau": (
        events.hien_mau,
        "Giọt máu đỏ mang hình trái tim phía trên hai bàn tay đang nâng đỡ",
    ),
    "bien-sam-son": (
        nature.bien_sam_son,
        "Bè mảng căng buồm trên biển Sầm Sơn lúc mặt trời mọc, chiếc thuyền thúng trên bãi cát",
    ),
    "khu-nha-o": (
        building.khu_nha_o,
        "Khu nhà ở công nhân buổi tối, nhiều ô cửa sáng đèn, một gia đình đi trên lối vào",
    ),
    "tet-sum-vay": (
        tet.tet_sum_vay,
        "Cành đào nở hoa, đèn lồng đỏ, mâm bánh chưng và ấm trà ngày Tết",
    ),
    "nu-cong": (
        work.nu_cong,
        "Ba nữ lao động: thợ may ôm vải, người mặc áo dài cầm hoa, kỹ sư đội mũ bảo hộ",
    ),
    "an-toan": (building.an_toan, "Mũ bảo hộ, kính, găng tay, giày bảo hộ và biển cảnh báo điện"),
    "hoi-thao": (
        events.hoi_thao,
        "Trận bóng chuyền tại hội thao: một vận động viên đập bóng, hai người chắn bên kia lưới",
    ),
    "van-ban": (
        meetings.van_ban,
        "Chiếc cân đặt trên chồng sách luật, bên cạnh là văn bản có dấu và cuốn sổ mở",
    ),
    "doi-thoai": (meetings.doi_thoai, "Hai nhóm ngồi đối diện trao đổi bên chiếc bàn dài"),
    "cang-nghi-son": (
        routes.cang_nghi_son,
        "Tàu công-ten-nơ ở cảng Nghi Sơn lúc chạng vạng, phía sau là tháp của nhà máy lọc dầu",
    ),
    "dong-lua": (
        nature.dong_lua,
        "Nông dân và con trâu trên ruộng lúa bậc thang, xa xa là đồi núi",
    ),
    "hoc-nghe": (
        work.hoc_nghe,
        "Học viên thực hành bên máy khoan trong xưởng dạy nghề, thầy giáo đứng hướng dẫn",
    ),
    "thi-dua": (
        events.thi_dua,
        "Huy chương vàng có ngôi sao, vòng lá nguyệt quế trên nền đỏ toả tia sáng",
    ),
    "trong-cay": (nature.trong_cay, "Đoàn viên xúc đất, tưới nước trồng một cây non"),
    "mai-am": (building.mai_am, "Gia đình bốn người đứng trước ngôi nhà mới mái đỏ"),
    "chuyen-xe": (
        tet.chuyen_xe,
        "Xe khách màu đỏ chở công nhân về quê đón Tết trên con đường qua vùng đồi",
    ),
}

PICTURES: tuple[str, ...] = tuple(_SCENES)
"""The names that `draw` knows."""

ALT: dict[str, str] = {name: alt for name, (_, alt) in _SCENES.items()}
"""A short Vietnamese text alternative for every picture."""


def draw(name: str) -> Image.Image:
    """The named picture, RGB, 1600 × 900; an unknown name raises KeyError."""
    scene, _ = _SCENES[name]
    canvas = Canvas(name)
    scene(canvas)
    return canvas.finish()


def draw_emblem() -> Image.Image:
    """The demo organisation's invented emblem, RGBA, 512 × 512, clear outside the badge."""
    canvas = Canvas("emblem", 512, 512, clear=True)
    marks.emblem(canvas)
    return canvas.finish()


def draw_badge() -> Image.Image:
    """A plain badge for the links to other bodies, RGBA, 256 × 256, clear outside it."""
    canvas = Canvas("badge", 256, 256, clear=True)
    marks.badge(canvas)
    return canvas.finish()


def draw_banner() -> Image.Image:
    """The header landscape, RGB, 2400 × 360; its left 40 % stays dark enough for white text."""
    canvas = Canvas("banner", 2400, 360)
    marks.banner(canvas)
    return canvas.finish()
