"""Every kind and mode of picture, drawn here and read back."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageCms

from indexer.decode.decoder import Decoder
from indexer.decode.errors import PictureError
from indexer.decode.headers import claimed_size
from indexer.decode.source import read_source
from indexer.decode.types import Cause, Decoded, Failed, Job, Limits
from indexer.query import Region
from models.preprocess import InputSpec, to_input

SPEC = InputSpec(64)
LOSSLESS = {
    "PNG": {},
    "TIFF": {},
    "BMP": {},
    "PPM": {},
    "TGA": {},
    "QOI": {},
    "WEBP": {"lossless": True},
    "JPEG2000": {},
    "JXL": {"lossless": True},
}
LOSSY = {
    "JPEG": {"quality": 95},
    "AVIF": {"quality": 95},
    "HEIF": {"quality": 95},
    "WEBP": {"quality": 95},
}
KINDS = {"JPEG2000": "jp2"}


@pytest.fixture(scope="module", autouse=True)
def _plugins():
    import pillow_heif
    import pillow_jxl  # noqa: F401 - registers itself

    pillow_heif.register_heif_opener()


def job(data: bytes, **options: object) -> Job:
    options = {"input_spec": SPEC, "thumbnail_side": 160, **options}
    return Job(7, "picture.tga" if data[:3] == b"\0\0\x02" else "picture", data=data, **options)


def distance(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.abs(one.astype(int) - other.astype(int)).mean())


@pytest.mark.parametrize(
    ("kind", "options", "most"),
    [(kind, options, 0.6) for kind, options in LOSSLESS.items()]
    + [(kind, options, 4.0) for kind, options in LOSSY.items()],
)
def test_every_kind(decode, draw, encode, kind, options, most):
    picture = draw()
    result = decode(job(encode(picture, kind, **options)))
    assert isinstance(result, Decoded), result
    assert (result.width, result.height) == (320, 240)
    assert result.kind == KINDS.get(kind, kind.lower())
    assert distance(result.pixels, to_input(picture, SPEC)) < most
    thumbnail = Image.open(io.BytesIO(result.thumbnail))
    assert (thumbnail.format, thumbnail.size, thumbnail.mode) == ("JPEG", (160, 120), "RGB")
    assert distance(np.asarray(thumbnail), np.asarray(picture.resize((160, 120)))) < most + 2


@pytest.mark.parametrize(
    "mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK", "I", "F", "LAB", "YCbCr"]
)
def test_every_mode(decode, draw, encode, mode):
    grey = mode in ("1", "L", "LA", "I;16", "I", "F")
    picture = draw().convert("L") if grey else draw()
    if mode in ("I;16", "I"):
        stored = Image.fromarray(np.asarray(picture).astype(np.uint16) * 257)
        stored = stored if mode == "I;16" else Image.fromarray(np.asarray(stored).astype(np.int32))
    elif mode == "F":
        stored = Image.fromarray(np.asarray(picture, np.float32) / 255)
    elif mode == "LAB":
        lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
        stored = ImageCms.profileToProfile(picture, srgb, lab, outputMode="LAB")
    else:
        stored = picture.convert(mode)
    result = decode(job(encode(stored, "TIFF")))
    assert isinstance(result, Decoded), result
    assert distance(result.pixels, to_input(picture, SPEC)) < (12 if mode in ("1", "P") else 2.5)


def test_16_bits_are_scaled_and_not_clipped_in_a_png(decode, encode):
    values = np.tile(np.linspace(0, 65535, 256).astype(np.uint16), (64, 1))
    result = decode(job(encode(Image.fromarray(values), "PNG"), input_spec=InputSpec(256)))
    row = result.pixels[100, :, 0].astype(int)
    assert np.abs(row - np.arange(256)).max() <= 2


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF", "AVIF"])
def test_what_is_transparent_is_white(decode, encode, kind):
    picture = Image.new("RGBA", (64, 64), (255, 0, 0, 255))
    picture.paste((0, 0, 0, 0), (0, 0, 32, 64))
    result = decode(job(encode(picture, kind), input_spec=InputSpec(64)))
    assert result.pixels[:, 4].min() >= 250
    assert tuple(result.pixels[32, 60] // 64) == (3, 0, 0)


@pytest.mark.parametrize("mode", ["P", "L", "RGB"])
def test_one_colour_can_stand_for_transparent(decode, encode, mode):
    picture = Image.new(mode, (40, 40), 0)
    picture.paste(1 if mode == "P" else "#808080", (20, 0, 40, 40))
    if mode == "P":
        picture.putpalette([0, 0, 0, 128, 128, 128])
    key = (0, 0, 0) if mode == "RGB" else 0
    result = decode(job(encode(picture, "PNG", transparency=key), input_spec=InputSpec(40)))
    assert result.pixels[20, 5].min() >= 250
    assert abs(int(result.pixels[20, 35, 0]) - 128) < 3


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP", "TIFF", "AVIF", "MPO", "HEIF"])
def test_the_first_of_several_frames(decode, encode, kind):
    first, second = Image.new("RGB", (50, 40), "red"), Image.new("RGB", (50, 40), "blue")
    result = decode(job(encode(first, kind, save_all=True, append_images=[second])))
    assert isinstance(result, Decoded), result
    assert result.kind == {"MPO": "jpeg"}.get(kind, kind.lower())
    assert tuple(result.pixels[30, 30] // 100) == (2, 0, 0)


def test_an_adobe_cmyk_jpeg(decode, draw, encode):
    picture = draw()
    result = decode(job(encode(picture.convert("CMYK"), "JPEG", quality=95)))
    assert distance(result.pixels, to_input(picture, SPEC)) < 6


def swapped_profile() -> bytes:
    """A profile that is sRGB but for red and green, whose primaries are exchanged."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"....").replace(b"gXYZ", b"rXYZ").replace(b"....", b"gXYZ")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
