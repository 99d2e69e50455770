"""Measures a model on captioned photos; nothing is stored.

Recall@k and median rank are those of text-to-image retrieval as in Karpathy and Fei-Fei,
"Deep Visual-Semantic Alignments for Generating Image Descriptions", 2015: a caption's rank
is one more than the number of photos that score higher than its own. Photos of equal score
count as ranked before it, so a model that says the same of everything scores nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from indexer.client import Evaluation
from indexer.decode.pool import DecoderPool
from indexer.decode.types import Decoded, Job
from indexer.errors import LibraryError
from models.encoder import Embeddings, Encoder

_BATCH = 64
_NEIGHBOURS = 10


class EvaluationError(LibraryError):
    """A captioned set that cannot be measured."""


@dataclass(frozen=True)
class CaptionedPhoto:
    """One row of a captioned set; `path` is absolute."""

    path: str
    captions: tuple[str, ...]
    labels: frozenset[str]


def read_captions(file: Path) -> list[CaptionedPhoto]:
    """Rows `{"file": relative path, "captions": [...], "labels": [...]}`, one per line.

    Raises:
        EvaluationError: the file cannot be read, or a line is not such a row.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise EvaluationError(
            f"The captions {file} cannot be read ({reason}); name a JSONL file in UTF-8."
        ) from error
    rows = [_row(file, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not rows:
        raise EvaluationError(f"The captions {file} are empty; write one JSON object per line.")
    return rows


def _row(file: Path, number: int, line: str) -> CaptionedPhoto:
    try:
        row = json.loads(line)
        captions, labels = row.get("captions", []), row.get("labels", [])
        if not isinstance(row["file"], str) or not _strings(captions) or not _strings(labels):
            raise TypeError  # noqa: TRY301 - told with the others below
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise EvaluationError(
            f"Line {number} of {file} is no captioned photo; it should read "
            '{"file": "relative/path.jpg", "captions": ["..."], "labels": ["..."]}.'
        ) from error
    path = file.absolute().parent / row["file"]
    return CaptionedPhoto(str(path), tuple(captions), frozenset(labels))


def _strings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def evaluate(
    captions: Path,
    encoder: Encoder,
    decoders: DecoderPool,
    on_progress: Callable[[int, int], None],
) -> Evaluation:
    """Measure `encoder` on the photos that `captions` names.

    Args:
        captions: a JSONL file; see `read_captions`.
        encoder: the model to measure.
        decoders: decode the photos.
        on_progress: gets (photos embedded, photos in all).

    Raises:
        EvaluationError: the captions cannot be read, or no photo has any.
    """
    rows = read_captions(captions)
    embedded, skipped = _embed_photos(rows, encoder, decoders, on_progress)
    photos = [row for row in rows if row.path in embedded]
    texts = [text for row in photos for text in row.captions]
    if not texts:
        raise EvaluationError(
            f"No photo of {captions} could be read and has a caption; check the files it names."
        )
    images = np.stack([embedded[row.path] for row in photos])
    owners = np.array([at for at, row in enumerate(photos) for _ in row.captions])
    ranks = text_to_image_ranks(images, _embed_texts(texts, encoder), owners)
    return Evaluation(
        model=encoder.model_id,
        photos=len(photos),
        captions=len(texts),
        recall_at_1=recall(ranks, 1),
        recall_at_5=recall(ranks, 5),
        recall_at_10=recall(ranks, 10),
        median_rank=float(np.median(ranks)),
        precision_at_10=image_precision(images, [row.labels for row in photos]),
        skipped=tuple(skipped),
    )


def _embed_photos(
    rows: Sequence[CaptionedPhoto],
    encoder: Encoder,
    decoders: DecoderPool,
    on_progress: Callable[[int, int], None],
) -> tuple[dict[str, Embeddings], list[str]]:
    """Embeddings by path, and a sentence for each photo that could not be read."""
    embedded: dict[str, Embeddings] = {}
    skipped: list[str] = []
    paths = list(dict.fromkeys(row.path for row in rows))

    def jobs() -> Iterator[Job]:
        for key, path in enumerate(paths):
            yield Job(key, path, None, encoder.input_spec, metadata=False)

    def embed(batch: Sequence[Decoded]) -> None:
        pixels = [seen.pixels for seen in batch if seen.pixels is not None]
        vectors = encoder.encode_images(np.stack(pixels))
        embedded.update({paths[seen.key]: row for seen, row in zip(batch, vectors, strict=True)})
        on_progress(len(embedded) + len(skipped), len(paths))

    batch: list[Decoded] = []
    for result in decoders.run(jobs()):
        if isinstance(result, Decoded):
            batch.append(result)
        else:
            skipped.append(f"{paths[result.key]}: {result.reason}")
        if len(batch) == _BATCH:
            embed(batch)
            batch = []
    if batch:
        embed(batch)
    return embedded, skipped


def _embed_texts(texts: Sequence[str], encoder: Encoder) -> Embeddings:
    parts = [
        encoder.encode_texts(texts[start : start + _BATCH])
        for start in range(0, len(texts), _BATCH)
    ]
    return np.concatenate(parts)


def text_to_image_ranks(
    images: Embeddings, texts: Embeddings, owners: np.ndarray[Any, np.dtype[np.int64]]
) -> np.ndarray[Any, np.dtype[np.int64]]:
    """The rank (1 is best) of each text's own photo among all photos.

    Args:
        images: (photos, dim) unit vectors.
        texts: (texts, dim) unit vectors.
        owners: (texts,) the photo each text belongs to.

    Returns:
        (texts,) int64.
    """
    ranks = []
    for start in range(0, len(texts), _BATCH):
        scores = texts[start : start + _BATCH] @ images.T
        own = np.take_along_axis(scores, owners[start : start + _BATCH, None], 1)
        ranks.append((scores >= own).sum(1))
    return np.concatenate(ranks)


def recall(ranks: np.ndarray[Any, np.dtype[np.int64]], k: int) -> float:
    """The share of texts whose own photo is among the first `k`."""
    return float((ranks <= k).mean())


def image_precision(images: Embeddings, labels: Sequence[frozenset[str]]) -> float | None:
    """Mean image-to-image precision@10 over the photos with labels, among themselves.

    A neighbour is right if it shares a label. A label that only one photo has cannot be
    found again, so photos without any partner are not asked about.

    Returns:
        0 to 1, or None where fewer than two photos share a label.
    """
    labelled = [at for at, names in enumerate(labels) if names]
    precisions = []
    similarities = images[labelled] @ images[labelled].T
    np.fill_diagonal(similarities, -np.inf)
    for row, at in enumerate(labelled):
        if not any(labels[at] & labels[other] for other in labelled if other != at):
            continue
        nearest = np.argsort(-similarities[row], kind="stable")[:_NEIGHBOURS]
        nearest = nearest[nearest != row]
        right = [bool(labels[at] & labels[labelled[other]]) for other in nearest]
        precisions.append(np.mean(right))
    return float(np.mean(precisions)) if precisions else None
