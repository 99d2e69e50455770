"""The image tower, trained from random initialisation to say what the image teacher says.

Every step shows the student a crop of a photo together with what the teacher saw in that
same crop (Beyer et al., "Knowledge distillation: A good teacher is patient and
consistent", CVPR 2022). Three losses: the joint embedding (cosine), the teacher's centred
features through an auxiliary head, and the pattern of similarities within the batch.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.nn import functional as F

from models.starter.data import STORED_SIDE
from models.starter.mobilenet import FEATURES
from models.starter.schedule import Run, cosine_rate

MEAN = (0.485, 0.456, 0.406)
STD = (0.229, 0.224, 0.225)
_SIMILARITY_SCALE = 20.0


@dataclass(frozen=True)
class ImageSettings:
    """How the image tower is trained.

    Attributes:
        steps: optimiser steps in all.
        early_share: share of the steps at `early_side` instead of `side` pixels.
    """

    steps: int = 5500
    batch: int = 128
    side: int = 128
    early_side: int = 96
    early_share: float = 0.78
    peak_rate: float = 3e-3
    warmup: int = 200
    weight_decay: float = 0.05
    save_every: int = 250
    seed: int = 0


@dataclass(frozen=True)
class Lessons:
    """Photos and what the student should say of each view of them.

    Attributes:
        pixels: (n, STORED_SIDE, STORED_SIDE, 3) uint8.
        boxes: (n, v, 4) crops, in stored pixels.
        embeddings: (n, v, dim) unit vectors of the joint space.
        features: (n, v, FEATURES) centred unit vectors of the image teacher.
        chances: (n,) how often a photo is drawn; they sum to 1.
    """

    pixels: np.ndarray[Any, np.dtype[np.uint8]]
    boxes: np.ndarray[Any, Any]
    embeddings: np.ndarray[Any, Any]
    features: np.ndarray[Any, Any]
    chances: np.ndarray[Any, Any]


def normalise(pixels: Tensor) -> Tensor:
    """(n, 3, side, side) in [0, 1] to the tower's input, channels last."""
    mean = torch.tensor(MEAN)[None, :, None, None]
    std = torch.tensor(STD)[None, :, None, None]
    return ((pixels - mean) / std).contiguous(memory_format=torch.channels_last)


def crop_batch(
    pixels: np.ndarray[Any, np.dtype[np.uint8]], boxes: np.ndarray[Any, Any], side: int
) -> Tensor:
    """Cut one box out of each photo and resize it, all in one `grid_sample`.

    Returns:
        (n, 3, side, side) float32 in [0, 1].
    """
    photos = torch.from_numpy(pixels).permute(0, 3, 1, 2).float() / 255
    edges = torch.from_numpy(boxes.astype(np.float32)) / STORED_SIDE * 2 - 1
    theta = torch.zeros(len(photos), 2, 3)
    theta[:, 0, 0] = (edges[:, 2] - edges[:, 0]) / 2
    theta[:, 0, 2] = (edges[:, 2] + edges[:, 0]) / 2
    theta[:, 1, 1] = (edges[:, 3] - edges[:, 1]) / 2
    theta[:, 1, 2] = (edges[:, 3] + edges[:, 1]) / 2
    grid = F.affine_grid(theta, [len(photos), 3, side, side], align_corners=False)
    return F.grid_sample(photos, grid, padding_mode="border", align_corners=False)


def augment(crops: Tensor, rng: np.random.Generator) -> Tensor:
    """Flip, brightness, contrast and saturation, drawn for each photo."""
    count = len(crops)

    def drawn(low: float, high: float) -> Tensor:
        return torch.from_numpy(rng.uniform(low, high, (count, 1, 1, 1)).astype(np.float32))

    flips = torch.from_numpy(rng.random(count) < 0.5)
    crops = torch.where(flips[:, None, None, None], crops.flip(3), crops)
    crops = crops * drawn(0.7, 1.3)
    grey = crops.mean(1, keepdim=True)
    crops = grey + (crops - grey) * drawn(0.6, 1.4)
    middle = grey.mean((2, 3), keepdim=True)
    return (middle + (crops - middle) * drawn(0.7, 1.3)).clamp(0, 1)


