"""Metadata written into files by Pillow, and read back through a whole decode."""

from __future__ import annotations

import struct

import pytest
from PIL import Image
from PIL.TiffImagePlugin import IFDRational, ImageFileDirectory_v2

from indexer.decode.types import Decoded, Job
from indexer.metadata import PhotoMetadata

XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
    b' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    b' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="3"'
    b' xmp:CreateDate="1999-01-01T00:00:00Z">'
    b"<dc:subject><rdf:Bag><rdf:li>snow</rdf:li></rdf:Bag></dc:subject>"
    b"</rdf:Description></rdf:RDF></x:xmpmeta>"
)
EXPECTED = PhotoMetadata(
    taken_at="2020-05-04T18:39:11",
    taken_offset_minutes=330,
    camera_make="Maker",
    camera_model="Model",
    lens="A lens",
    exposure_s=0.004,
    f_number=2.8,
    iso=400,
    focal_length_mm=35.0,
    latitude=pytest.approx(-33.8568),
    longitude=pytest.approx(151.2153),
    altitude_m=12.5,
    rating=3,
    keywords=("snow",),
)


def exif() -> Image.Exif:
    made = Image.Exif()
    made[0x010F], made[0x0110] = "Maker", "Model"
    photo = made.get_ifd(0x8769)
    photo[0x9003], photo[0x9011] = "2020:05:04 18:39:11", "+05:30"
    photo[0x829A], photo[0x829D] = IFDRational(1, 250), IFDRational(28, 10)
    photo[0x8827], photo[0x920A], photo[0xA434] = 400, IFDRational(35, 1), "A lens"
    place = made.get_ifd(0x8825)
    place.update(
        {
            1: "S",
            2: (33.0, 51.0, 24.48),
            3: "E",
            4: (151.0, 12.0, 55.08),
            5: b"\0",
            6: IFDRational(25, 2),
        }
    )
    return made


@pytest.fixture(scope="module", autouse=True)
def _heif():
    import pillow_heif

    pillow_heif.register_heif_opener()


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "AVIF", "HEIF", "PNG", "TIFF"])
def test_exif_and_xmp_of_every_kind(decode, draw, encode, kind):
    if kind == "PNG":
        from PIL.PngImagePlugin import PngInfo

        info = PngInfo()
        info.add_itxt("XML:com.adobe.xmp", XMP.decode())
        options = {"exif": exif(), "pnginfo": info}
    elif kind == "TIFF":
        made, info = exif(), ImageFileDirectory_v2()
        info.update({700: XMP, 0x010F: made[0x010F], 0x0110: made[0x0110]})
        info[0x8769], info[0x8825] = made.get_ifd(0x8769), made.get_ifd(0x8825)
        options = {"tiffinfo": info}
    else:
        options = {"exif": exif(), "xmp": XMP}
    data = encode(draw(), kind, **options)
    result = decode(Job(1, "a", data=data))
    assert isinstance(result, Decoded), result
    assert result.metadata == EXPECTED


def test_a_jpeg_xl(decode, draw, encode):
    import pillow_jxl  # noqa: F401 - registers itself

    result = decode(Job(1, "a", data=encode(draw(), "JXL", exif=exif().tobytes())))
    assert result.metadata.camera_make == "Maker"
    assert result.metadata.latitude == EXPECTED.latitude


def test_metadata_nobody_asked_for(decode, draw, encode):
    data = encode(draw(), "JPEG", exif=exif(), xmp=XMP)
    assert decode(Job(1, "a", data=data, metadata=False)).metadata == PhotoMetadata()


@pytest.mark.parametrize("name", ["a.jpg.xmp", "a.xmp", "a.jpg.XMP", "a.XMP"])
def test_a_sidecar_goes_before_what_is_embedded(decode, draw, encode, tmp_path, name):
    path = tmp_path / "a.jpg"
    path.write_bytes(encode(draw(), "JPEG", exif=exif(), xmp=XMP))
    (tmp_path / name).write_bytes(
        XMP.replace(b"snow", b"ice").replace(b'Rating="3"', b'Rating="5"')
    )
    found = decode(Job(1, str(path))).metadata
    assert (found.keywords, found.rating, found.camera_make) == (("ice",), 5, "Maker")
    # The time with the sidecar's zone, not with the camera's.
    assert (found.taken_at, found.taken_offset_minutes) == ("1999-01-01T00:00:00", 0)


def test_a_sidecar_without_a_zone_does_not_keep_the_cameras(decode, draw, encode, tmp_path):
    path = tmp_path / "a.jpg"
    path.write_bytes(encode(draw(), "JPEG", exif=exif()))
    (tmp_path / "a.xmp").write_bytes(XMP.replace(b"00:00Z", b"00:00"))
    found = decode(Job(1, str(path))).metadata
    assert (found.taken_at, found.taken_offset_minutes) == ("1999-01-01T00:00:00", None)


def iptc(*records: tuple[int, int, bytes]) -> bytes:
    block = b"".join(
        struct.pack(">BBBH", 0x1C, record, dataset, len(value)) + value
        for record, dataset, value in records
    )
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(block)) + block + bytes(len(block) % 2)
    return b"Photoshop 3.0\0" + resource


def with_app13(jpeg: bytes, content: bytes) -> bytes:
    return jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(content) + 2) + content + jpeg[2:]


def test_iptc_words(decode, draw, encode):
    content = iptc(
        (1, 90, b"\x1b%G"),
        (2, 25, "Zürich".encode()),
        (2, 25, b"lake"),
        (2, 5, b"Title"),
        (2, 120, b"Caption"),
    )
    found = decode(Job(1, "a", data=with_app13(encode(draw(), "JPEG"), content))).metadata
    assert (found.keywords, found.title, found.caption) == (("Zürich", "lake"), "Title", "Caption")


@pytest.mark.parametrize(
    "rubbish",
    [
        b"",
        b"II*\0\xff\xff\xff\xff",
        b"MM\0*\0\0\0\x08\xff\xff" + b"\xff" * 40,
        bytes(99),
    ],
)
def test_broken_exif_costs_only_itself(decode, draw, encode, rubbish):
    data, rubbish = encode(draw(), "JPEG"), b"Exif\0\0" + rubbish
    broken = data[:2] + b"\xff\xe1" + struct.pack(">H", len(rubbish) + 2) + rubbish + data[2:]
    result = decode(Job(1, "a", data=broken, thumbnail_side=64))
    assert isinstance(result, Decoded)
    assert result.metadata == PhotoMetadata()


@pytest.mark.parametrize(
    "content", [b"8BIM", iptc((2, 25, b"x"))[:-3], iptc()[:20], b"Photoshop 3.0\0" + b"\xff" * 60]
)
def test_broken_iptc_costs_only_itself(decode, draw, encode, content):
    result = decode(Job(1, "a", data=with_app13(encode(draw(), "JPEG"), content)))
    assert isinstance(result, Decoded)


def test_broken_xmp_costs_only_itself(decode, draw, encode):
    result = decode(Job(1, "a", data=encode(draw(), "JPEG", exif=exif(), xmp=XMP[:200])))
    assert result.metadata.camera_make == "Maker"
    assert result.metadata.rating is None
