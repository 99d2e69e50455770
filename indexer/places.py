"""Where a library, its caches, the models and the settings lie on this machine."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "PICTROVE_HOME"


@dataclass(frozen=True)
class Places:
    """Folders that belong to Pictrove; none of them lies beside the user's photos.

    Attributes:
        data: the library's database and index.
        cache: thumbnails and other things that can be made again.
        models: weights and prepared models.
        settings: what the user chose.
    """

    data: Path
    cache: Path
    models: Path
    settings: Path

    @classmethod
    def below(cls, home: Path) -> Places:
        """Everything in one folder, for portable use and for tests."""
        return cls(home / "data", home / "cache", home / "models", home / "settings")

    @classmethod
    def of_this_user(cls, environ: Mapping[str, str] = os.environ) -> Places:
        """`PICTROVE_HOME` if set, else the platform's usual folders."""
        home = environ.get(HOME_VARIABLE)
        if home:
            return cls.below(Path(home).expanduser().absolute())
        from platformdirs import PlatformDirs

        platform = PlatformDirs("pictrove", appauthor=False)
        data = Path(platform.user_data_dir)
        return cls(
            data, Path(platform.user_cache_dir), data / "models", Path(platform.user_config_dir)
        )
