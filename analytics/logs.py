"""What the counter logs when its database is away: once, not with every view."""

import logging
import time

logger = logging.getLogger(__name__)

_logged = {}


def log_once_a_minute(message):
    """Log `message` and the present error, once a minute."""
    if time.monotonic() >= _logged.get(message, 0):
        _logged[message] = time.monotonic() + 60
        logger.warning(message, exc_info=True)
