"""The site as readers meet it: every kind of page, on a desk and in a hand, light and dark."""

from .camera import ARTICLE, open_page, save

WIDTHS = {1280: 860, 390: 844}
PAGES = {
    "trang-chu": "/",
    "chuyen-muc": "/hoat-dong-cong-doan/",
    "bai-viet": ARTICLE,
    "chum-anh": "/hoat-dong-cong-doan/cong-doan-co-so/mot-ca-lam-viec-o-cang-nghi-son/",
    "tac-gia": "/tac-gia/pham-thi-huong/",
    "don-vi": "/don-vi/ban-tuyen-giao-nu-cong/",
    "dong-su-kien": "/dong-su-kien/tet-sum-vay/",
    "tim-kiem": "/tim-kiem/?q=doi+thoai",
    "luu-tru": "/luu-tru/",
    "co-cau-to-chuc": "/co-cau-to-chuc/",
    "lien-he": "/lien-he/",
    "so-do-trang": "/so-do-trang/",
    "khong-tim-thay": "/khong-co-trang-nay/",
    "tieng-anh": "/en/",
}


def take_all(browser, address, wanted):
    for width, height in WIDTHS.items():
        for scheme in ("light", "dark"):
            page = open_page(browser, width, height, color_scheme=scheme)
            suffix = f"{width}-toi" if scheme == "dark" else str(width)
            for name, path in PAGES.items():
                if wanted(name):
                    page.goto(address + path)
                    save(page, f"{name}-{suffix}.webp")
            page.close()
