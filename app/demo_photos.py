"""The real sample photos that scikit-image and scikit-learn carry inside their packages.

They are copied out of the installed packages; neither package is imported, and nothing is
downloaded.
"""

from __future__ import annotations

import shlex
import sys
from importlib.util import find_spec
from pathlib import Path

from indexer.errors import LibraryError
from resources.own_process import is_bundle

LIBRARY = (
    ("skimage", "data/astronaut.png", "Portraits/astronaut in an orange suit.png"),
    ("skimage", "data/camera.png", "Portraits/man with a camera on a tripod.png"),
    ("skimage", "data/chelsea.png", "Animals/Chelsea the cat.png"),
    ("skimage", "data/coffee.png", "Food/espresso and a spoon.png"),
    ("skimage", "data/rocket.jpg", "Space/rocket at the launch pad.jpg"),
    ("skimage", "data/moon.png", "Space/surface of the moon.png"),
    ("skimage", "data/hubble_deep_field.jpg", "Space/galaxies far away.jpg"),
    ("skimage", "data/motorcycle_left.png", "Garage/motorcycle.png"),
    ("skimage", "data/coins.png", "Collection/old coins.png"),
    ("skimage", "data/page.png", "Papers/page of a book.png"),
    ("skimage", "data/brick.png", "Textures/brick wall.png"),
    ("skimage", "data/grass.png", "Textures/grass.png"),
    ("skimage", "data/gravel.png", "Textures/gravel.png"),
    ("sklearn", "datasets/images/china.jpg", "Travel/temple in China.jpg"),
    ("sklearn", "datasets/images/flower.jpg", "Garden/flower.jpg"),
)
"""(package, file in it, name in the demo's folder).

Names count in a search too, so none holds all the words of one of the demo's searches: what the
demo finds, it finds by looking at the pictures.
"""

LIKE = ("skimage", "data/motorcycle_right.png", "the same motorcycle from another side.png")
"""The picture that the demo searches by; it is not in the demo's library."""

_FEWEST = 5


def copy_photos(folder: Path) -> int:
    """Write the photos below `folder`.

    Returns:
        How many there are; a newer version of a package may carry fewer.

    Raises:
        LibraryError: the packages are not installed, or carry too few photos.
    """
    copied = sum(copy_photo(package, inside, folder / name) for package, inside, name in LIBRARY)
    if copied < _FEWEST and is_bundle():
        raise LibraryError("The demo's photos are no part of this bundle; use photos of your own.")
    if copied < _FEWEST:
        raise LibraryError(
            "The demo's photos come with scikit-image and scikit-learn, which are not installed; "
            f"type: {shlex.quote(sys.executable)} -m pip install scikit-image scikit-learn"
        )
    return copied


def copy_photo(package: str, inside: str, to: Path) -> bool:
    """Copy one file out of an installed package; False if it is not there."""
    spec = find_spec(package)
    for root in spec.submodule_search_locations or () if spec else ():
        source = Path(root, inside)
        if source.is_file():
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_bytes(source.read_bytes())
            return True
    return False