class Student(nn.Module):
    """open_clip's image tower, and an auxiliary head that is thrown away afterwards."""

    def __init__(self, visual: Any) -> None:
        super().__init__()
        self.visual = visual.to(memory_format=torch.channels_last)
        self.auxiliary = nn.Linear(visual.trunk.num_features, FEATURES)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Pixels to (embeddings, guessed teacher features), both unit vectors."""
        pooled = self.visual.trunk(x)
        embeddings: Tensor = F.normalize(self.visual.head(pooled).float(), dim=1)
        return embeddings, F.normalize(self.auxiliary(pooled).float(), dim=1)


def distillation_loss(student: Student, crops: Tensor, wanted: Tensor, features: Tensor) -> Tensor:
    """The three losses of the module's description, for one batch."""
    with torch.autocast("cpu", torch.bfloat16):
        embeddings, guessed = student(normalise(crops))
    cosine = 1 - (embeddings * wanted).sum(1).mean()
    auxiliary = 1 - (guessed * features).sum(1).mean()
    similarities = embeddings @ wanted.T * _SIMILARITY_SCALE
    pattern = (wanted @ wanted.T * _SIMILARITY_SCALE).softmax(1)
    loss: Tensor = 4 * cosine + 2 * auxiliary + F.cross_entropy(similarities, pattern)
    return loss


def _side(step: int, settings: ImageSettings) -> int:
    early = step < settings.early_share * settings.steps
    return settings.early_side if early else settings.side


def train_image_tower(
    visual: nn.Module,
    lessons: Lessons,
    settings: ImageSettings,
    checkpoint: Path,
    report: Callable[[str], None],
) -> None:
    """Train `visual` in place; goes on from `checkpoint` where it exists."""
    torch.manual_seed(settings.seed)
    student = Student(visual).train()
    optimizer = torch.optim.AdamW(student.parameters(), weight_decay=settings.weight_decay)
    run = Run("image tower", {"student": student, "optimizer": optimizer}, checkpoint, report)
    for step in run.steps(settings.steps, settings.save_every, settings.batch):
        run.loss = _step(student, optimizer, lessons, settings, step)
    visual.eval()


def _step(
    student: Student,
    optimizer: torch.optim.Optimizer,
    lessons: Lessons,
    settings: ImageSettings,
    step: int,
) -> float:
    workers = dist.get_world_size() if dist.is_initialized() else 1
    rank = dist.get_rank() if dist.is_initialized() else 0
    rng = np.random.default_rng((settings.seed, step, rank))
    batch = settings.batch // workers
    chosen = np.sort(rng.choice(len(lessons.pixels), batch, replace=False, p=lessons.chances))
    views = rng.integers(lessons.boxes.shape[1], size=batch)
    crops = crop_batch(lessons.pixels[chosen], lessons.boxes[chosen, views], _side(step, settings))
    rate = cosine_rate(step, settings.steps, settings.warmup, settings.peak_rate)
    for group in optimizer.param_groups:
        group["lr"] = rate
    wanted = torch.from_numpy(lessons.embeddings[chosen, views].astype(np.float32))
    features = torch.from_numpy(lessons.features[chosen, views].astype(np.float32))
    loss = distillation_loss(student, augment(crops, rng), wanted, features)
    optimizer.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]  # torch's own
    average_gradients(student)
    optimizer.step()
    return loss.item()


def average_gradients(module: nn.Module) -> None:
    """Average the gradients of all workers, if there are several.

    One exchange for all gradients: workers of one thread each waste least on a busy CPU.
    """
    if not dist.is_initialized():
        return
    gradients = [p.grad for p in module.parameters() if p.grad is not None]
    flat = torch.cat([gradient.flatten() for gradient in gradients])
    dist.all_reduce(flat)
    sizes = [gradient.numel() for gradient in gradients]
    parts = torch.split(flat / dist.get_world_size(), sizes)
    for gradient, part in zip(gradients, parts, strict=True):
        gradient.copy_(part.view_as(gradient))


def embed_photos(
    visual: nn.Module, pixels: np.ndarray[Any, np.dtype[np.uint8]], side: int
) -> Tensor:
    """(n, dim) float32 unit vectors of whole photos."""
    training = visual.training
    visual.eval()
    parts = []
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for start in range(0, len(pixels), 100):
            photos = torch.from_numpy(np.array(pixels[start : start + 100]))
            photos = photos.permute(0, 3, 1, 2).float() / 255
            size = (side, side)
            photos = F.interpolate(photos, size, mode="bicubic", antialias=True).clamp(0, 1)
            parts.append(visual(normalise(photos)).float())
    visual.train(training)
    return F.normalize(torch.cat(parts), dim=1)
