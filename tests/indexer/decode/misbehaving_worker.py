"""A worker for tests: the real one, but files of certain names make it go wrong."""

import json
import os
import signal
import struct
import sys
from dataclasses import replace

from indexer.decode import channel, worker
from indexer.decode.decoder import Decoder
from indexer.decode.source import Source
from indexer.decode.types import Confinement, Decoded, Job

MIB = 1024 * 1024
VIEW = {
    "key": 1,
    "content_hash": "00" * 32,
    "size": 5,
    "mtime_ns": 0,
    "width": 5,
    "height": 5,
    "kind": "jpeg",
    "metadata": {"orientation": 1},
    "view": [5, 5],
}
honest = Decoder.decode


def decode(decoder: Decoder, job: Job, source: Source) -> Decoded:
    name = os.path.basename(job.path)  # noqa: PTH119 - also for names that are no paths
    if name.startswith("crash"):
        os.kill(os.getpid(), signal.SIGSEGV if hasattr(signal, "SIGSEGV") else signal.SIGTERM)
    if name.startswith("hang"):
        while True:
            pass
    if name.startswith("eat"):
        bytearray(1 << 40)
    if name.startswith("gorge"):
        eaten = []
        while True:
            eaten.append(bytearray(16 * MIB))
    if name.startswith("lie"):
        lie(name)
    result = honest(decoder, job, source)
    if name.startswith("forge"):
        field = name.removeprefix("forge-").removesuffix(".png")
        return replace(result, **{field: getattr(result, field) + 1})
    return result


def lie(name: str) -> None:
    answers = {
        "lie-nonsense": b"what?" * 100,
        "lie-long": struct.pack(">4sII", b"PTF1", 2, 0xFFFFFFFF) + b"{}",
        "lie-key": frame({"key": 12345, "cause": "damaged", "reason": "x"}),
        "lie-list": frame([1, 2]),
        "lie-cause": frame({"key": 1, "cause": "boredom", "reason": "x"}),
        "lie-reason": frame({"key": 1, "cause": "damaged", "reason": "two\nlines"}),
        "lie-silent": b"",
        "lie-view": frame(VIEW, b"too short"),
    }
    os.write(replies, answers[name])
    os._exit(0)


def frame(header: object, body: bytes = b"") -> bytes:
    text = json.dumps(header).encode()
    return struct.pack(">4sII", b"PTF1", len(text), len(body)) + text + body


if __name__ == "__main__":
    replies = os.dup(1)
    Decoder.decode = decode  # type: ignore[method-assign]
    if "--unconfined" in sys.argv:
        worker.confine = lambda *_: Confinement(seccomp=False, landlock=0)
    if "--pipes" in sys.argv:
        channel.WITH_DESCRIPTORS = False
    if "--stillborn" in sys.argv:
        sys.exit(1)
    worker.main()
