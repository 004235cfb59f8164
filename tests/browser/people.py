"""Who visits the site in these tests, as options of a browser context."""

CONTRIBUTOR = "cong-tac-vien"
EDITOR = "bien-tap-vien"
TRANSLATOR = "nguoi-dich"
BOARD = "ban-bien-tap"

CHROME = "Chrome/140.0.0.0"
DESKTOP = {
    "viewport": {"width": 1280, "height": 800},
    "locale": "vi-VN",
    "user_agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
    f"{CHROME} Safari/537.36",
}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "locale": "vi-VN",
    "is_mobile": True,
    "has_touch": True,
    "user_agent": "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    f"{CHROME} Mobile Safari/537.36",
}
ROBOT = {
    **DESKTOP,
    "user_agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
}
