"""Makes the pictures of `docs/screenshots` anew: `make screenshots`.

They show the sample photos that come with the extra `demo`, in the real window with a real engine,
painted without a display.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
FOLDER = ROOT / "docs" / "screenshots"
_LIKE = "motorcycle from the other side.png"


@dataclass(frozen=True)
class Scene:
    """One picture: its name, and the options of `pictrove gui --demo-shot`."""

    name: str
    options: tuple[str, ...]
    like: bool = False


SCENES = (
    Scene("welcome", ("--state", "welcome")),
    Scene("words", ("--query", "a cat")),
    Scene("picture", ("--query", "outdoors"), like=True),
    Scene("dark", ("--query", "something to drink", "--dark")),
    Scene("viewer", ("--query", "a cat", "--state", "viewer")),
    Scene("settings", ("--state", "settings", "--size", "900x640")),
    Scene("models", ("--state", "models", "--size", "900x760")),
    Scene("german", ("--query", "a motorcycle", "--language", "de")),
    Scene("large", ("--query", "a rocket", "--size", "720x500", "--scale", "2")),
)


def main() -> int:
    """Make every scene; returns the exit code."""
    from app.demo_photos import LIKE, copy_photo, copy_photos

    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        photos, like = Path(name, "Pictures"), Path(name, _LIKE)
        copy_photos(photos)
        copy_photo(*LIKE[:2], like)
        for scene in SCENES:
            print(f"==> {scene.name}", flush=True)
            target = str(FOLDER / f"{scene.name}.png")
            command = [sys.executable, "-m", "app", "gui", "--demo-shot", target]
            command += ["--photos", str(photos), *scene.options, *([str(like)] * scene.like)]
            code = subprocess.run(command, cwd=ROOT, check=False).returncode
            if code != 0:
                return code
            _make_small(Path(target))
    return 0


def _make_small(path: Path) -> None:
    """A repository keeps every version of a picture for ever."""
    from PIL import Image

    with Image.open(path) as image:
        image.convert("RGB").quantize(256).save(path, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
