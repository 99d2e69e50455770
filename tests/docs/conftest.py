"""What the commands of the documentation need from outside: a hub with a model."""

from __future__ import annotations

import pytest

from tests.docs import small_models
from tests.models.conftest import Hub


@pytest.fixture(scope="session")
def variables(tmp_path_factory):
    """Variables of the environment with which a small model can be fetched from this computer."""
    folder = tmp_path_factory.mktemp("small-models")
    path, content = small_models.make(folder)
    with Hub() as hub:
        hub.files[path] = content
        yield {"PICTROVE_HUB": hub.url, "PYTHONPATH": str(folder)}
