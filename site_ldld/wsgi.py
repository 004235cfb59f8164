"""The WSGI application that the server runs.

Without SITE_ENV it starts as production: a server that was set up in a hurry
refuses to start without its secrets rather than run with development's.
"""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from site_ldld import settings_module

os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings_module(default="production"))

try:
    django_application = get_wsgi_application()
except ImproperlyConfigured as error:
    sys.exit(str(error))

from analytics import recording
from analytics.endpoint import VisitEndpoint

recording.in_own_thread()
application = VisitEndpoint(django_application)
