#!/usr/bin/env python
"""Django's command line, for the environment that SITE_ENV names."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured

from site_ldld import settings_module


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings_module(default="development"))
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    try:
        main()
    except ImproperlyConfigured as error:
        sys.exit(str(error))
