from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.decode.vetting import MAX_CAPTION, MAX_KEYWORDS
from indexer.decode.xmp import read_xmp

HEAD = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
    ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
    ' xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/"'
    ' xmlns:lr="http://ns.adobe.com/lightroom/1.0/" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/"'
)
TAIL = "</rdf:Description></rdf:RDF></x:xmpmeta>"


def packet(attributes: str = "", children: str = "") -> bytes:
    return f"{HEAD} {attributes}>{children}{TAIL}".encode()


def bag(name: str, *items: str) -> str:
    inside = "".join(f"<rdf:li>{item}</rdf:li>" for item in items)
    return f"<{name}><rdf:Bag>{inside}</rdf:Bag></{name}>"


FULL = packet(
    'xmp:Rating="4" exif:DateTimeOriginal="2020-05-04T18:39:11.5+02:00" exif:FNumber="18/10"'
    ' exif:GPSLatitude="47,22.5N" exif:GPSLongitude="8,33,0W" exif:GPSAltitude="100/4"'
    ' exif:GPSAltitudeRef="1" tiff:Make="Make" aux:Lens="Lens"',
    bag("dc:subject", "sea", "Sun", "sea ")
    + bag("lr:hierarchicalSubject", "places|Bern", "light|sun")
    + bag("exif:ISOSpeedRatings", "200")
    + '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">A &amp; B</rdf:li></rdf:Alt></dc:title>'
    + "<dc:description>words\n of\x09 it</dc:description>",
)
FIELDS = {
    "rating": 4,
    "taken_at": "2020-05-04T18:39:11",
    "taken_offset_minutes": 120,
    "f_number": 1.8,
    "latitude": 47.375,
    "longitude": -8.55,
    "altitude_m": -25.0,
    "camera_make": "Make",
    "lens": "Lens",
    "iso": 200,
    "keywords": ("sea", "Sun", "Bern"),
    "title": "A & B",
    "caption": "words of it",
}


@pytest.mark.parametrize(
    "wrapped",
    [
        FULL,
        b"\xef\xbb\xbf" + FULL,
        b'<?xpacket begin=""?>' + FULL + b" " * 99 + b'<?xpacket end="w"?>\0\0',
        b"rubbish \0" + FULL + b"more rubbish",
        FULL.decode().encode("utf-16"),
    ],
)
def test_all_fields(wrapped):
    assert read_xmp(wrapped) == FIELDS


@pytest.mark.parametrize(
    ("attributes", "fields"),
    [
        ('xmp:Rating="-1"', {"rating": -1}),
        ('xmp:Rating="5.0"', {"rating": 5}),
        ('xmp:Rating="99"', {}),
        ('xmp:Rating="many"', {}),
        (
            'exif:DateTimeOriginal="0000-00-00" xmp:CreateDate="2001-02-03"',
            {"taken_at": "2001-02-03T00:00:00"},
        ),
        ('exif:GPSLatitude="4.5" exif:GPSLongitude="-8.5"', {"latitude": 4.5, "longitude": -8.5}),
        ('exif:GPSLatitude="47.5E" exif:GPSLongitude="-8.25"', {}),
        ('exif:GPSLatitude="97.5N" exif:GPSLongitude="8E"', {}),
        ('exif:ExposureTime="1/0" exif:FNumber="0/1"', {}),
        ('exif:FNumber="1.2.3"', {}),
    ],
)
def test_odd_values(attributes, fields):
    assert read_xmp(packet(attributes)) == fields


def test_everything_is_bounded():
    words = bag("dc:subject", *(f"word {index}" for index in range(5000)))
    fields = read_xmp(packet("", words + f"<dc:description>{'x' * 100_000}</dc:description>"))
    assert len(fields["keywords"]) == MAX_KEYWORDS
    assert len(fields["caption"]) == MAX_CAPTION


def test_entities_are_refused():
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + FULL.replace(b"words", b"&b;")
    assert read_xmp(bomb) == {}
    outside = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + FULL.replace(
        b"words", b"&a;"
    )
    assert read_xmp(outside) == {}


@pytest.mark.parametrize(
    "text", [b"", b"\0", b"<", b"\xff\xfe", b"<x:xmpmeta/>", b"<a>" * 50_000, FULL[:300]]
)
def test_rubbish_has_no_fields(text):
    assert read_xmp(text) == {}


@given(st.binary(max_size=30), st.integers(0, len(FULL) - 1))
def test_damaged_packets_never_raise(rubbish, at):
    read_xmp(FULL[:at] + rubbish + FULL[at + len(rubbish) :])


@given(st.text(max_size=300))
def test_any_text_becomes_a_clean_caption_or_none(text):
    from xml.sax.saxutils import escape

    caption = read_xmp(
        packet(
            "",
            f"<dc:description>{escape(text)}</dc:description>".encode("utf-8", "replace").decode(),
        )
    ).get("caption")
    assert caption is None or (caption.isprintable() and caption == caption.strip())
