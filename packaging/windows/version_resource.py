"""What Windows shows about the two programs in their properties: PyInstaller's version file."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from installer import numeric

_FORM = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0x0, OS=0x40004,
    fileType=0x1, subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable("040904B0", [
      StringStruct("CompanyName", "Pictrove"),
      StringStruct("FileDescription", {description!r}),
      StringStruct("FileVersion", {version!r}),
      StringStruct("InternalName", {name!r}),
      StringStruct("LegalCopyright", "Licensed under Apache-2.0"),
      StringStruct("OriginalFilename", {name!r}),
      StringStruct("ProductName", "Pictrove"),
      StringStruct("ProductVersion", {version!r})])]),
    VarFileInfo([VarStruct("Translation", [1033, 1200])])
  ])
"""


def version_file(name: str, version: str, folder: Path) -> Path:
    """Write the version file of one program.

    Args:
        name: of the program, with its ending.
        version: Pictrove's.
        folder: where it goes.
    """
    numbers = tuple(map(int, numeric(version).split(".")))
    window = name == "pictrovew.exe"
    text = _FORM.format(
        numbers=numbers,
        description="Pictrove" if window else "Pictrove (command line)",
        version=version,
        name=name,
    )
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{Path(name).stem}-version.txt"
    path.write_text(text, "utf-8")
    return path
