"""The decoder process: jobs come in by standard input, results go out the same way.

It is told its limits first, loads and tries all that it will need, gives up its rights, says
that it is ready, and then answers one job after another until its input ends. It opens no file:
those it is to read are handed to it.
"""

from __future__ import annotations

import os
import sys
import warnings
from typing import BinaryIO

from PIL import Image

from indexer.decode.channel import Reader, worker_input
from indexer.decode.confine import Alarm, fence_in, give_up_rights
from indexer.decode.decoder import Decoder
from indexer.decode.errors import PictureError
from indexer.decode.frames import Header, read_frame, write_frame
from indexer.decode.handing import from_frame
from indexer.decode.messages import job_from_frame, ready, result_to_frame
from indexer.decode.rehearsal import rehearse
from indexer.decode.source import MAX_SIDECAR
from indexer.decode.troubles import explain
from indexer.decode.types import Cause, Confinement, Decoded, Failed, Limits, Scheduling

_MAX_HELLO = 0


def serve(requests: Reader, replies: BinaryIO) -> None:
    """Answer jobs until the input ends, or until memory has run out once."""
    greeting = read_frame(requests, _MAX_HELLO)
    if greeting is None:
        return
    limits = Limits(**greeting[0]["limits"])
    decoder, alarm = Decoder(limits), Alarm(limits)
    confinement = confine(greeting[0], limits, decoder)
    write_frame(replies, ready(os.getpid(), confinement))
    while (frame := read_frame(requests, limits.file_bytes + MAX_SIDECAR)) is not None:
        with alarm:
            result = _answer(decoder, *frame, requests.take_descriptors())
        write_frame(replies, *result_to_frame(result))
        if isinstance(result, Failed) and result.cause is Cause.OUT_OF_MEMORY:
            # What a library left half done after a failed allocation is not to be trusted.
            return
        del result  # a view is large, and the next picture needs the room


def confine(greeting: Header, limits: Limits, decoder: Decoder) -> Confinement:
    """Accept the limits, load all that may be needed, and give up all rights."""
    fence_in(limits, greeting["niceness"], Scheduling(greeting["scheduling"]), greeting["parent"])
    rehearse(decoder)
    return give_up_rights(limits)


def _answer(
    decoder: Decoder, header: Header, body: bytes, descriptors: list[int]
) -> Decoded | Failed:
    job = job_from_frame(header, body)
    try:
        return decoder.decode(job, from_frame(header, body, descriptors, job))
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
    requests = worker_input()
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library prints must not get among the frames.
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        os.dup2(silence, stream.fileno())
    try:
        serve(requests, replies)
    except BrokenPipeError:
        # Nobody is there any more to tell.
        os._exit(0)


if __name__ == "__main__":
    main()
