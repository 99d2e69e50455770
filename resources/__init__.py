"""Files that Pictrove ships: the starter model, word lists."""

from pathlib import Path


def resource(name: str) -> Path:
    """Absolute path of a shipped file or folder, for instance ``"starter"``."""
    return Path(__file__).parent / name
