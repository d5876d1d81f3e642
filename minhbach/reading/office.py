"""Starts LibreOffice on one hostile file: `python -m minhbach.reading.office LIMITS PROGRAM ARGUMENTS`.

Bounds itself, leaves the network, and becomes LibreOffice. Started by `minhbach.reading.libreoffice` alone.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import sys

from minhbach.reading.limits import MEGABYTE, Limits

# What LibreOffice maps without using: its code and fonts. What a file makes it fill counts as data.
_MAPPED = 4
_OPEN_FILES = 512
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # linux/sched.h


def main() -> None:
    limits = Limits(**json.loads(sys.argv[1]))
    memory = limits.memory_mb * MEGABYTE
    size = limits.unzipped_mb * MEGABYTE
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_AS, (_MAPPED * memory, _MAPPED * memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES, _OPEN_FILES))
    _leave_the_network()
    os.execv(sys.argv[2], sys.argv[2:])  # noqa: S606 - the program of `libreoffice`, no words from outside


def _leave_the_network() -> None:
    """A network of its own without any device, where the kernel grants one. Where it does not, the settings
    of the throw-away profile alone keep links and pictures from being fetched."""
    with contextlib.suppress(OSError, AttributeError):
        library = ctypes.CDLL(None, use_errno=True)
        if library.unshare(_NEW_NETWORK) != 0:
            library.unshare(_NEW_USER | _NEW_NETWORK)


if __name__ == "__main__":
    main()
