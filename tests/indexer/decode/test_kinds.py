from __future__ import annotations

import pytest

from indexer.decode.kinds import ENDINGS, SUPPORTED_KINDS, looks_like_photo, sniff


@pytest.mark.parametrize(
    "name", ["a.jpg", "A.JPEG", "x/y.HEIC", "b.c.NEF", "ü.avif", "d.jxl", "e.Tif", "caf\udce9.png"]
)
def test_photos_are_known_by_their_endings(name):
    assert looks_like_photo(name)


@pytest.mark.parametrize(
    "name",
    ["a.txt", "jpg", ".jpg", ".hidden.jpg", "._a.jpg", "a.jpg.xmp", "a.mp4", "", "dir/", "a.eps"],
)
def test_other_files_are_not(name):
    assert not looks_like_photo(name)


def test_every_ending_has_a_kind():
    assert set(ENDINGS.values()) <= SUPPORTED_KINDS
    assert all(ending == ending.lower() and "." not in ending for ending in ENDINGS)


@pytest.mark.parametrize(
    ("start", "name", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "a.nef", "jpeg"),
        (b"II*\0" + bytes(9), "a.nef", "raw"),
        (b"II*\0" + bytes(9), "a.tif", "tiff"),
        (b"MM\0+" + bytes(9), "a.tif", "tiff"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "a.jpg", "heif"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", "a", "avif"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "a", "heif"),
        (b"\0\0\0\x18ftypcrx \0\0\0\0crx isom", "a.jpg", "raw"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "a.jpg", None),
        (b"RIFF\0\0\0\0WEBPVP8 ", "a.png", "webp"),
        (b"RIFF\0\0\0\0WAVEfmt ", "a.webp", None),
        (b"\0\0\x02\0" + bytes(20), "a.tga", "tga"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "a.jpg", None),
        (b"%PDF-1.7", "a.png", None),
        (b"<svg xmlns=", "a.jpg", None),
        (b"", "a.jpg", None),
        (bytes(2000), "a.3fr", "raw"),
        (b"P6\n1 1\n255\n", "a", "ppm"),
    ],
)
def test_the_kind_is_in_the_content(start, name, kind):
    assert sniff(start, name) == kind
