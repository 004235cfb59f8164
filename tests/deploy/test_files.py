"""The files of deploy/ and their documentation agree with each other and with the code."""

import ast
import os
import re
import shutil
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import get_commands

from articles.images.forms import AttachmentFileField, PhotoFileField

from .server import DEPLOY, ROOT, example_variables, read_unit, service_options

UNITS = [
    "site-ldld.service",
    "site-ldld-photos.service",
    "site-ldld-schedule.service",
    "site-ldld-schedule.timer",
    "site-ldld-visits.service",
    "site-ldld-visits.timer",
]
OPERATORS_GUIDE = ROOT / "docs" / "van-hanh.md"
# Read by development's settings only; a server has no use for it.
ONLY_DEVELOPMENT = {"DEBUG"}


def variables_the_code_reads():
    """Return the names of all environment variables that the site's own code asks for."""
    sources = [ROOT / "manage.py"]
    for package in ROOT.glob("*/__init__.py"):
        if package.parent.name != "tests":
            sources += package.parent.rglob("*.py")
    return {name for source in sources for name in _variables_read_in(source.read_text())}


def _variables_read_in(source):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args and _is_reader(ast.unparse(node.func)):
            argument = node.args[0]
        elif isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
            argument = node.slice
        else:
            continue
        if isinstance(argument, ast.Constant) and re.fullmatch("[A-Z_]+", str(argument.value)):
            yield argument.value


def _is_reader(function):
    return function in {"read", "os.environ.get", "os.getenv"} or function.startswith("env.")


def documented_variables():
    """Return the names in the README's table of environment variables."""
    text = (ROOT / "README.md").read_text()
    section = text.split("## Environment variables")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `([A-Z_]+)` \|", section, re.MULTILINE))


def test_the_readme_lists_every_variable_that_the_code_reads_and_no_other():
    read = variables_the_code_reads() - {"DJANGO_SETTINGS_MODULE"}
    assert {"SITE_ENV", "SECRET_KEY", "TRUSTED_PROXIES"} <= read
    assert documented_variables() == read


def test_the_example_names_every_variable_of_the_readme():
    assert set(example_variables()) == documented_variables() - ONLY_DEVELOPMENT


def test_the_example_explains_every_variable_before_it():
    paragraphs = (DEPLOY / "site-ldld.env.example").read_text().strip().split("\n\n")
    for paragraph in paragraphs[1:] if "=" not in paragraphs[0] else paragraphs:
        *comments, assignment = paragraph.splitlines()
        assert "=" in assignment
        assert comments and all(line.startswith("# ") for line in comments)


def test_the_example_asks_for_the_secret_and_holds_none():
    assert example_variables(commented=False)["SECRET_KEY"] == ""


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_file_says_what_it_does(name):
    unit = read_unit(name)
    assert dict(unit["Unit"])["Description"]
    assert not any(value.strip() != value for options in unit.values() for _name, value in options)


def test_systemd_understands_every_line_of_the_units(tmp_path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is missing: install systemd")
    for name in UNITS:
        text = (DEPLOY / name).read_text()
        text = text.replace("/opt/site-ldld/.venv/bin", os.path.join(sys.prefix, "bin"))
        text = re.sub("^(User|Group)=site-ldld$", r"\1=root", text, flags=re.MULTILINE)
        (tmp_path / name).write_text(text)
    units = [str(tmp_path / name) for name in UNITS]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", *units],
        capture_output=True,
        text=True,
        timeout=60,
    )
    complaints = [line for line in done.stderr.splitlines() if str(tmp_path) in line]
    assert (done.returncode, complaints) == (0, []), done.stderr


@pytest.mark.parametrize("name", [name for name in UNITS if name.endswith(".service")])
def test_every_service_is_confined_like_the_site(name):
    site, service = (
        [
            # The site alone starts LibreOffice, in a network of its own.
            (key, "yes" if key == "RestrictNamespaces" else value)
            for key, value in read_unit(unit)["Service"]
            if key[0] in "CLNPRSU" and not _own((key, value))
        ]
        for unit in ("site-ldld.service", name)
    )
    assert service == site
    assert ("ProtectSystem", "strict") in site


