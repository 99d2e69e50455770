"""The icons for Windows and macOS hold the mark at every size, each drawn for itself."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

SCRIPTS = Path(__file__).parents[2] / "packaging"


@pytest.fixture
def icons(monkeypatch):
    monkeypatch.syspath_prepend(str(SCRIPTS))
    return import_module("icons")


def difference(one: Image.Image, other: Image.Image) -> float:
    told = ImageStat.Stat(ImageChops.difference(one.convert("RGBA"), other.convert("RGBA")))
    return max(told.mean)


def test_windows_gets_every_size(icons, tmp_path):
    path = icons.icon("ico", tmp_path)
    with Image.open(path) as image:
        assert image.info["sizes"] == {(size, size) for size in icons.ICO}
        for size in icons.ICO:
            image.size = (size, size)
            image.load()
            assert difference(image, icons.drawn(size)) == 0, size


def test_macos_gets_every_size(icons, tmp_path):
    path = icons.icon("icns", tmp_path)
    with Image.open(path) as image:
        pixels = {width * scale for width, _, scale in image.info["sizes"]}
        assert pixels == set(icons.ICNS)
        for width, height, scale in image.info["sizes"]:
            image.size = (width, height)
            image.load(scale=scale)
            assert difference(image, icons.drawn(width * scale)) == 0, (width, scale)


def test_the_mark_has_transparent_corners_and_a_middle(icons):
    small = icons.drawn(16)
    assert small.getpixel((0, 0))[3] == 0
    assert small.getpixel((8, 8))[3] == 255
    assert len(small.getcolors()) > 20


@pytest.mark.no_qt_log
def test_a_format_that_nobody_has_is_refused(icons, tmp_path):
    with pytest.raises(ValueError, match="not bmp"):
        icons.icon("bmp", tmp_path)
    broken = tmp_path / "broken.svg"
    broken.write_text("<svg", "utf-8")
    with pytest.raises(ValueError, match="no drawing"):
        icons.drawn(16, broken)
