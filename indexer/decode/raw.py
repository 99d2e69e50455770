"""Camera RAW files: their embedded preview where it is large enough, else developed pixels.

They are developed at half their size, which is fast, unless somebody wants to look at all of them.
"""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

from indexer.decode import opening, scaling
from indexer.decode.metadata import ORIENTATION, attempt, exif_of, orientation_of
from indexer.decode.opening import Opened
from indexer.decode.types import Job, Limits

# LibRaw's `flip` as EXIF orientation.
_FLIPS = {0: 1, 3: 3, 5: 8, 6: 6}
_TIFF_ALIASES = (b"IIRO", b"IIRS", b"MMOR", b"IIU\0")
_CR3_SEARCH = 1 << 20
# Bytes of memory per pixel of a RAW file developed in full, at its peak.
_DEVELOPING_COST = 24
_HALF = 0.5


def open_raw(data: bytes, job: Job, limits: Limits) -> Opened:
    """Open a RAW file by LibRaw.

    Raises:
        PictureError: it is too large.
        Exception: whatever LibRaw raises for what it cannot read.
    """
    import rawpy

    exif = attempt(_raw_exif, data)
    with rawpy.imread(io.BytesIO(data)) as raw:
        sizes = raw.sizes
        opening.check_pixels(sizes.width, sizes.height, limits)
        turned = _FLIPS.get(sizes.flip, 1)
        full = scaling.upright_size((sizes.width, sizes.height), turned)
        preview = _preview(raw, limits)
        least = _least_scale(full, job, sizes.raw_width * sizes.raw_height, limits)
        if preview is not None and max(preview.size) >= max(full) * least:
            said = exif_of(preview)
            has_own = said is not None and ORIENTATION in said
            orientation = orientation_of(said) if has_own else _turn(preview.size, full, turned)
            return Opened(preview, "raw", full, orientation, turned, exif or said)
        opening.check_cost(sizes.raw_width, sizes.raw_height, "raw", limits)
        pixels = raw.postprocess(half_size=least <= _HALF, use_camera_wb=True, output_bps=8)
    return Opened(Image.fromarray(pixels), "raw", full, 1, turned, exif)


def _raw_exif(data: bytes) -> Image.Exif | None:
    """EXIF of a RAW file: most are TIFF inside, CR3 keeps it in boxes, RAF in its preview."""
    exif = Image.Exif()
    if data[:4] in _TIFF_ALIASES:
        data = (b"II*\0" if data[:2] == b"II" else b"MM\0*") + data[4:]
    if data[:4] in (b"II*\0", b"MM\0*"):
        exif.load_from_fp(io.BytesIO(data))
        return exif
    if data.startswith(b"FUJIFILMCCD-RAW"):
        start, length = (int.from_bytes(data[at : at + 4], "big") for at in (84, 88))
        preview = Image.open(io.BytesIO(data[start : start + length]), formats=("JPEG", "MPO"))
        return preview.getexif()
    return _cr3_exif(data) if data[4:12] == b"ftypcrx " else None


def _cr3_exif(data: bytes) -> Image.Exif:
    exif = Image.Exif()
    for name, directory in ((b"CMT1", None), (b"CMT2", 0x8769), (b"CMT4", 0x8825)):
        at = data.find(name, 0, _CR3_SEARCH)
        length = int.from_bytes(data[at - 4 : at], "big")
        if at < 4 or length <= 8:  # noqa: PLR2004 - a box begins with its length and name
            continue
        part = Image.Exif()
        part.load(data[at + 4 : at - 4 + length])
        if directory is None:
            exif.update(part)
        else:
            exif.get_ifd(directory).update(part)
    return exif


def _least_scale(full: tuple[int, int], job: Job, pixels: int, limits: Limits) -> float:
    """Which fraction of the full size a preview, or developed pixels, must at least have."""
    if job.view is None:
        return _least_side(full, job) / max(full)
    fits = pixels * _DEVELOPING_COST <= limits.memory_bytes * 3 / 4
    return min(scaling.needed_scale(*full, job), 1.0 if fits else _HALF)


def _least_side(full: tuple[int, int], job: Job) -> float:
    region = job.region
    share = 1.0
    if region is not None:
        share = min(region.right - region.left, region.bottom - region.top)
    side = 0 if job.input_spec is None else scaling.INPUT_GAP * job.input_spec.side
    return min(float(max(full)) * _HALF, max(side, job.thumbnail_side or 0) / share)


def _turn(preview: tuple[int, int], full: tuple[int, int], turned: int) -> int:
    """A preview that says nothing of its orientation may be upright already."""
    sideways = scaling.upright_size((2, 1), turned) != (2, 1)
    if sideways and (preview[0] > preview[1]) == (full[0] > full[1]):
        return 1
    return turned


def _preview(raw: Any, limits: Limits) -> Image.Image | None:
    import rawpy

    try:
        preview = raw.extract_thumb()
        if preview.format == rawpy.ThumbFormat.JPEG:
            return opening.open_lazily(preview.data, "jpeg", limits)
        return Image.fromarray(preview.data)
    except (rawpy.LibRawError, OSError, SyntaxError, TypeError, ValueError):
        return None