def test_an_embedded_profile_is_followed(decode, encode, kind):
    data = encode(Image.new("RGB", (64, 48), (200, 40, 90)), kind, icc_profile=swapped_profile())
    result = decode(job(data))
    thumbnail = np.asarray(Image.open(io.BytesIO(result.thumbnail)))
    for found in (result.pixels[30, 30], thumbnail[20, 20]):
        assert np.abs(found.astype(int) - (40, 200, 90)).max() < 12


@pytest.mark.parametrize("profile", [b"rubbish", b"\0" * 200, swapped_profile()[:300]])
def test_a_broken_profile_is_ignored(decode, encode, profile):
    picture = Image.new("RGB", (64, 48), (200, 40, 90))
    result = decode(job(encode(picture, "PNG", icc_profile=profile)))
    assert np.abs(result.pixels[30, 30].astype(int) - (200, 40, 90)).max() < 3


def test_a_profile_for_other_pixels_is_ignored(decode, encode):
    result = decode(job(encode(Image.new("L", (64, 48), 90), "PNG", icc_profile=swapped_profile())))
    assert abs(int(result.pixels[30, 30, 0]) - 90) < 3


@pytest.mark.parametrize("mode", ["squash", "shortest", "longest"])
@pytest.mark.parametrize("size", [(4000, 3000), (900, 3000), (64, 64), (3, 500), (1, 1)])
def test_reduced_decoding_hardly_changes_model_input(decode, draw, encode, mode, size):
    picture = draw(*size)
    spec = InputSpec(96, resize_mode=mode)
    data = encode(picture, "JPEG", quality=95)
    result = decode(job(data, input_spec=spec))
    assert (result.width, result.height) == size
    reference = to_input(Image.open(io.BytesIO(data)).convert("RGB"), spec)
    assert distance(result.pixels, reference) < 0.6


def test_thumbnails_are_never_larger_than_the_picture(decode, draw, encode):
    result = decode(job(encode(draw(100, 30), "PNG"), thumbnail_side=512))
    assert Image.open(io.BytesIO(result.thumbnail)).size == (100, 30)


def test_a_region_is_cut_from_the_upright_picture_at_full_resolution(decode, draw, encode):
    fine = np.zeros((1600, 1600, 3), np.uint8)
    fine[::2] = 255
    picture = Image.fromarray(fine)
    picture.paste((0, 0, 255), (800, 0, 1600, 1600))
    exif = Image.Exif()
    exif[0x0112] = 6
    data = encode(picture, "PNG", exif=exif)
    # Upright: the fine half is above, the blue half below.
    blue = decode(job(data, region=Region(0.2, 0.6, 0.4, 0.8)))
    assert tuple(blue.pixels.reshape(-1, 3).mean(0)) == (0, 0, 255)
    lines = decode(job(data, region=Region(0.5, 0.1, 0.54, 0.14), input_spec=InputSpec(64)))
    assert lines.pixels.std() > 100
    assert (lines.width, lines.height) == (1600, 1600)


