"""The site as it is served, by a clock that a file in DATA_DIR sets: seconds ahead of the real."""

import os
import time
from pathlib import Path

from analytics import clock

SHIFT = Path(os.environ["DATA_DIR"]) / "shift"


class ShiftedTime:
    """The module `time`, as the counter's clock uses it."""

    CLOCK_MONOTONIC = time.CLOCK_MONOTONIC
    clock_gettime_ns = staticmethod(time.clock_gettime_ns)

    @staticmethod
    def time_ns():
        """Return the present, shifted."""
        return time.time_ns() + int(float(SHIFT.read_text()) * 1e9)


clock.time = ShiftedTime

from site_ldld.wsgi import application  # noqa: E402, F401 - counts from its import on
