"""What a desktop finds Pictrove by, the same in every package: the folder `share`."""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET
from importlib import import_module
from pathlib import Path

import facts

WM_CLASS = "Pictrove"
"""What a window says under X11 of the program it belongs to: the name of Qt's application."""

SIZES = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)
"""Of the icon, in pixels, for desktops that do not draw SVG."""

# fmt: off
_RAW_TYPES = tuple(f"image/x-{name}" for name in (
    "adobe-dng", "canon-cr2", "canon-cr3", "canon-crw", "dcraw", "fuji-raf", "kodak-dcr",
    "kodak-k25", "kodak-kdc", "minolta-mrw", "nikon-nef", "nikon-nrw", "olympus-orf",
    "panasonic-rw", "panasonic-rw2", "pentax-pef", "samsung-srw", "sigma-x3f", "sony-arw",
    "sony-sr2", "sony-srf",
))
# fmt: on

TYPES: dict[str, tuple[str, ...]] = {
    "jpeg": ("image/jpeg",),
    "png": ("image/png",),
    "webp": ("image/webp",),
    "gif": ("image/gif",),
    "tiff": ("image/tiff",),
    "bmp": ("image/bmp",),
    "heif": ("image/heif", "image/heic"),
    "avif": ("image/avif",),
    "jxl": ("image/jxl",),
    "jp2": ("image/jp2", "image/jpx", "image/x-jp2-codestream"),
    "ppm": ("image/x-portable-pixmap", "image/x-portable-graymap", "image/x-portable-bitmap"),
    "tga": ("image/x-tga",),
    "psd": ("image/vnd.adobe.photoshop",),
    "qoi": ("image/qoi",),
    "raw": _RAW_TYPES,
}
"""How the kinds of picture that we read are called among MIME types."""

_SHOTS = {
    "words": "Searching by words",
    "picture": "Searching by a picture",
    "viewer": "A photo with its details",
}
"""Of `docs/screenshots`, with what they show."""


def install(folder: Path) -> None:
    """Fill `share` of a package."""
    types = ";".join(picture_types()) + ";"
    for name, place in (
        (f"{facts.ID}.desktop", f"applications/{facts.ID}.desktop"),
        ("zz-pictrove-search.desktop", "applications/zz-pictrove-search.desktop"),
        ("servicemenu.desktop", f"kio/servicemenus/{facts.ID}.desktop"),
        ("search.nemo_action", f"nemo/actions/{facts.ID}.nemo_action"),
    ):
        text = (facts.FILES / name).read_text("utf-8")
        text = text.replace("@MIME_TYPES@", types).replace("@WM_CLASS@", WM_CLASS)
        _write(folder / place, text)
    _write(folder / "metainfo" / f"{facts.ID}.metainfo.xml", metainfo(facts.homepage()))
    install_icons(folder / "icons" / "hicolor")


def picture_types() -> list[str]:
    """The MIME types of the pictures that the bundle reads."""
    sys.path[:0] = [str(facts.ROOT), str(facts.ROOT / "packaging")]
    left_out = import_module("bundle").LEFT_OUT
    plugins = import_module("indexer.decode.opening")._PLUGINS  # noqa: SLF001
    unread = {kind for kind, (_, module) in plugins.items() if module in left_out}
    return sorted(name for kind, names in TYPES.items() if kind not in unread for name in names)


def metainfo(homepage: str | None) -> str:
    """AppStream's description of Pictrove, with its releases.

    Args:
        homepage: of the project; screenshots lie below it. Without one, neither is named.
    """
    builder = ET.TreeBuilder(insert_comments=True)
    parser = ET.XMLParser(target=builder)  # noqa: S314 - our own file
    component = ET.fromstring((facts.FILES / "metainfo.xml").read_text("utf-8"), parser)  # noqa: S314
    if homepage:
        ET.SubElement(component, "url", type="homepage").text = homepage
        component.append(_screenshots(homepage))
    provides = component.find("provides")
    assert provides is not None
    for name in picture_types():
        ET.SubElement(provides, "mediatype").text = name
    component.append(_releases())
    ET.indent(component)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(component, "unicode") + "\n"


def _screenshots(homepage: str) -> ET.Element:
    shots = ET.Element("screenshots")
    for name, caption in _SHOTS.items():
        shot = ET.SubElement(shots, "screenshot", {"type": "default"} if not len(shots) else {})
        ET.SubElement(shot, "caption").text = caption
        ET.SubElement(shot, "image", type="source").text = f"{homepage}/screenshots/{name}.png"
    return shots


def _releases() -> ET.Element:
    releases = ET.Element("releases")
    for one in facts.releases():
        about = {"version": one.version, "date": one.day.isoformat()}
        about["type"] = "stable" if one.done else "development"
        items = ET.SubElement(
            ET.SubElement(ET.SubElement(releases, "release", about), "description"), "ul"
        )
        for note in one.notes:
            ET.SubElement(items, "li").text = facts.plain(note)
    return releases


def install_icons(theme: Path) -> None:
    """The icon, as it was drawn and in pixels."""
    drawn = facts.ROOT / "resources" / "icons" / "pictrove.svg"
    _write(theme / "scalable" / "apps" / f"{facts.ID}.svg", drawn.read_text("utf-8"))
    for size in SIZES:
        path = theme / f"{size}x{size}" / "apps" / f"{facts.ID}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        render(drawn, size, path)


def render(drawn: Path, size: int, path: Path) -> None:
    """Paint an SVG into a square PNG file.

    Raises:
        OSError: it could not be painted or written.
    """
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(str(drawn))
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    if not (renderer.isValid() and image.save(str(path), "PNG")):
        raise OSError(f"{drawn} could not be painted into {path}.")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    path.chmod(0o644)
