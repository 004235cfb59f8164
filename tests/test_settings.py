"""The settings refuse to start half-configured, and say what to do in one sentence each."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SECRETS = {
    "SITE_ENV": "production",
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": "congdoan.example.vn",
    "BASE_URL": "https://congdoan.example.vn",
}


def manage(*arguments, tmp_path, **environment):
    """Run manage.py in a process of its own, with nothing but `environment`."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path / "data"), **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_production_starts_with_its_secrets(tmp_path):
    done = manage("check", tmp_path=tmp_path, **SECRETS)
    assert done.returncode == 0, done.stderr


def test_the_checks_for_a_server_find_nothing(tmp_path):
    key = secrets.token_urlsafe(50)
    given = {**SECRETS, "SECRET_KEY": key, "TRUSTED_PROXIES": "127.0.0.1"}
    done = manage("check", "--deploy", "--fail-level", "WARNING", tmp_path=tmp_path, **given)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "System check identified no issues (3 silenced).\n"


def test_a_page_asked_for_without_https_is_led_to_https_and_health_is_not(tmp_path):
    given = {**SECRETS, "TRUSTED_PROXIES": "127.0.0.1"}
    code = (
        "from django.test import Client; client = Client(headers={'host': 'congdoan.example.vn'}); "
        "print(client.get('/robots.txt').headers['Location']); "
        "print(client.get('/robots.txt', headers={'x-forwarded-proto': 'https'}).status_code); "
        "print('Location' in client.get('/healthz/').headers)"
    )
    done = manage("shell", "--no-imports", "-c", code, tmp_path=tmp_path, **given)
    https = "https://congdoan.example.vn/robots.txt"
    assert done.stdout.split() == [https, "200", "False"], done.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL"])
def test_production_without_a_secret_stops_with_one_sentence(name, tmp_path):
    given = {key: value for key, value in SECRETS.items() if key != name}
    done = manage("check", tmp_path=tmp_path, **given)
    assert done.returncode != 0
    assert done.stderr.startswith(f"Hãy đặt {name}")
    assert len(done.stderr.strip().splitlines()) == 1


def test_production_refuses_a_short_secret_key(tmp_path):
    done = manage("check", tmp_path=tmp_path, **{**SECRETS, "SECRET_KEY": "short"})
    assert done.returncode != 0
    assert "SECRET_KEY quá ngắn" in done.stderr


def test_production_has_no_demo_logins(tmp_path):
    code = "from django.conf import settings; print(settings.DEMO_PASSWORD, settings.DEBUG)"
    done = manage("shell", "--no-imports", "-c", code, tmp_path=tmp_path, **SECRETS)
    assert done.stdout.strip() == "None False"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "khong-phai-dia-chi"),
        ("DATABASE_URL", "mysqll://root@127.0.0.1/site"),
        ("CACHE_URL", "khong-phai-dia-chi"),
        ("EMAIL_URL", "khong-phai-dia-chi"),
        ("PORT", "tám nghìn"),
        ("WEB_WORKERS", "nhiều"),
        ("TRUSTED_PROXIES", "10.0.0.300"),
    ],
)
def test_a_value_that_cannot_be_read_stops_with_one_sentence(name, value, tmp_path):
    done = manage("check", tmp_path=tmp_path, SITE_ENV="development", **{name: value})
    assert done.returncode != 0
    assert name in done.stderr and "Hãy" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_environment_stops_with_one_sentence(tmp_path):
    done = manage("check", tmp_path=tmp_path, SITE_ENV="prodution")
    assert done.returncode != 0
    assert "SITE_ENV='prodution'" in done.stderr


def test_a_data_folder_that_cannot_be_made_stops_with_one_sentence(tmp_path):
    (tmp_path / "data").write_text("a file is in the way")
    done = manage("check", tmp_path=tmp_path, SITE_ENV="development")
    assert done.returncode != 0
    assert "DATA_DIR" in done.stderr and "Traceback" not in done.stderr


def test_serve_says_what_to_do_when_the_port_is_taken(tmp_path):
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = manage("serve", tmp_path=tmp_path, SITE_ENV="development", PORT=port)
    assert done.returncode != 0
    assert f"cổng {port}" in done.stderr and "make run" in done.stderr
    assert not (tmp_path / "data" / "site.sqlite3").exists()


def test_serve_says_what_to_do_when_the_database_does_not_answer(tmp_path):
    done = manage(
        "serve",
        tmp_path=tmp_path,
        SITE_ENV="development",
        PORT="0",
        DATABASE_URL="postgres://nobody:none@127.0.0.1:1/none",
    )
    assert done.returncode != 0
    assert "DATABASE_URL" in done.stderr and "Traceback" not in done.stderr


def test_the_server_without_an_environment_starts_as_production(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", "import site_ldld.wsgi"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode != 0
    assert "Hãy đặt SECRET_KEY" in done.stderr


def test_a_python_that_is_too_old_stops_with_one_sentence_and_makes_nothing(tmp_path):
    old = tmp_path / "python3.9"
    old.write_text('#!/bin/sh\n[ "$1" = "--version" ] && echo "Python 3.9.2" && exit 0\nexit 1\n')
    old.chmod(0o755)
    for name in ("Makefile", "requirements.txt"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    done = subprocess.run(
        ["make", f"PYTHON={old}", "run"], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert done.returncode != 0
    assert done.stderr.startswith("Cần Python 3.11 trở lên") and "Python 3.9.2" in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_a_redis_that_is_away_is_borne(tmp_path):
    code = (
        "from django.core.cache import caches; "
        "print([caches[name].get('x', 'none') for name in ('default', 'pages')])"
    )
    given = {"SITE_ENV": "development", "CACHE_URL": "redis://127.0.0.1:1/0"}
    done = manage("shell", "--no-imports", "-c", code, tmp_path=tmp_path, **given)
    assert done.stdout.strip() == "['none', 'none']", done.stderr
