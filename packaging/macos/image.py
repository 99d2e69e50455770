"""Makes the disk image for macOS of the application: `Pictrove-VERSION-ARCH.dmg`.

    python packaging/macos/image.py [--app FILE] [--output DIR]

On macOS, with the command line tools of Xcode. Signing and notarization are optional:
PICTROVE_SIGN names an identity of the keychain ("Developer ID Application: ..."), PICTROVE_NOTARIZE
a profile that `xcrun notarytool store-credentials` has stored. Without them the application is
signed for no one ("ad hoc"), and its user has to allow it once in the system's settings.
"""

from __future__ import annotations

import argparse
import os
import platform
import plistlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SIGN, NOTARIZE = "PICTROVE_SIGN", "PICTROVE_NOTARIZE"

Run = Callable[[Sequence[str]], None]


class Trouble(Exception):  # noqa: N818  (the end of a build, not an error of this program)
    """The image cannot be made."""


def run(command: Sequence[str]) -> None:
    """Run a program.

    Args:
        command: the program with its arguments.

    Raises:
        Trouble: it fails, or is not there.
    """
    if shutil.which(command[0]) is None:
        raise Trouble(f"{command[0]} was not found; this works on macOS, with Xcode's tools.")
    if subprocess.run(command, check=False).returncode != 0:
        raise Trouble(f"`{' '.join(command)}` failed; its message stands above.")


def make(
    app: Path,
    output: Path,
    version: str,
    environ: Mapping[str, str] = os.environ,
    run: Run = run,
) -> Path:
    """Sign the application, and make an image of it.

    Args:
        app: what PyInstaller made.
        output: where the image goes.
        version: Pictrove's.
        environ: who signs.
        run: what runs a program.

    Raises:
        Trouble: something does not work.
    """
    if not (app / "Contents" / "Info.plist").is_file():
        raise Trouble(f"{app} is no application; make the bundle first.")
    identity = environ.get(SIGN, "-")
    image = output / f"Pictrove-{version}-{platform.machine()}.dmg"
    with tempfile.TemporaryDirectory() as work:
        sign(app, identity, Path(work), run)
        pack(app, image, Path(work) / "image", run)
    if identity != "-":
        run(["codesign", "--sign", identity, "--timestamp", str(image)])
    profile = environ.get(NOTARIZE)
    if profile:
        notarize(image, profile, run)
    return image


def sign(app: Path, identity: str, work: Path, run: Run) -> None:
    """Sign the application and all code in it, with the hardened runtime.

    Args:
        app: what PyInstaller made.
        identity: "-" for no one.
        work: a folder for what is needed once.
        run: what runs a program.
    """
    import plist

    allowed = work / "entitlements.plist"
    allowed.write_bytes(plistlib.dumps(plist.entitlements()))
    command = ["codesign", "--force", "--options", "runtime", "--sign", identity]
    command += ["--timestamp"] if identity != "-" else ["--timestamp=none"]
    for library in inner_code(app):  # from the inside out, as codesign wants it
        run([*command, str(library)])
    run([*command, "--entitlements", str(allowed), str(app)])
    run(["codesign", "--verify", "--strict", "--deep", str(app)])


def inner_code(app: Path) -> list[Path]:
    """Libraries and frameworks of the application, the innermost first.

    Args:
        app: what PyInstaller made.
    """
    found = [
        path
        for path in app.rglob("*")
        if not path.is_symlink()
        and (path.suffix in {".dylib", ".so"} or path.suffix == ".framework")
    ]
    return sorted(found, key=lambda path: (-len(path.parts), str(path)))


def pack(app: Path, image: Path, folder: Path, run: Run) -> None:
    """Make the image: the application, the Quick Action, and a link to Applications.

    Args:
        app: what PyInstaller made.
        image: the new file.
        folder: where its contents are put together.
        run: what runs a program.
    """
    import plist

    folder.mkdir(parents=True)
    shutil.copytree(app, folder / app.name, symlinks=True)
    (folder / "Applications").symlink_to("/Applications")
    plist.write_quick_action(folder)
    image.parent.mkdir(parents=True, exist_ok=True)
    image.unlink(missing_ok=True)
    options = ["-volname", "Pictrove", "-fs", "HFS+", "-format", "ULMO"]
    run(["hdiutil", "create", "-srcfolder", str(folder), *options, str(image)])


def notarize(image: Path, profile: str, run: Run) -> None:
    """Have Apple look at the image, and attach the ticket.

    Args:
        image: signed already.
        profile: of the keychain, see above.
        run: what runs a program.
    """
    run(["xcrun", "notarytool", "submit", str(image), "--keychain-profile", profile, "--wait"])
    run(["xcrun", "stapler", "staple", str(image)])


def main(arguments: Sequence[str]) -> int:
    """Make the image; returns the exit code."""
    sys.path[:0] = [str(HERE), str(ROOT / "packaging"), str(ROOT)]
    import bundle_metadata

    from indexer.version import version

    parser = argparse.ArgumentParser(description="Make the disk image for macOS.")
    parser.add_argument("--app", type=Path, default=ROOT / "dist" / "Pictrove.app")
    parser.add_argument("--output", type=Path, default=ROOT / "dist")
    told = parser.parse_args(arguments)
    app = told.app.absolute()
    objection = bundle_metadata.objection_to(app / "Contents" / "Resources")
    try:
        if objection:
            raise Trouble(objection)  # noqa: TRY301  (one way to say it)
        print(f"Made {make(app, told.output.absolute(), version())}")
    except Trouble as trouble:
        print(f"Stopped: {trouble}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
