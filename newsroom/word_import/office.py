"""Older and other kinds of texts become `.docx` where LibreOffice is installed on the server.

LibreOffice reads the file of a stranger, so it runs with a profile of its own that opens nothing
the file names, without the network where the system allows that, within `limits`.
"""

import shutil
import subprocess
import sys
from functools import cache

from . import limits
from .refusals import Refused

PROGRAM = "soffice"
# No macros, no links to other files or hosts, no questions.
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
  <item oor:path="/org.openoffice.Office.Common/Security/Scripting">
    <prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
    <prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
    <prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
  </item>
  <item oor:path="/org.openoffice.Office.Writer/Content/Update">
    <prop oor:name="Link" oor:op="fuse"><value>0</value></prop>
  </item>
</oor:items>
"""


def is_installed():
    return shutil.which(PROGRAM) is not None


def convert(source, kind, run):
    """Replace the file `source` (a path), of the `kind` that `kinds` found, by a `.docx` of it.

    `run(command, folder, seconds)` runs a command. Raises `Refused`: `kind` itself is the reason
    where there is no LibreOffice.
    """
    if not is_installed():
        raise Refused(kind)
    folder = source.parent
    named = source.rename(folder / f"text.{kind}")
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
    run(_command(named), folder, limits.SECONDS)
    converted = folder / "converted" / "text.docx"
    if not converted.exists():
        raise Refused("unconverted")
    converted.rename(source)


def _command(file):
    """Return the command that writes a `.docx` of `file` to the folder `converted` beside it."""
    return [
        *(sys.executable, "-m", "newsroom.word_import.limits"),
        *without_network(),
        *(shutil.which(PROGRAM), f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"),
        *("--headless", "--norestore", "--nolockcheck", "--convert-to", "docx"),
        *("--outdir", str(file.parent / "converted"), str(file)),
    ]


@cache
def without_network():
    """Return what to put before a command so that it has no network; [] where that is forbidden."""
    for prefix in (["unshare", "--net"], ["unshare", "--user", "--map-current-user", "--net"]):
        if (
            shutil.which("unshare")
            and not subprocess.run(
                [*prefix, "true"], stdin=subprocess.DEVNULL, capture_output=True, check=False
            ).returncode
        ):
            return prefix
    return []
