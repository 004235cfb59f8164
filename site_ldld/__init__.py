"""The project: wires the apps together and holds nothing of its own."""

import os

ENVIRONMENTS = ("development", "production", "test")


def settings_module(default):
    """Return the dotted name of the settings that SITE_ENV asks for.

    Stops the process with one sentence when SITE_ENV names no environment.
    """
    name = os.environ.get("SITE_ENV") or default
    if name not in ENVIRONMENTS:
        raise SystemExit(
            f"SITE_ENV={name!r} không có. Hãy đặt SITE_ENV là một trong: {', '.join(ENVIRONMENTS)}."
        )
    return f"site_ldld.settings.{name}"
