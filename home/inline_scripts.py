"""Wagtail's widgets write scripts into the page; here they become data that a file of ours reads.

The admin's Content-Security-Policy runs no script that is written into a page: one in a text that
an editor typed would do whatever its reader may do. Choosers, dates and rows that can be added
begin with such a script, each with other arguments, so that no hash names them all. What the page
then holds is the name and the arguments, as `static/js/admin-starts.js` expects them.
"""

import json
import re

from django.urls import reverse
from django.utils.html import format_html

# `new ImageChooser("id_main_image", {…});` and `initDateChooser("id_date", {…});`
WIDGET = re.compile(r"<script>(?:new )?(\w*Chooser)\(([^<]*)\);</script>")
# `(function() { var panel = new InlinePanel(JSON.parse("…")); })();`
PANEL = re.compile(
    r"<script>\s*\(function\(\) {\s*var panel = "
    r'new (InlinePanel|MultipleChooserPanel)\(JSON\.parse\(("[^"<]*")\)\);\s*'
    r"}\)\(\);\s*</script>"
)


class InlineScriptMiddleware:
    """Turns these scripts into data in what the admin answers, be it a page or a part of one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_admin = request.path.startswith(reverse("wagtailadmin_home"))
        if is_admin and not response.streaming and b"<script>" in response.content:
            self._rewrite(response)
        return response

    def _rewrite(self, response):
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        if kind == "text/html":
            response.content = without_scripts(response.text)
        elif kind == "application/json":
            response.content = json.dumps(_without_scripts_inside(json.loads(response.content)))


def without_scripts(html):
    """Return `html` with the scripts of Wagtail's widgets as data; any other stays as it is."""
    html = WIDGET.sub(lambda found: _as_data(found[0], found[1], f"[{found[2]}]"), html)
    return PANEL.sub(lambda found: _as_data(found[0], found[1], found[2], is_text=True), html)


def _as_data(script, name, arguments, is_text=False):
    """Return the element that stands for `script`, or `script` itself if these are no arguments.

    `arguments` is JSON; with `is_text` it is a text that holds the one argument as JSON.
    """
    try:
        given = json.loads(arguments)
        given = [json.loads(given)] if is_text else given
    except ValueError:
        return script
    return format_html(
        '<script type="application/json" data-starts="{}" data-with="{}"></script>',
        name,
        json.dumps(given, ensure_ascii=False),
    )


def _without_scripts_inside(value):
    if isinstance(value, str):
        return without_scripts(value)
    if isinstance(value, list):
        return [_without_scripts_inside(item) for item in value]
    if isinstance(value, dict):
        return {key: _without_scripts_inside(item) for key, item in value.items()}
    return value
