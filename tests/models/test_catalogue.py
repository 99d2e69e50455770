"""What can be used on this machine."""

import shutil

import numpy as np
import pytest

from models.catalogue import model_folder, open_encoder, ready
from models.errors import ModelNotReadyError, UnknownModelError
from resources import resource


def test_a_model_that_is_not_prepared_is_explained(tmp_path):
    assert not ready("standard", tmp_path)
    with pytest.raises(ModelNotReadyError, match="standard is not prepared on this machine"):
        open_encoder("standard", tmp_path)


def test_an_unknown_model_is_explained(tmp_path):
    for ask in (ready, open_encoder):
        with pytest.raises(UnknownModelError, match="did you mean 'accurate'"):
            ask("acurate", tmp_path)


def test_models_have_their_places(tmp_path):
    assert model_folder("starter", tmp_path) == resource("starter")
    assert model_folder("accurate", tmp_path) == tmp_path / "PE-Core-B-16--meta"
    assert model_folder("RN50/openai", tmp_path) == tmp_path / "RN50--openai"


@pytest.mark.torch
def test_a_prepared_model_is_opened(tiny_prepared, tmp_path):
    shutil.copytree(tiny_prepared, tmp_path / "tiny--random")
    assert ready("tiny/random", tmp_path)
    encoder = open_encoder("tiny/random", tmp_path, threads=1)
    assert encoder.model_id == "tiny/random"
    assert encoder.encode_texts(["a dog"]).shape == (1, 32)
    assert encoder.encode_texts(["a dog"]).dtype == np.float32
