"""Jobs and results as frames. The parent believes nothing that a worker says unchecked."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np

from indexer.decode.frames import FrameError, Header
from indexer.decode.kinds import SUPPORTED_KINDS
from indexer.decode.regions import box_of, size_of
from indexer.decode.types import (
    MAX_VIEW_PIXELS,
    MIB,
    Cause,
    Confinement,
    Decoded,
    Failed,
    Job,
    Limits,
    Scheduling,
    View,
)
from indexer.decode.vetting import vet_metadata
from indexer.query import Region
from indexer.reports import Picture
from models.preprocess import InputSpec

MAX_INPUT_SIDE = 2048
MAX_THUMBNAIL_SIDE = 4096
_MAX_DIMENSION = 1 << 31
_MAX_REASON = 400
_MAX_INTEGER = 1 << 63


def max_reply(job: Job) -> int:
    """The longest body a worker may answer to this job with, in bytes."""
    pixels = 0 if job.input_spec is None else 3 * job.input_spec.side**2
    thumbnail = 0 if job.thumbnail_side is None else 4 * job.thumbnail_side**2 + MIB
    return pixels + thumbnail + 3 * _most_pixels(job.view)


def _most_pixels(view: View | None) -> int:
    if view is None:
        return 0
    side = view.longest_side
    return MAX_VIEW_PIXELS if side is None else min(MAX_VIEW_PIXELS, side * side)


def check_job(job: Job) -> None:
    """Refuse a job that no worker could do; a mistake of the caller.

    Raises:
        ValueError: sides or the region are out of range.
    """
    spec, side, region = job.input_spec, job.thumbnail_side, job.region
    if spec is not None and not 1 <= spec.side <= MAX_INPUT_SIDE:
        raise ValueError(f"model input of {spec.side} pixels")
    if side is not None and not 1 <= side <= MAX_THUMBNAIL_SIDE:
        raise ValueError(f"a thumbnail of {side} pixels")
    if job.view is not None:
        _check_view(job.view, alone=spec is None and side is None)
    if region is not None and not (
        0 <= region.left < region.right <= 1 and 0 <= region.top < region.bottom <= 1
    ):
        raise ValueError(f"a region that is none: {region}")


def _check_view(view: View, *, alone: bool) -> None:
    if view.longest_side is not None and not 1 <= view.longest_side < _MAX_DIMENSION:
        raise ValueError(f"a view of {view.longest_side} pixels")
    if not alone:
        raise ValueError("a view together with model input or a thumbnail")


def hello(limits: Limits, niceness: int, scheduling: Scheduling, parent: int) -> Header:
    """The first frame a worker gets."""
    return {
        "limits": asdict(limits),
        "niceness": niceness,
        "scheduling": scheduling.value,
        "parent": parent,
    }


def ready(pid: int, confinement: Confinement) -> Header:
    """The first frame a worker sends."""
    return {"ready": pid, "confinement": asdict(confinement)}


def confinement_from(header: Header) -> Confinement | None:
    """What a worker that is ready says of itself; None if it says something else.

    It has seen no photo yet, and is trusted.
    """
    said = header.get("confinement")
    return Confinement(**said) if "ready" in header and isinstance(said, dict) else None


def job_to_frame(job: Job) -> tuple[Header, bytes]:
    """A job as it is sent to a worker."""
    header: Header = {
        "key": job.key,
        "path": job.path,
        "has_data": job.data is not None,
        "input_spec": None if job.input_spec is None else asdict(job.input_spec),
        "thumbnail_side": job.thumbnail_side,
        "region": None if job.region is None else asdict(job.region),
        "metadata": job.metadata,
        "view": None if job.view is None else asdict(job.view),
    }
    return header, job.data or b""


def job_from_frame(header: Header, body: bytes) -> Job:
    """A job as a worker gets it; the parent is trusted."""
    spec, region, view = header["input_spec"], header["region"], header["view"]
    return Job(
        key=header["key"],
        path=header["path"],
        data=body if header["has_data"] else None,
        input_spec=None if spec is None else InputSpec(**spec),
        thumbnail_side=header["thumbnail_side"],
        region=None if region is None else Region(**region),
        metadata=header["metadata"],
        view=None if view is None else View(**view),
    )


def result_to_frame(result: Decoded | Failed) -> tuple[Header, bytes]:
    """A result as a worker sends it: pixels, then the thumbnail, or a view, in the body."""
    if isinstance(result, Failed):
        return {"key": result.key, "cause": result.cause.value, "reason": result.reason}, b""
    pixels = b"" if result.pixels is None else result.pixels.tobytes()
    thumbnail = result.thumbnail or b""
    header: Header = {
        "key": result.key,
        "content_hash": result.content_hash.hex(),
        "size": result.size,
        "mtime_ns": result.mtime_ns,
        "width": result.width,
        "height": result.height,
        "kind": result.kind,
        "metadata": asdict(result.metadata),
        "pixels": len(pixels),
        "thumbnail": len(thumbnail),
    }
    if (view := result.view) is not None:
        return header | {"view": [view.width, view.height]}, view.pixels
    return header, pixels + thumbnail


def result_from_frame(header: Header, body: bytes, job: Job) -> Decoded | Failed:
    """A worker's answer to `job`, checked.

    Raises:
        FrameError: it is no possible answer to that job.
    """
    if header.get("key") != job.key:
        raise FrameError("an answer to another job")
    if "cause" in header:
        return _failed(header, job)
    view = None if job.view is None else _view(header, body, job)
    pixels, thumbnail = (None, None) if view else _split(header, body, job)
    return Decoded(
        key=job.key,
        content_hash=_hash(header.get("content_hash")),
        size=_integer(header, "size", 0, _MAX_INTEGER),
        mtime_ns=_integer(header, "mtime_ns", -_MAX_INTEGER, _MAX_INTEGER),
        width=_integer(header, "width", 1, _MAX_DIMENSION),
        height=_integer(header, "height", 1, _MAX_DIMENSION),
        kind=_kind(header.get("kind")),
        metadata=vet_metadata(header.get("metadata")),
        pixels=pixels,
        thumbnail=thumbnail,
        view=view,
    )


def _view(header: Header, body: bytes, job: Job) -> Picture:
    sides = header.get("view")
    if not isinstance(sides, list) or [type(side) for side in sides] != [int, int]:
        raise FrameError("a view without a size")
    width, height = sides
    whole = (
        _integer(header, "width", 1, _MAX_DIMENSION),
        _integer(header, "height", 1, _MAX_DIMENSION),
    )
    full = size_of(box_of(whole, job.region))
    longest = job.view.longest_side if job.view else None
    fits = 1 <= min(sides) <= max(sides) <= (longest or _MAX_DIMENSION)
    if not fits or 3 * width * height != len(body):
        raise FrameError("a view of the wrong size")
    return Picture(width, height, *full, body)


def _failed(header: Header, job: Job) -> Failed:
    cause, reason = header["cause"], header.get("reason")
    known = isinstance(cause, str) and cause in set(Cause)
    if not known or not isinstance(reason, str) or not reason.isprintable():
        raise FrameError("a failure without a cause or a reason")
    return Failed(job.key, reason[:_MAX_REASON], Cause(cause))


def _split(
    header: Header, body: bytes, job: Job
) -> tuple[np.ndarray[Any, np.dtype[np.uint8]] | None, bytes | None]:
    side = 0 if job.input_spec is None else job.input_spec.side
    length = 3 * side * side
    if header.get("pixels") != length or header.get("thumbnail") != len(body) - length:
        raise FrameError("a body of the wrong length")
    pixels = np.frombuffer(body, np.uint8, length).reshape(side, side, 3) if side else None
    thumbnail = body[length:]
    if job.thumbnail_side is None:
        if thumbnail:
            raise FrameError("a thumbnail nobody asked for")
        return pixels, None
    if not (thumbnail.startswith(b"\xff\xd8\xff") and thumbnail.endswith(b"\xff\xd9")):
        raise FrameError("a thumbnail that is no JPEG")
    return pixels, thumbnail


def _integer(header: Header, name: str, low: int, high: int) -> int:
    value = header.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value < high:
        raise FrameError(f"a wrong {name}")
    return value


def _hash(text: object) -> bytes:
    try:
        digest = bytes.fromhex(text) if isinstance(text, str) else b""
    except ValueError:
        digest = b""
    if len(digest) != 32:  # noqa: PLR2004 - SHA-256
        raise FrameError("a wrong hash")
    return digest


def _kind(kind: object) -> str:
    if not isinstance(kind, str) or kind not in SUPPORTED_KINDS:
        raise FrameError("a wrong kind")
    return kind
