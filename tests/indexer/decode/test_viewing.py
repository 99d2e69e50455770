"""Pictures to be looked at: how large, which part, which way up, and what it costs."""

from __future__ import annotations

import io
import os
import signal
import threading
import zlib
from pathlib import Path

import numpy as np
import psutil
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from indexer.decode import scaling, viewing
from indexer.decode.decoder import Decoder
from indexer.decode.pool import DecoderPool
from indexer.decode.regions import box_of
from indexer.decode.source import Source
from indexer.decode.types import MAX_VIEW_PIXELS, MIB, Cause, Decoded, Failed, Job, Limits, View
from indexer.query import Region
from indexer.reports import Picture
from tests.indexer.decode.conftest import draw, encode
from tests.indexer.decode.test_formats import swapped_profile
from tests.indexer.decode.test_orientation import TURNED
from tests.indexer.decode.test_raw import corners, dng

SLACK = 1 - scaling.VIEW_GAP + 0.01


@pytest.fixture(name="view")
def fixture_view(decode):
    """The view of some bytes, decoded in this process."""

    def view(data, longest_side=None, region=None, name="a"):
        job = Job(1, name, data, region=region, metadata=False, view=View(longest_side))
        result = decode(job)
        assert isinstance(result, Decoded), result
        assert (result.pixels, result.thumbnail) == (None, None)
        return result.view

    return view


def array(picture: Picture) -> np.ndarray:
    assert len(picture.pixels) == picture.width * picture.height * 3
    return np.frombuffer(picture.pixels, np.uint8).reshape(picture.height, picture.width, 3)


def smooth(width: int, height: int) -> Image.Image:
    """Soft colours without a symmetry: whatever is turned, moved or stretched is seen."""
    x, y = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    return Image.fromarray((np.stack([x, y, 1 - (x + y) / 2], -1) * 255).astype(np.uint8))


def expected(upright: Image.Image, region: Region, size: tuple[int, int]) -> np.ndarray:
    box = box_of(upright.size, region)
    return np.asarray(upright.resize(size, Image.Resampling.BICUBIC, box), np.int16)


FRACTIONS = st.lists(
    st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.7, 0.99, 1.0]), min_size=2, max_size=2, unique=True
).map(sorted)
REGIONS = st.builds(lambda x, y: Region(x[0], y[0], x[1], y[1]), FRACTIONS, FRACTIONS)


@settings(max_examples=150)
@given(
    st.integers(40, 700),
    st.integers(40, 700),
    st.sampled_from(sorted(TURNED)),
    REGIONS,
    st.none() | st.integers(1, 800),
    st.sampled_from(["JPEG", "PNG"]),
)
def test_any_part_any_way_up_in_any_size(width, height, orientation, region, longest_side, kind):
    upright = smooth(width, height)
    turn = TURNED[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = encode(upright if turn is None else upright.transpose(turn), kind, exif=exif)
    job = Job(1, "a", data, region=region, metadata=False, view=View(longest_side))
    result = Decoder(Limits()).decode(job, Source("a", data, bytes(32), 0))
    picture = result.view
    assert (result.width, result.height) == (width, height)
    full = picture.full_width, picture.full_height
    assert abs(full[0] - (region.right - region.left) * width) < 1.01
    assert abs(full[1] - (region.bottom - region.top) * height) < 1.01
    most = min(max(full), longest_side or max(full))
    assert most * (1 - SLACK) - 1 <= max(picture.width, picture.height) <= most
    if longest_side is None:
        assert (picture.width, picture.height) == full
    reference = expected(upright, region, (picture.width, picture.height))
    # A scale of 1/8 of a small JPEG moves the edges of a region by up to half a pixel of it.
    assert np.abs(array(picture) - reference).mean() < 255 * 3 / max(most, 20) + 4


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_transparent_pictures_lie_on_white(view, mode):
    clear = Image.new("RGBA", (60, 40), (255, 0, 0, 0))
    clear.paste((0, 0, 255, 255), (0, 0, 30, 40))
    picture = clear.convert(mode) if mode != "P" else clear.quantize(4)
    for side in (None, 30):
        pixels = array(view(encode(picture, "PNG"), side))
        assert (pixels[:, -1] == 255).all()
        assert pixels[:, 0].mean() < 120


def test_the_first_of_several_frames_is_shown(view):
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "lime", "blue")]
    for kind in ("GIF", "WEBP", "PNG", "TIFF"):
        data = encode(frames[0], kind, save_all=True, append_images=frames[1:])
        assert array(view(data))[10, 10].tolist() == pytest.approx([255, 0, 0], abs=8), kind