def test_the_site_alone_may_make_a_network_that_leads_nowhere():
    for name in (name for name in UNITS if name.endswith(".service")):
        allowed = "user net" if name == "site-ldld.service" else "yes"
        assert ("RestrictNamespaces", allowed) in read_unit(name)["Service"]


def _own(pair):
    return pair[0] in {"Nice", "Restart", "RestartSec"}


def test_every_management_command_named_for_the_operator_exists():
    named = set()
    for path in DEPLOY.iterdir():
        named |= set(re.findall(r"manage\.py ([a-z_]{3,})", path.read_text()))
    named |= set(re.findall(r"^(?:sudo )?site-ldld ([a-z_]+)", OPERATORS_GUIDE.read_text(), re.M))
    assert {"migrate", "make_photo_sizes", "publish_due", "createsuperuser"} <= named
    assert named <= set(get_commands())


MEBIBYTE = 1024 * 1024
# In the editors' guide: (setting, form field, where nginx takes it).
LIMITS = {
    "Ảnh": ("WAGTAILIMAGES_MAX_UPLOAD_SIZE", PhotoFileField, "/admin/images/"),
    "Tệp": ("WAGTAILDOCS_MAX_UPLOAD_SIZE", AttachmentFileField, "/admin/documents/"),
}


@pytest.mark.parametrize("kind", LIMITS)
def test_each_kind_of_upload_has_one_limit_everywhere(kind):
    setting, field, place = LIMITS[kind]
    limit = getattr(settings, setting)
    form, said = field(), f"tối đa {limit // MEBIBYTE}"
    assert limit % MEBIBYTE == 0 and form.widget.attrs["data-largest"] == limit
    assert form.max_upload_size == form.largest["bytes"] == limit
    for text in (form.help_text, form.largest["refusal"], form.widget.attrs["data-too-large"]):
        assert f"{said},0\N{NO-BREAK SPACE}MB" in text
    # With one more for the form around the file.
    assert nginx_limit(place) == limit // MEBIBYTE + 1
    guide = (ROOT / "docs" / "bien-tap.md").read_text()
    assert f"{said} MB" in guide.split(f"\n## {kind}\n")[1].split("\n## ")[0]


def nginx_limit(place):
    """Return how many mebibytes nginx takes at the address `place`."""
    block = (DEPLOY / "nginx.conf").read_text().split(f"location {place} {{")[1].split("}")[0]
    return int(re.search(r"client_max_body_size (\d+)m;", block)[1])


def test_nginx_shows_the_stored_folders_that_the_site_shows():
    text = (DEPLOY / "nginx.conf").read_text()
    folders = re.findall(r"\^/media/\(\?:([a-z_|-]+)\)/", text)
    assert folders == ["|".join(settings.SHOWN_MEDIA_FOLDERS)] * 2


def test_the_manage_script_runs_a_command_with_the_services_settings(tmp_path):
    (tmp_path / "env").write_text(
        f"SECRET_KEY='{'bí mật ' * 12}'\nALLOWED_HOSTS=a.vn\nBASE_URL=https://a.vn\n"
        f"DATA_DIR='{tmp_path}'\n"
    )
    script = (DEPLOY / "site-ldld").read_text()
    script = re.sub(r"setpriv --[^.]*", "", script).replace("/etc/site-ldld.env", f"{tmp_path}/env")
    script = script.replace(".venv/bin/python", sys.executable)
    script = script.replace("/opt/site-ldld", str(ROOT))
    code = "from django.conf import settings; print(settings.BASE_URL, settings.DEMO_PASSWORD)"
    done = subprocess.run(
        ["sh", "-c", script, "site-ldld", "shell", "--no-imports", "-c", code],
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stdout.strip() == "https://a.vn None", done.stderr


def test_no_file_names_an_address_or_folder_of_the_machine_it_was_written_on():
    for path in [*DEPLOY.iterdir(), *(ROOT / "docs").glob("*.md"), ROOT / "README.md"]:
        text = path.read_text()
        assert "/work/" not in text and "/root/" not in text
        addresses = set(re.findall(r"\b\d+\.\d+\.\d+\.\d+\b", text))
        assert addresses <= {"127.0.0.1"}, path


def test_granian_listens_on_this_machine_only():
    command = service_options("site-ldld.service", "ExecStart")[0]
    assert "--interface wsgi" in command and "--host 127.0.0.1" in command
