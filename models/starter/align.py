"""The last step: both towers' projections are fitted to each other.

Each tower has learnt what its teacher says, and misses it in its own way. Here the towers
are frozen, and only the two linear maps into the joint space go on, by the contrastive loss
over photos and what is said of them, held near where they were.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from models.starter.heads import contrastive_loss
from models.starter.image import Lessons, crop_batch, normalise
from models.starter.text import short_context

_BATCH = 200


@dataclass(frozen=True)
class AlignSettings:
    """How the projections are fitted.

    Attributes:
        views: how many views of each photo are used.
        pull: weight of the squared distance to the start, relative to its squared length.
    """

    steps: int = 400
    batch: int = 1024
    rate: float = 1e-3
    views: int = 2
    pull: float = 1.0
    seed: int = 0


@torch.inference_mode()
def pooled_photos(visual: Any, lessons: Lessons, view: int, side: int) -> Tensor:
    """(n, features) float32: what the frozen image tower's projection gets of one view."""
    parts = []
    for start in range(0, len(lessons.pixels), _BATCH):
        part = slice(start, start + _BATCH)
        crops = crop_batch(lessons.pixels[part], lessons.boxes[part, view], side)
        with torch.autocast("cpu", torch.bfloat16):
            parts.append(visual.trunk(normalise(crops)).float())
    return torch.cat(parts)


@torch.inference_mode()
def pooled_texts(tower: Any, tokens: Tensor) -> Tensor:
    """(n, width) float32: what the frozen text tower's projection gets."""
    projection, tower.text_projection = tower.text_projection, None
    try:
        length = int((tokens != 0).sum(1).max())
        with short_context(tower, length):
            return torch.cat([tower(part[:, :length]) for part in torch.split(tokens, _BATCH)])
    finally:
        tower.text_projection = projection


def align(
    model: Any,
    photos: Sequence[Tensor],
    texts: Tensor,
    said: Sequence[Sequence[int]],
    weights: np.ndarray[Any, Any],
    settings: AlignSettings,
) -> float:
    """Fit the projections of `model` in place.

    Args:
        model: the open_clip model, towers trained.
        photos: per view, (photos, features), see `pooled_photos`.
        texts: (texts, width), see `pooled_texts`.
        said: per photo, the numbers of its texts.
        weights: (photos,) how often a photo is drawn, relative to others.
        settings: how long and how fast.

    Returns:
        The mean loss of the last steps.
    """
    rng = np.random.default_rng(settings.seed)
    parameters = [model.visual.head.proj.weight, model.text.text_projection]
    starts = [parameter.detach().clone() for parameter in parameters]
    log_scale = nn.Parameter(torch.tensor(3.0))
    optimizer = torch.optim.AdamW([*parameters, log_scale], settings.rate, weight_decay=0)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, settings.steps)
    usable = np.array([photo for photo, numbers in enumerate(said) if numbers])
    chances = weights[usable] / weights[usable].sum()
    losses = []
    for _ in range(settings.steps):
        batch = rng.choice(usable, settings.batch, replace=False, p=chances)
        numbers = [said[photo][int(rng.integers(len(said[photo])))] for photo in batch]
        images = model.visual.head(photos[int(rng.integers(len(photos)))][batch])
        loss = contrastive_loss(
            F.normalize(images, dim=1),
            F.normalize(texts[numbers] @ model.text.text_projection, dim=1),
            torch.tensor(numbers),
            log_scale.exp().clamp(max=100),
        )
        moved = [
            (now - start).pow(2).sum() / start.pow(2).sum()
            for now, start in zip(parameters, starts, strict=True)
        ]
        optimizer.zero_grad()
        total = loss + settings.pull * torch.stack(moved).sum()
        total.backward()  # type: ignore[no-untyped-call]  # torch's own
        optimizer.step()
        schedule.step()
        losses.append(loss.item())
    return float(np.mean(losses[-50:]))