def test_colours_become_srgb(view):
    plain = Image.new("RGB", (50, 50), (200, 40, 90))
    assert array(view(encode(plain, "PNG")))[0, 0].tolist() == [200, 40, 90]
    for side in (None, 20):
        told = array(view(encode(plain, "PNG", icc_profile=swapped_profile()), side))
        assert told[0, 0].tolist() == pytest.approx([40, 200, 90], abs=3)


@pytest.mark.parametrize("mode", ["L", "CMYK", "I;16", "1"])
def test_other_kinds_of_pixels(view, mode):
    picture = Image.new(mode, (50, 40))
    data = encode(picture, "TIFF")
    assert array(view(data, 25)).shape == (20, 25, 3)


def test_it_is_a_jpeg_that_is_decoded_small(view, monkeypatch):
    loaded = []
    honest = viewing.opening.load
    monkeypatch.setattr(
        viewing.opening, "load", lambda p, *rest: loaded.append(p.size) or honest(p, *rest)
    )
    data = encode(draw(4000, 3000), "JPEG")
    assert (view(data, 2048).width, view(data, 600).width) == (2000, 600)
    quarter = view(data, 1024, Region(0.5, 0.5, 1.0, 1.0))
    assert (quarter.width, quarter.full_width) == (1000, 2000)
    assert loaded == [(2000, 1500), (1000, 750), (2000, 1500)]


def test_more_than_fits_is_made_smaller_and_the_true_size_is_told(view, monkeypatch):
    monkeypatch.setattr(scaling, "MAX_VIEW_PIXELS", 10_000)
    picture = view(encode(draw(400, 300), "PNG"))
    assert picture.width * picture.height <= 10_000
    assert picture.width / picture.height == pytest.approx(4 / 3, abs=0.03)
    assert (picture.full_width, picture.full_height) == (400, 300)


@pytest.mark.parametrize("progressive", [False, True])
def test_a_jpeg_that_does_not_fit_in_memory_is_decoded_small(progressive):
    data = encode(draw(4000, 3000), "JPEG", progressive=progressive)
    job = Job(1, "a", data, metadata=False, view=View())
    limits = Limits(memory_bytes=100 * MIB)
    seen = Decoder(limits).decode(job, Source("a", data, bytes(32), 0)).view
    assert (seen.width, seen.full_width, seen.full_height) == (2000, 4000, 3000)


def test_raw_shows_its_preview_where_that_is_large_enough(view):
    grey = encode(Image.new("RGB", (640, 480), "#808080"), "JPEG")
    data = dng(draw(1280, 960), preview=grey)
    small, large, whole = (view(data, side, name="a.dng") for side in (512, 900, None))
    assert corners(array(small)) == ["grey"] * 4
    assert (large.width, whole.width, whole.full_width) == (900, 1280, 1280)
    for developed in (large, whole):
        assert corners(array(developed)) == ["red", "green", "blue", "grey"]


def test_raw_that_cannot_be_developed_in_full_comes_at_half_its_size():
    data = dng(draw(1280, 960))
    job = Job(1, "a.dng", data, metadata=False, view=View())
    seen = Decoder(Limits(memory_bytes=16 * MIB)).decode(job, Source("a.dng", data, b"", 0)).view
    assert (seen.width, seen.height, seen.full_width, seen.full_height) == (640, 480, 1280, 960)


# Through decoder processes


def test_pixels_come_back_whole(tmp_path):
    picture = smooth(5000, 4000)
    picture.save(tmp_path / "a.png", compress_level=1)
    with DecoderPool(1) as pool:
        for _ in range(2):
            seen = pool.decode(Job(1, str(tmp_path / "a.png"), metadata=False, view=View()))
            assert np.array_equal(array(seen.view), np.asarray(picture))
        small = pool.decode(Job(2, str(tmp_path / "a.png"), metadata=False, view=View(64)))
        assert (small.view.width, small.view.height) == (64, 51)


