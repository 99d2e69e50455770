"""The encoder everyone uses: prepared towers, run by ONNX Runtime, without torch.

Each tower is loaded when it is first needed: a search by words never loads the image tower.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from models.encoder import Embeddings, Pixels
from models.errors import ModelError
from models.manifest import IMAGE_TOWER, TEXT_TOWER, Manifest, read_manifest
from models.preprocess import InputSpec
from models.runtime import onnx_runtime

if TYPE_CHECKING:
    import onnxruntime  # noqa: TID251 - for its types only

    from models.tokens import TextTokens

_TEXTS_AT_ONCE = 64
_ONLY_ERRORS = 3


class OnnxEncoder:
    """A prepared model as an `Encoder`. May be used from several threads."""

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        """Read what the model is; its towers wait until they are used.

        Args:
            folder: a folder that `models.prepare` made.
            threads: how many threads one call computes with; None: one per physical core.

        Raises:
            ModelError: the folder holds no complete prepared model.
        """
        self.manifest: Manifest = read_manifest(folder)
        self._folder = folder
        self._threads = threads
        self._lock = threading.Lock()
        self._image: Any = None
        self._text: Any = None
        self._tokens: TextTokens | None = None

    @property
    def model_id(self) -> str:
        """The model's id in the registry; embeddings of different ids never mix."""
        return self.manifest.model_id

    @property
    def dim(self) -> int:
        """Length of an embedding."""
        return self.manifest.dim

    @property
    def input_spec(self) -> InputSpec:
        """How a decoded picture becomes model input."""
        return self.manifest.input_spec

    def encode_images(self, pixels: Pixels) -> Embeddings:
        """Embed pictures in one batch: memory grows with n, so the caller chooses it.

        Args:
            pixels: (n, side, side, 3) uint8; n may be 0.

        Returns:
            (n, dim) float32 unit vectors.

        Raises:
            ModelError: the image tower is damaged.
        """
        if not len(pixels):
            return np.zeros((0, self.dim), dtype=np.float32)
        return self._run(self._image_tower(), {"pixels": np.ascontiguousarray(pixels)})

    def encode_texts(self, texts: Sequence[str]) -> Embeddings:
        """Embed texts; each is cut off at the model's context length.

        Returns:
            (len(texts), dim) float32 unit vectors.

        Raises:
            ModelError: the text tower or the tokenizer is damaged.
        """
        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        tower, tokens = self._text_tower()
        parts = [
            self._run(tower, {"tokens": tokens(texts[start : start + _TEXTS_AT_ONCE])})
            for start in range(0, len(texts), _TEXTS_AT_ONCE)
        ]
        return np.concatenate(parts)

    def _image_tower(self) -> onnxruntime.InferenceSession:
        with self._lock:
            if self._image is None:
                self._image = self._open(IMAGE_TOWER)
            return self._image

    def _text_tower(self) -> tuple[onnxruntime.InferenceSession, TextTokens]:
        with self._lock:
            if self._tokens is None:
                from models.tokens import load_tokens

                manifest = self.manifest
                self._tokens = load_tokens(self._folder, manifest.context_length, manifest.clean)
            if self._text is None:
                self._text = self._open(TEXT_TOWER)
            return self._text, self._tokens

    def _open(self, name: str) -> onnxruntime.InferenceSession:
        onnxruntime = onnx_runtime()
        options = onnxruntime.SessionOptions()
        if self._threads is not None:
            options.intra_op_num_threads = self._threads
        options.log_severity_level = _ONLY_ERRORS
        # Waiting threads would otherwise take the processor from the decoders beside us.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            return onnxruntime.InferenceSession(
                str(self._folder / name), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # ONNX Runtime raises its own types, without a common base
            raise ModelError(
                f"{name} in {self._folder} cannot be loaded ({type(error).__name__}); "
                "prepare the model again."
            ) from error

    def _run(self, tower: onnxruntime.InferenceSession, inputs: dict[str, Any]) -> Embeddings:
        embeddings: Embeddings = tower.run(["embeddings"], inputs)[0]
        return embeddings
