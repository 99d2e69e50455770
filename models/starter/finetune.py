"""The image tower, once more: end to end on what is said of photos.

The image teacher has never heard of some things people photograph (it knows a hundred breeds
of dogs and hardly a horse). So the trained tower goes on for a few passes with the captions
and labels themselves, by the contrastive loss, beside what its teacher says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.nn import functional as F

from models.starter.heads import contrastive_loss
from models.starter.image import Lessons, augment, average_gradients, crop_batch, normalise
from models.starter.schedule import Run, cosine_rate


@dataclass(frozen=True)
class FineTuneSettings:
    """How the image tower is fine-tuned.

    Attributes:
        batch: photos per step and worker.
        others: texts of other photos that count as negatives too; they cost nothing.
        loyalty: weight of the cosine distance to the teacher's embedding.
    """

    steps: int = 260
    batch: int = 128
    others: int = 1024
    side: int = 128
    peak_rate: float = 5e-4
    warmup: int = 15
    weight_decay: float = 0.05
    loyalty: float = 4.0
    save_every: int = 20
    seed: int = 7


def fine_tune(
    model: Any,
    lessons: Lessons,
    texts: Tensor,
    said: Sequence[Sequence[int]],
    settings: FineTuneSettings,
    checkpoint: Path,
    report: Callable[[str], None],
) -> None:
    """Train the image tower and both projections of `model` in place.

    Args:
        model: the open_clip model, towers trained.
        lessons: photos, and what the teacher says of them.
        texts: (texts, width), what the frozen text tower's projection gets.
        said: per photo, the numbers of its texts.
        settings: how long and how fast.
        checkpoint: where the state of the training is kept.
        report: gets a line now and then.
    """
    torch.manual_seed(settings.seed)
    learner = _Learner(model).train()
    optimizer = torch.optim.AdamW(learner.parameters(), weight_decay=settings.weight_decay)
    parts = {"learner": learner, "optimizer": optimizer}
    run = Run("fine-tuning", parts, checkpoint, report)
    for step in run.steps(settings.steps, settings.save_every, settings.batch):
        rate = cosine_rate(step, settings.steps, settings.warmup, settings.peak_rate)
        for group in optimizer.param_groups:
            group["lr"] = rate
        loss = _loss(learner, lessons, texts, said, settings, step)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch's own
        average_gradients(learner)
        optimizer.step()
        run.loss = loss.item()
    model.eval()


class _Learner(nn.Module):
    """What is trained: the image tower, the text projection, the temperature."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.visual = model.visual.to(memory_format=torch.channels_last)
        self.text_projection = model.text.text_projection
        self.log_scale = nn.Parameter(torch.tensor(3.0))


def _loss(
    learner: Any,
    lessons: Lessons,
    texts: Tensor,
    said: Sequence[Sequence[int]],
    settings: FineTuneSettings,
    step: int,
) -> Tensor:
    rank = dist.get_rank() if dist.is_initialized() else 0
    rng = np.random.default_rng((settings.seed, step, rank))
    chances = lessons.chances * np.array([bool(numbers) for numbers in said])
    chances /= chances.sum()
    chosen = np.sort(rng.choice(len(chances), settings.batch, replace=False, p=chances))
    views = rng.integers(lessons.boxes.shape[1], size=settings.batch)
    crops = crop_batch(lessons.pixels[chosen], lessons.boxes[chosen, views], settings.side)
    with torch.autocast("cpu", torch.bfloat16):
        images = learner.visual(normalise(augment(crops, rng)))
    images = F.normalize(images.float(), dim=1)
    numbers = [said[photo][int(rng.integers(len(said[photo])))] for photo in chosen]
    own = F.normalize(texts[numbers] @ learner.text_projection, dim=1)
    others = rng.integers(len(texts), size=settings.others)
    scale = learner.log_scale.exp().clamp(max=100)
    crowd = F.normalize(texts[others] @ learner.text_projection, dim=1)
    in_crowd = torch.cat([(images * own).sum(1, keepdim=True), images @ crowd.T], 1) * scale
    wanted = torch.from_numpy(lessons.embeddings[chosen, views].astype(np.float32))
    loss: Tensor = (
        contrastive_loss(images, own, torch.tensor(numbers), scale)
        + 0.5 * F.cross_entropy(in_crowd, torch.zeros(len(chosen), dtype=torch.long))
        + settings.loyalty * (1 - (images * wanted).sum(1).mean())
    )
    return loss