def test_a_decoder_does_not_keep_what_it_has_shown(tmp_path):
    smooth(5000, 4000).save(tmp_path / "a.png", compress_level=1)
    with DecoderPool(1) as pool:
        job = Job(1, str(tmp_path / "a.png"), metadata=False, view=View())
        small = Job(2, str(tmp_path / "a.png"), metadata=False, view=View(8))
        pool.decode(small)
        worker = psutil.Process(pool.process_ids[0])
        before = worker.memory_info().rss
        for _ in range(3):
            pool.decode(job)
        pool.decode(small)
        assert worker.memory_info().rss - before < 60 * MIB


def test_the_corpus(shared: Path):
    """Whatever can be read can be seen, as large as it is, and bombs cost themselves at most."""
    corpus = shared / "corpus"
    files = sorted(path for path in (corpus / "valid").glob("*/*") if path.is_file())[::3]
    files += sorted((corpus / "corrupt" / "bombs").iterdir())
    files += sorted((corpus / "corrupt" / "crash_timeout_oom").iterdir())[::4]
    sides = (None, 100)
    jobs = [
        Job(2 * key + index, str(path), metadata=False, view=View(side))
        for key, path in enumerate(files)
        for index, side in enumerate(sides)
    ]
    with DecoderPool(2, Limits(seconds=20)) as pool:
        results = {result.key: result for result in pool.run(jobs)}
    assert len(results) == len(jobs)
    for key, path in enumerate(files):
        whole, small = results[2 * key], results[2 * key + 1]
        assert isinstance(whole, Decoded) == isinstance(small, Decoded), (path, whole, small)
        assert isinstance(whole, Decoded) or "bombs" in path.parts or "corrupt" in path.parts
        if not isinstance(whole, Decoded):
            continue
        assert (whole.view.full_width, whole.view.full_height) == (whole.width, whole.height)
        if whole.kind != "raw" and whole.width * whole.height <= MAX_VIEW_PIXELS:
            assert (whole.view.width, whole.view.height) == (whole.width, whole.height), path
        assert max(small.view.width, small.view.height) <= 100


def bomb(side: int) -> bytes:
    """A PNG of few bytes that claims, and has, a great many pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + name + data + check

    head = side.to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    packer = zlib.compressobj()
    line = bytes(1 + 3 * side)
    rows = b"".join(packer.compress(line) for _ in range(min(side, 2000))) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_bomb_is_refused_and_the_next_picture_is_shown(jpeg):
    with DecoderPool(1) as pool:
        refused = pool.decode(Job(1, "a.png", bomb(30_000), metadata=False, view=View(256)))
        assert isinstance(refused, Failed)
        assert refused.cause is Cause.TOO_LARGE
        shown = pool.decode(Job(2, "a.jpg", jpeg, metadata=False, view=View()))
        assert (shown.view.width, shown.view.height) == (64, 48)


@pytest.mark.parametrize(
    ("name", "cause"), [("crash", Cause.CRASHED), ("hang", Cause.TIMEOUT), ("lie-view", None)]
)
def test_a_decoder_that_ends_costs_one_picture(misbehaving, jpeg, name, cause):
    with DecoderPool(1, Limits(seconds=3.0), command=misbehaving) as pool:
        failed = pool.decode(Job(1, name, jpeg, metadata=False, view=View(32)))
        assert isinstance(failed, Failed)
        assert failed.cause is (cause or Cause.CRASHED)
        assert isinstance(pool.decode(Job(2, "good", jpeg, metadata=False, view=View())), Decoded)


def test_a_decoder_killed_while_it_answers_is_replaced(tmp_path, wait_for_end):
    """Killed by others, a picture is tried once more, so nothing is seen of it."""
    smooth(4000, 3000).save(tmp_path / "a.png")
    job = Job(1, str(tmp_path / "a.png"), metadata=False, view=View())
    with DecoderPool(1) as pool:
        pool.decode(job)
        (pid,) = pool.process_ids
        found = []
        thread = threading.Thread(target=lambda: found.append(pool.decode(job)))
        thread.start()
        os.kill(pid, signal.SIGKILL)
        thread.join(60)
        assert wait_for_end(pid)
    assert isinstance(found[0], Decoded)
    assert array(found[0].view).shape == (3000, 4000, 3)


def test_an_animation_cut_short_says_so(decode):
    frames = [Image.effect_noise((64, 64), 50).convert("P") for _ in range(3)]
    stream = io.BytesIO()
    frames[0].save(stream, "GIF", save_all=True, append_images=frames[1:])
    result = decode(Job(1, "a.gif", stream.getvalue()[:3000], metadata=False, view=View()))
    assert isinstance(result, Failed)
    assert "its end is missing" in result.reason