def test_nothing_asked_for_nothing_made(decode, draw, encode):
    result = decode(Job(1, "a.png", data=encode(draw(), "PNG")))
    assert (result.pixels, result.thumbnail) == (None, None)
    assert (result.width, result.height) == (320, 240)


@pytest.mark.parametrize("kind", [*LOSSLESS, *LOSSY, "GIF"])
def test_half_a_file_is_no_picture(decode, encode, kind):
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (90, 120, 3), dtype=np.uint8))
    data = encode(noise, kind)
    for share in (0.1, 0.5, 0.9):
        result = decode(job(data[: int(len(data) * share)]))
        assert isinstance(result, Failed), (kind, share)
        assert result.cause in (Cause.DAMAGED, Cause.NOT_A_PICTURE)
        assert result.reason.endswith(".")


def test_a_damaged_png_fails_although_its_metadata_is_asked_for_first(decode, draw, encode):
    data = encode(draw(), "PNG")
    at = data.index(b"IDAT") + 4
    assert isinstance(decode(job(data[:at] + b"\xff\xff" + data[at + 2 :])), Failed)


def test_sizes_are_checked_before_decoding(draw, encode):
    decoder = Decoder(Limits(pixels=320 * 240 - 1))
    for kind in ("PNG", "JPEG", "WEBP", "JXL", "AVIF", "HEIF", "TIFF", "GIF"):
        small = job(encode(draw(), kind))
        with pytest.raises(PictureError) as caught:
            decoder.decode(small, read_source(small, Limits()))
        assert caught.value.cause is Cause.TOO_LARGE
        assert "320 x 240" in caught.value.reason


def test_a_small_file_that_claims_to_be_huge(decode, encode):
    data = bytearray(encode(Image.new("RGB", (16, 16)), "WEBP", lossless=True))
    at = data.index(b"VP8L") + 9
    data[at : at + 4] = (12_999 | 12_999 << 14).to_bytes(4, "little")
    result = decode(job(bytes(data)))
    assert result.cause is Cause.TOO_LARGE
    assert "13000 x 13000" in result.reason


@pytest.mark.parametrize("size", [(8, 8), (256, 256), (300, 200), (400, 300), (1, 700), (1000, 10)])
@pytest.mark.parametrize("kind", ["WEBP", "JXL"])
@pytest.mark.parametrize("lossless", [True, False])
def test_sizes_in_headers_read_by_ourselves(encode, kind, size, lossless):
    data = encode(Image.new("RGB", size, "red"), kind, lossless=lossless)
    assert claimed_size(data, kind.lower()) == size
    with_alpha = encode(Image.new("RGBA", size, "#ff000080"), kind, lossless=lossless)
    assert claimed_size(with_alpha, kind.lower()) == size


def test_a_stereo_picture_whose_second_view_is_cut_off(decode, encode):
    views = [Image.effect_noise((64, 64), 90).convert("RGB") for _ in range(2)]
    data = encode(views[0], "MPO", save_all=True, append_images=views[1:])
    assert isinstance(decode(Job(1, "a.mpo", data=data)), Decoded)
    assert isinstance(decode(Job(1, "a.mpo", data=data[:-200])), Failed)
    # Phones list gain maps in the same way, and other programs drop those.
    assert isinstance(decode(Job(1, "a.jpg", data=data[:-200])), Decoded)


def test_a_gif_whose_later_frame_is_cut_off(decode, encode):
    frames = [Image.effect_noise((64, 64), 90) for _ in range(2)]
    data = encode(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert isinstance(decode(Job(1, "a", data=data[:-1])), Decoded)
    assert isinstance(decode(Job(1, "a", data=data[:-200])), Failed)


@pytest.mark.parametrize("text", ["", "hello", "%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"])
def test_what_is_no_picture(decode, text):
    result = decode(job(text.encode()))
    assert result.cause is Cause.NOT_A_PICTURE
