"""The text tower: what the sentence encoder and its head say, said by a small transformer.

Text is unlimited, so the tower learns from captions, from every word of a wide vocabulary
and from composed phrases (`texts.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from models.starter.schedule import Run, cosine_rate

_SIMILARITY_SCALE = 20.0
_POOL = 8  # batches drawn at once and sorted by length, so that little padding is computed


@dataclass(frozen=True)
class TextSettings:
    """How the text tower is trained; `steps` counts optimiser steps of `batch` texts."""

    steps: int = 1700
    batch: int = 512
    peak_rate: float = 2e-3
    warmup: int = 100
    weight_decay: float = 0.02
    save_every: int = 200
    seed: int = 0


def train_text_tower(
    tower: nn.Module,
    tokens: Tensor,
    wanted: np.ndarray[Any, Any],
    weights: np.ndarray[Any, Any],
    settings: TextSettings,
    checkpoint: Path,
    report: Callable[[str], None],
) -> None:
    """Train `tower` in place; goes on from `checkpoint` where it exists.

    Args:
        tower: maps (n, length) int64 tokens to (n, dim).
        tokens: (texts, context) int64, zero-padded.
        wanted: (texts, dim) unit vectors to say.
        weights: (texts,) how often a text is drawn, relative to others.
        settings: how long and how fast.
        checkpoint: where the state of the training is kept.
        report: gets a line now and then.
    """
    torch.manual_seed(settings.seed)
    optimizer = torch.optim.AdamW(tower.parameters(), weight_decay=settings.weight_decay)
    run = Run("text tower", {"tower": tower.train(), "optimizer": optimizer}, checkpoint, report)
    lengths = (tokens != 0).sum(1)
    chances = weights / weights.sum()
    drawn: list[Tensor] = []
    for step in run.steps(settings.steps, settings.save_every, settings.batch):
        if not drawn:
            rng = np.random.default_rng((settings.seed, step))
            drawn = _batches_of_like_length(lengths, chances, settings.batch, rng)
        numbers = drawn.pop()
        rate = cosine_rate(step, settings.steps, settings.warmup, settings.peak_rate)
        for group in optimizer.param_groups:
            group["lr"] = rate
        said = _say(tower, tokens[numbers, : int(lengths[numbers].max())])
        loss = _loss(said, torch.from_numpy(wanted[numbers.numpy()].astype(np.float32)))
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch's own
        optimizer.step()
        run.loss = loss.item()
    tower.eval()


def _batches_of_like_length(
    lengths: Tensor, chances: np.ndarray[Any, Any], batch: int, rng: np.random.Generator
) -> list[Tensor]:
    numbers = torch.from_numpy(rng.choice(len(lengths), batch * _POOL, p=chances))
    ordered = numbers[lengths[numbers].argsort()]
    batches = list(torch.split(ordered, batch))
    rng.shuffle(batches)
    return batches


def _say(tower: nn.Module, tokens: Tensor) -> Tensor:
    with short_context(tower, tokens.shape[1]), torch.autocast("cpu", torch.bfloat16):
        said = tower(tokens)
    return F.normalize(said.float(), dim=1)


@contextmanager
def short_context(tower: nn.Module, length: int) -> Iterator[None]:
    """Let open_clip's tower take fewer tokens than its context.

    Attention is causal, so what would follow the end token changes nothing, and computing it
    takes most of the time.
    """
    whole = getattr(tower, "attn_mask", None)
    if isinstance(whole, Tensor):
        tower.attn_mask = whole[:length, :length]
    try:
        yield
    finally:
        if isinstance(whole, Tensor):
            tower.attn_mask = whole


def _loss(said: Tensor, wanted: Tensor) -> Tensor:
    """Cosine distance, and the pattern of similarities within the batch."""
    similarities = said @ wanted.T * _SIMILARITY_SCALE
    pattern = (wanted @ wanted.T * _SIMILARITY_SCALE).softmax(1)
    return 4 * (1 - (said * wanted).sum(1).mean()) + F.cross_entropy(similarities, pattern)


def embed_texts(tower: nn.Module, tokens: Tensor) -> Tensor:
    """(n, dim) float32 unit vectors."""
    tower.eval()
    with torch.inference_mode():
        return torch.cat(
            [F.normalize(tower(part).float(), dim=1) for part in torch.split(tokens, 512)]
        )
