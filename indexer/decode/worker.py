"""The decoder process: jobs in by standard input, results out by standard output.

It is told its limits first, confines itself, says that it is ready, and then answers one
job after another until its input ends. It never writes a file.
"""

from __future__ import annotations

import os
import sys
import warnings
from typing import BinaryIO

from PIL import Image

from indexer.decode.confine import Alarm, confine
from indexer.decode.decoder import Decoder
from indexer.decode.errors import PictureError
from indexer.decode.frames import read_frame, write_frame
from indexer.decode.messages import job_from_frame, result_to_frame
from indexer.decode.troubles import explain
from indexer.decode.types import Cause, Decoded, Failed, Job, Limits

_MAX_HELLO = 0


def serve(requests: BinaryIO, replies: BinaryIO) -> None:
    """Answer jobs until the input ends, or until memory has run out once."""
    greeting = read_frame(requests, _MAX_HELLO)
    if greeting is None:
        return
    limits = Limits(**greeting[0]["limits"])
    confine(limits, greeting[0]["niceness"], greeting[0]["parent"])
    decoder, alarm = Decoder(limits), Alarm(limits)
    write_frame(replies, {"ready": os.getpid()})
    while (frame := read_frame(requests, limits.file_bytes)) is not None:
        with alarm:
            result = _answer(decoder, job_from_frame(*frame))
        write_frame(replies, *result_to_frame(result))
        if isinstance(result, Failed) and result.cause is Cause.OUT_OF_MEMORY:
            # What a library left half done after a failed allocation is not to be trusted.
            return


def _answer(decoder: Decoder, job: Job) -> Decoded | Failed:
    try:
        return decoder.decode(job)
    except PictureError as error:
        return Failed(job.key, error.reason, error.cause)
    except (MemoryError, RecursionError) as error:
        known = explain(error)
        return Failed(job.key, known.reason, known.cause)


def main() -> None:
    """Serve on this process's standard input and output."""
    warnings.simplefilter("ignore")
    # Sizes are checked against our own limits, before anything is decoded.
    Image.MAX_IMAGE_PIXELS = None
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library prints must not get among the frames.
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, sys.stdout.fileno())
    os.dup2(silence, sys.stderr.fileno())
    try:
        serve(sys.stdin.buffer, replies)
    except BrokenPipeError:
        # Nobody is there any more to tell.
        os._exit(0)


if __name__ == "__main__":
    main()
