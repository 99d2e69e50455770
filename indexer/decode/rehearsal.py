"""Everything a decoder may need later is loaded and tried once, while files can still be opened.

Libraries load parts of themselves when they first need them. After the worker has confined
itself that would fail, and a good photo with it; so it decodes one small picture of every kind
before.
"""

from __future__ import annotations

import codecs
import contextlib
import importlib

from PIL import Image, ImageCms

from indexer.decode import opening
from indexer.decode.decoder import Decoder
from indexer.decode.errors import PictureError
from indexer.decode.samples import samples
from indexer.decode.source import Source
from indexer.decode.types import Job, View
from indexer.decode.xmp import read_xmp
from indexer.query import Region
from models.preprocess import InputSpec

# XML may come in any of them. Those with several bytes for a sign are refused anyway.
_ENCODINGS = (
    "ascii", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le",
    "utf-32-be", "koi8-r", "koi8-u", "mac-roman", "cp437", "cp850", "cp866", "cp874",
    *(f"cp{number}" for number in range(1250, 1259)),
    *(f"iso8859-{number}" for number in range(1, 17) if number != 12),  # noqa: PLR2004 - there is none
)  # fmt: skip
_MODULES = ("PIL.IptcImagePlugin", "PIL.ExifTags", "rawpy", "pyexpat", "unicodedata")
_PACKET = (
    b"<?xml version='1.0' encoding='iso-8859-2'?>"
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description/></rdf:RDF>'
)


def rehearse(decoder: Decoder) -> dict[str, str]:
    """Load all, decode a sample of every kind.

    Returns:
        What did not go well, by name: a library that is missing or broken on this machine. Its
        kinds will fail one by one, with a reason.
    """
    trouble: dict[str, str] = {}
    for name in _MODULES:
        _try(trouble, name, importlib.import_module, name)
    for kind in opening.KINDS:
        _try(trouble, kind, opening.load_plugin, kind)
    for name in _ENCODINGS:
        codecs.lookup(name)
    read_xmp(_PACKET)
    _rehearse_colours(decoder)
    for name, data in samples():
        _try(trouble, name, _decode, decoder, name, data)
    return trouble


def _try(trouble: dict[str, str], name: str, action: object, *arguments: object) -> None:
    assert callable(action)
    try:
        action(*arguments)
    except Exception as error:  # noqa: BLE001 - whatever it is, other kinds can still be decoded
        trouble[name] = f"{type(error).__name__}: {error}"


def _decode(decoder: Decoder, name: str, data: bytes) -> None:
    region = Region(0.0, 0.0, 0.9, 0.9)
    job = Job(0, name, data, input_spec=InputSpec(4), thumbnail_side=8, region=region)
    decoder.decode(job, Source(name, data, b"", 0, _PACKET))
    decoder.decode(Job(0, name, data, view=View(4)), Source(name, data, b"", 0))
    with contextlib.suppress(PictureError):
        # Failing has ways of its own through a library.
        decoder.decode(job, Source(name, data[: len(data) // 2], b"", 0, None))


def _rehearse_colours(decoder: Decoder) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    for mode in ("RGB", "L", "CMYK"):
        decoder.colours.to_srgb(Image.new(mode, (2, 2)), profile)
