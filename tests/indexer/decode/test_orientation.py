from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from indexer.decode.types import Job
from models.preprocess import InputSpec, to_input

# What was done to an upright picture so that this orientation undoes it.
TURNED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.fixture(scope="module", autouse=True)
def _heif():
    import pillow_heif

    pillow_heif.register_heif_opener()


@pytest.mark.parametrize("orientation", TURNED)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF", "MPO"])
def test_pictures_are_upright(decode, draw, encode, kind, orientation):
    upright = draw(320, 200)
    turn = TURNED[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = upright if turn is None else upright.transpose(turn)
    options = {"save_all": True, "append_images": [stored]} if kind == "MPO" else {}
    # HEIF has a rotation of its own, which its plugin writes when it gets EXIF as bytes.
    data = encode(stored, kind, exif=exif.tobytes() if kind == "HEIF" else exif, **options)
    result = decode(Job(1, "a", data=data, input_spec=InputSpec(96), thumbnail_side=120))
    assert (result.width, result.height) == (320, 200)
    assert result.metadata.orientation == orientation
    expected = to_input(upright, InputSpec(96)).astype(int)
    assert np.abs(result.pixels - expected).mean() < 4
    thumbnail = Image.open(io.BytesIO(result.thumbnail))
    assert thumbnail.size == (120, 75)
    assert not thumbnail.getexif()
    small = np.asarray(upright.resize((120, 75))).astype(int)
    assert np.abs(np.asarray(thumbnail) - small).mean() < 5


@pytest.mark.parametrize("value", [0, 9, 255])
def test_an_orientation_that_is_none(decode, draw, encode, value):
    exif = Image.Exif()
    exif[0x0112] = value
    result = decode(Job(1, "a", data=encode(draw(), "JPEG", exif=exif)))
    assert (result.width, result.height, result.metadata.orientation) == (320, 240, 1)


def test_a_large_jpeg_is_turned_after_its_reduction(decode, draw, encode):
    upright = draw(1500, 2000)
    exif = Image.Exif()
    exif[0x0112] = 6
    data = encode(upright.transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif)
    result = decode(Job(1, "a", data=data, input_spec=InputSpec(64)))
    assert (result.width, result.height) == (1500, 2000)
    assert np.abs(result.pixels - to_input(upright, InputSpec(64)).astype(int)).mean() < 2
