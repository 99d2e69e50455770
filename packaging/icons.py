"""Makes the program's icons for Windows and macOS from the mark.

    python packaging/icons.py [FOLDER]

Qt draws the mark at every size by itself; Pillow writes `pictrove.ico` and `pictrove.icns`. They
are made when a bundle is (`bundle.py` asks `icon()`), into `build/icons`.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
MARK = ROOT / "resources" / "icons" / "pictrove.svg"
OUTPUT = ROOT / "build" / "icons"
ICO = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""Sizes that Windows shows, at its usual scales."""
ICNS = (32, 64, 128, 256, 512, 1024)
"""Pixels of the sizes 16 to 512 points, with those for dense screens. Pillow leaves out 16 and 32
points for screens of a single density, for which macOS scales the next ones."""


def drawn(size: int, mark: Path = MARK) -> Image.Image:
    """The mark as a square picture with transparency.

    Args:
        size: of its side in pixels.
        mark: an SVG file.

    Raises:
        ValueError: it is no drawing that Qt reads.
    """
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(str(mark))
    if not renderer.isValid():
        raise ValueError(f"{mark} is no drawing that Qt can read.")
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # PySide's types want bytes
    return Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGBA")


def write_ico(path: Path) -> None:
    """Write the icon for Windows.

    Args:
        path: of the new file.
    """
    pictures = [drawn(size) for size in ICO]
    sizes = [picture.size for picture in pictures]
    pictures[-1].save(path, format="ICO", sizes=sizes, append_images=pictures[:-1])


def write_icns(path: Path) -> None:
    """Write the icon for macOS.

    Args:
        path: of the new file.
    """
    pictures = [drawn(size) for size in ICNS]
    pictures[-1].save(path, format="ICNS", append_images=pictures[:-1])


def icon(ending: str, folder: Path = OUTPUT) -> Path:
    """The icon in a platform's format, made anew.

    Args:
        ending: "ico" or "icns".
        folder: where it is to lie.

    Raises:
        ValueError: there is no such format.
    """
    writers = {"ico": write_ico, "icns": write_icns}
    if ending not in writers:
        raise ValueError(f"There are icons in the formats {', '.join(writers)}, not {ending}.")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"pictrove.{ending}"
    writers[ending](path)
    return path


def main(arguments: Sequence[str]) -> int:
    """Make both icons."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(arguments[0]) if arguments else OUTPUT
    for ending in ("ico", "icns"):
        path = icon(ending, folder)
        print(f"Wrote {path} ({path.stat().st_size:,} bytes)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
