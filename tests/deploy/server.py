"""Runs what deploy/ holds as a server would, in a folder and on ports of its own."""

import configparser
import http.client
import os
import pwd
import re
import shlex
import shutil
import socket
import ssl
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
HOST = "congdoan.example.vn"
# The address of whoever asks nginx.
READER = "127.0.0.2"
# Debian keeps servers where the PATH of ordinary users does not look.
PATH = os.pathsep.join([os.environ["PATH"], "/usr/sbin", "/sbin"])

NGINX = shutil.which("nginx", path=PATH)
OPENSSL = shutil.which("openssl", path=PATH)


class UnitParser(configparser.RawConfigParser):
    """Reads a systemd unit: names keep their case, a name given again adds a line."""

    def __init__(self):
        super().__init__(strict=False, comment_prefixes=("#",), delimiters=("=",))

    def optionxform(self, optionstr):
        return optionstr


def read_unit(name):
    """Return {section: [(option, value), …]} of the unit file deploy/`name`."""
    sections, section = {}, None
    text = (DEPLOY / name).read_text().replace("\\\n", " ")
    UnitParser().read_string(text)
    for line in text.splitlines():
        if line.startswith("["):
            section = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            section.append(tuple(line.split("=", 1)))
    return sections


def service_options(name, option):
    """Return all values of `option` in the [Service] section of deploy/`name`."""
    return [value for key, value in read_unit(name)["Service"] if key == option]


def example_variables(commented=True):
    """Return {name: value} of site-ldld.env.example, with or without those behind a `#`."""
    text = (DEPLOY / "site-ldld.env.example").read_text()
    pattern = r"^(?:# )?([A-Z_]+)=(.*)$" if commented else r"^([A-Z_]+)=(.*)$"
    return dict(re.findall(pattern, text, re.MULTILINE))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, process, seconds=60):
    """Wait until something listens on `port`, or fail with what `process` said."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    process.kill()
    raise AssertionError(process.communicate()[0].decode())


def stop(process):
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()


class Site:
    """The site as site-ldld.service runs it, with its data in `folder`."""

    def __init__(self, folder):
        self.folder = folder
        self.port = free_port()
        self.environment = {"PATH": os.environ["PATH"]}
        for line in service_options("site-ldld.service", "Environment"):
            self.environment.update(pair.split("=", 1) for pair in line.split())
        for name, value in example_variables(commented=False).items():
            self.environment[name] = shlex.split(value)[0] if value else ""
        self.environment.update(
            DATA_DIR=str(folder), PORT=str(self.port), SECRET_KEY="khóa-chỉ-để-thử-" * 4
        )

    def prepare(self):
        """Run every ExecStartPre."""
        for command in service_options("site-ldld.service", "ExecStartPre"):
            subprocess.run(self.arguments(command), check=True, **self.surroundings())

    def start(self):
        command = service_options("site-ldld.service", "ExecStart")[0]
        self.process = subprocess.Popen(
            self.arguments(command),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            **self.surroundings(),
        )
        wait_for(self.port, self.process)

    def arguments(self, command):
        """Return the words of a command line of the unit, with variables and paths filled in."""
        command = re.sub(r"\$\{(\w+)\}", lambda name: self.environment[name[1]], command)
        return shlex.split(
            command.replace("/opt/site-ldld/.venv/bin", str(Path(sys.prefix, "bin")))
        )

    def surroundings(self):
        umask = int(service_options("site-ldld.service", "UMask")[0], 8)
        return {"cwd": ROOT, "env": self.environment, "umask": umask}


class Nginx:
    """Debian's nginx with deploy/nginx.conf, in front of `site`."""

    def __init__(self, site):
        self.site = site
        self.folder = site.folder / "nginx"
        # As Debian has them, in the nginx.conf around the site's.
        self.logs = self.folder / "logs"
        self.http, self.https = free_port(), free_port()

    def configure(self):
        self.folder.mkdir()
        self.logs.mkdir()
        self._make_certificate()
        (self.folder / "site.conf").write_text(self._site_configuration())
        (self.folder / "nginx.conf").write_text(self._surrounding_configuration())

    def command(self, *arguments):
        folder = str(self.folder)
        return [NGINX, "-p", folder, "-c", f"{folder}/nginx.conf", "-e", "stderr", *arguments]

    def start(self):
        self.process = subprocess.Popen(
            self.command(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        wait_for(self.https, self.process)

    def get(self, path, method="GET", body=None, **headers):
        """Return (response, its body as bytes) over HTTPS; `path` is sent as it stands."""
        unverified = ssl.create_default_context()
        unverified.check_hostname, unverified.verify_mode = False, ssl.CERT_NONE
        # Like any reader, from an address that is no trusted proxy.
        connection = http.client.HTTPSConnection(
            "127.0.0.1", self.https, context=unverified, source_address=(READER, 0)
        )
        return ask(connection, path, method, body, headers)

    def get_http(self, path):
        """Return (response, body) over plain HTTP."""
        connection = http.client.HTTPConnection("127.0.0.1", self.http, source_address=(READER, 0))
        return ask(connection, path, "GET", None, {})

    def _site_configuration(self):
        text = (DEPLOY / "nginx.conf").read_text()
        text = re.sub(r"^\s*listen \[::\].*\n", "", text, flags=re.MULTILINE)
        return (
            text.replace("/var/log/nginx", str(self.logs))
            .replace("listen 80;", f"listen 127.0.0.1:{self.http};")
            .replace("listen 443 ", f"listen 127.0.0.1:{self.https} ")
            .replace("127.0.0.1:8000", f"127.0.0.1:{self.site.port}")
            .replace("/var/lib/nginx/site-ldld", f"{self.folder}/pages")
            .replace("/var/lib/site-ldld", str(self.site.folder))
            .replace(f"/etc/letsencrypt/live/{HOST}", str(self.folder))
        )

    def _surrounding_configuration(self):
        parts = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        temporary = "\n".join(f"{part}_temp_path {self.folder}/{part};" for part in parts)
        return f"""
            {"user www-data;" if os.geteuid() == 0 and _exists("www-data") else ""}
            daemon off;
            pid {self.folder}/nginx.pid;
            error_log stderr;
            events {{}}
            http {{
                include /etc/nginx/mime.types;
                default_type application/octet-stream;
                access_log {self.logs}/access.log;
                error_log {self.logs}/error.log;
                {temporary}
                include {self.folder}/site.conf;
            }}
        """

    def _make_certificate(self):
        key, certificate = self.folder / "privkey.pem", self.folder / "fullchain.pem"
        subprocess.run(
            [
                *[OPENSSL, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"],
                *["-subj", f"/CN={HOST}", "-keyout", key, "-out", certificate],
            ],
            check=True,
            capture_output=True,
        )


def ask(connection, path, method, body, headers):
    try:
        connection.request(method, path, body, {"Host": HOST, **headers})
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def ask_granian(site, path, method="GET", body=None, **headers):
    """Return (response, body) from Granian itself, as nginx asks it."""
    headers = {"X-Forwarded-Proto": "https", **headers}
    connection = http.client.HTTPConnection("127.0.0.1", site.port)
    return ask(connection, path, method, body, headers)


def _exists(user):
    try:
        return bool(pwd.getpwnam(user))
    except KeyError:
        return False
