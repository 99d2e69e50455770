"""Makes the installer for Windows of a bundle: `Pictrove-VERSION-x64-setup.exe`.

    python packaging/windows/installer.py [--bundle DIR] [--output DIR]

On Windows, with Inno Setup 6.3 or later. Signing is optional: set PICTROVE_SIGN to a command with
`$f` for the file, for example
`signtool sign /fd sha256 /tr http://timestamp.example /td sha256 /n "Your name" $f`; the two
programs, the installer and the uninstaller are signed with it. `README.md` here says more.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SCRIPT = HERE / "pictrove.iss"
PROGRAMS = ("pictrove.exe", "pictrovew.exe")
"""For the command line, with a console; and for all else, without one."""

SIGN = "PICTROVE_SIGN"
_COMPILER = "ISCC.exe"
_PLACES = ("ProgramFiles(x86)", "ProgramFiles")


class Trouble(Exception):  # noqa: N818  (the end of a build, not an error of this program)
    """The installer cannot be made."""


def compiler(environ: Mapping[str, str] = os.environ) -> str:
    """Inno Setup's compiler.

    Args:
        environ: where Windows says what lies where.

    Raises:
        Trouble: it is not installed.
    """
    places = [Path(place) for name in _PLACES if (place := environ.get(name))]
    if local := environ.get("LOCALAPPDATA"):  # installed for one user only
        places.append(Path(local) / "Programs")
    usual = [path for place in places for path in place.glob(f"Inno Setup [6-9]/{_COMPILER}")]
    found = shutil.which(_COMPILER) or next(map(str, usual), None)
    if found is None:
        raise Trouble(
            f"Inno Setup's {_COMPILER} was not found; install Inno Setup 6.3 or later "
            "(winget install JRSoftware.InnoSetup)."
        )
    return found


def numeric(version: str) -> str:
    """A version as Windows wants it: four numbers."""
    numbers = re.findall(r"\d+", version.partition("+")[0])[:3]
    return ".".join([*[*numbers, "0", "0", "0"][:3], "0"])


def definitions(version: str, bundle: Path, icon: Path, output: Path) -> list[str]:
    """What the script is told.

    Args:
        version: Pictrove's.
        bundle: the folder that PyInstaller made.
        icon: an .ico file.
        output: where the installer goes.

    Raises:
        Trouble: there is no complete bundle.
    """
    for name in (*PROGRAMS, "_internal/LICENSE"):
        if not (bundle / name).is_file():
            raise Trouble(f"{bundle / name} is missing; make the bundle first.")
    told = {
        "Version": version,
        "NumericVersion": numeric(version),
        "Bundle": str(bundle),
        "Icon": str(icon),
        "Output": str(output),
    }
    return [f"/D{name}={value}" for name, value in told.items()]


def sign_programs(bundle: Path, command: str) -> None:
    """Sign the two programs of a bundle.

    Args:
        bundle: the folder that PyInstaller made.
        command: what signs a file, with `$f` in the place of its name.
    """
    for name in PROGRAMS:
        parts = shlex.split(command, posix=False)
        file = str(bundle / name)
        subprocess.run([part.strip('"').replace("$f", file) for part in parts], check=True)


def make(bundle: Path, output: Path) -> None:
    """Make the installer.

    Args:
        bundle: the folder that PyInstaller made.
        output: where the installer goes.

    Raises:
        Trouble: something for it is missing.
    """
    sys.path[:0] = [str(ROOT / "packaging"), str(ROOT)]
    import bundle_metadata
    import icons

    from indexer.version import version

    objection = bundle_metadata.objection_to(bundle / "_internal")
    if objection:
        raise Trouble(objection)
    told = definitions(version(), bundle, icons.icon("ico"), output)
    command = [compiler(), "/Qp", *told]
    sign = os.environ.get(SIGN)
    if sign:
        sign_programs(bundle, sign)
        command += ["/DSign", f"/Spictrove={sign.replace(chr(34), '$q')}"]
    subprocess.run([*command, str(SCRIPT)], check=True)


def main(arguments: Sequence[str]) -> int:
    """Make the installer; returns the exit code."""
    parser = argparse.ArgumentParser(description="Make the installer for Windows.")
    parser.add_argument("--bundle", type=Path, default=ROOT / "dist" / "pictrove")
    parser.add_argument("--output", type=Path, default=ROOT / "dist")
    told = parser.parse_args(arguments)
    try:
        make(told.bundle.absolute(), told.output.absolute())
    except (Trouble, subprocess.CalledProcessError) as trouble:
        print(f"Stopped: {trouble}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
