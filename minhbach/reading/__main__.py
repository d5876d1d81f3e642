"""The reading child: `python -m minhbach.reading LIMITS_AS_JSON`, requests on stdin, answers on stdout.

A request is a line of JSON. An answer is a letter (J: JSON, B: bytes, R: refusal), the length as eight bytes,
and the content. Before it there may be words of progress (P: pages of a scan read, pages to read) and pages
to keep (K: a line of text); where the time of a run does not do for all pages the answer is U. Started by
`minhbach.reading.sandbox` and by nothing else.
"""

from __future__ import annotations

import json
import os
import resource
import struct
import sys
import traceback

from minhbach.reading.limits import MEGABYTE, Limits
from minhbach.reading.refusals import refuse
from minhbach.reading.shapes import Refusal
from minhbach.reading.watching import Unfinished, Watch

_HEAD = struct.Struct(">cQ")
_OPEN_FILES = 64
_GRACE = 5  # seconds of processor time beyond the wall clock, which comes first as a rule


def main() -> int:
    """Serve requests until stdin ends."""
    limits = Limits(**json.loads(sys.argv[1]))
    _bound(limits)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # no library's chatter may get into the answers

    def say(kind: bytes, content: bytes) -> None:
        out.write(_HEAD.pack(kind, len(content)))
        out.write(content)
        out.flush()

    def progress(done: int, count: int) -> None:
        if not done:
            _bound_time(limits.seconds + limits.ocr_seconds)
        say(b"P", _json((done, count)))

    watch = Watch(progress, lambda line: say(b"K", line.encode("utf-8", "replace") + b"\n"))
    for line in sys.stdin.buffer:
        _bound_time(limits.seconds)
        say(*_served(line, limits, watch))
    return 0


def _served(line: bytes, limits: Limits, watch: Watch) -> tuple[bytes, bytes]:
    from minhbach.reading.serving import answer

    try:
        given = answer(json.loads(line), limits, watch)
        return (b"B", given) if isinstance(given, bytes) else (b"J", _json(given))
    except Refusal as refusal:
        return _refused(refusal)
    except Unfinished:
        return b"U", b""
    except MemoryError:
        return b"R", b'{"code": "memory", "sentence": ""}'
    except RecursionError:
        return _refused(refuse("damaged"))
    except Exception:  # a fault of ours: the file is refused, the trace goes to the parent's log
        return _refused(refuse("stopped"), traceback.format_exc(limit=-6))


def _refused(refusal: Refusal, trace: str = "") -> tuple[bytes, bytes]:
    mark = getattr(refusal, "mark", None)
    return b"R", _json({"code": refusal.code, "sentence": refusal.sentence, "mark": mark, "trace": trace})


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


def _bound(limits: Limits) -> None:
    memory = limits.memory_mb * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES, _OPEN_FILES))


def _bound_time(seconds: int) -> None:
    """A fresh allowance of processor time for every file; a process it starts has the same for itself."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    allowed = int(used.ru_utime + used.ru_stime) + seconds + _GRACE
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.RLIM_INFINITY))


if __name__ == "__main__":
    sys.exit(main())
