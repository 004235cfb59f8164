"""How much of the server one import may take; set by the process that does the work, on itself.

`python -m newsroom.word_import.limits COMMAND …` runs another program under the same limits.
"""

import os
import resource
import sys

GIBIBYTE = 1024**3
MEMORY = GIBIBYTE
SECONDS = 60
LARGEST_WRITTEN_FILE = GIBIBYTE // 4


def apply():
    """Limit this process and those it starts: memory, seconds of work, size of a written file."""
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, LARGEST_WRITTEN_FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        _soft, hard = resource.getrlimit(limit)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (most, most))


if __name__ == "__main__":
    apply()
    os.execvp(sys.argv[1], sys.argv[1:])
