"""The joint space: two small heads that bring the two teachers together.

A contrastive loss (Radford et al., "Learning Transferable Visual Models From Natural
Language Supervision", 2021) over photos and what is said of them; equal texts in a batch
are not counted as negatives.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

EMBED_DIM = 256


@dataclass(frozen=True)
class HeadSettings:
    """How the heads are trained; 350 to 700 steps were best in a trial, 4,500 overfit."""

    steps: int = 700
    batch: int = 512
    peak_rate: float = 1.5e-3
    weight_decay: float = 0.05
    seed: int = 0


class Head(nn.Module):
    """A linear map plus a small perceptron, from a teacher's space into the joint one."""

    def __init__(self, inputs: int, hidden: int = 512, dropout: float = 0.3) -> None:
        super().__init__()
        self.dropout = dropout
        self.linear = nn.Linear(inputs, EMBED_DIM)
        self.perceptron = nn.Sequential(
            nn.Dropout(dropout),
            nn.Linear(inputs, hidden),
            nn.GELU(),
            nn.Dropout(dropout),
            nn.Linear(hidden, EMBED_DIM),
        )

    def forward(self, x: Tensor) -> Tensor:
        """(n, inputs) to (n, EMBED_DIM) unit vectors."""
        dropped = F.dropout(x, self.dropout, self.training)
        return F.normalize(self.linear(dropped) + self.perceptron(x), dim=1)


def contrastive_loss(images: Tensor, texts: Tensor, numbers: Tensor, scale: Tensor) -> Tensor:
    """Symmetric cross-entropy; texts with the same number share the probability.

    Args:
        images: (n, dim) unit vectors.
        texts: (n, dim) unit vectors.
        numbers: (n,) which text each row is.
        scale: inverse temperature.
    """
    similarities = images @ texts.T * scale
    same = (numbers[:, None] == numbers[None]).float()
    wanted = same / same.sum(1, keepdim=True)
    per_image = -(wanted * F.log_softmax(similarities, 1)).sum(1)
    per_text = -(wanted * F.log_softmax(similarities.T, 1)).sum(1)
    return (per_image.mean() + per_text.mean()) / 2


def train_heads(
    images: list[np.ndarray[Any, Any]],
    texts: np.ndarray[Any, Any],
    said: list[list[int]],
    weights: np.ndarray[Any, Any],
    settings: HeadSettings,
) -> tuple[Head, Head]:
    """Train both heads.

    Args:
        images: per view, (photos, features) float32.
        texts: (texts, features) sentence embeddings.
        said: per photo, the numbers of its texts.
        weights: (photos,) how often a photo is drawn, relative to others.
        settings: how long and how fast.
    """
    torch.manual_seed(settings.seed)
    rng = np.random.default_rng(settings.seed)
    image_head, text_head = Head(images[0].shape[1]), Head(texts.shape[1])
    log_scale = nn.Parameter(torch.tensor(2.66))
    parameters = [*image_head.parameters(), *text_head.parameters(), log_scale]
    optimizer = torch.optim.AdamW(parameters, weight_decay=settings.weight_decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, settings.peak_rate, total_steps=settings.steps
    )
    usable = np.array([i for i, numbers in enumerate(said) if numbers])
    chances = weights[usable] / weights[usable].sum()
    for _ in range(settings.steps):
        batch = rng.choice(usable, settings.batch, replace=False, p=chances)
        view = images[rng.integers(len(images))]
        numbers = [said[photo][rng.integers(len(said[photo]))] for photo in batch]
        loss = contrastive_loss(
            image_head(torch.from_numpy(view[batch])),
            text_head(torch.from_numpy(texts[numbers].astype(np.float32))),
            torch.tensor(numbers),
            log_scale.exp().clamp(max=100),
        )
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch's own
        optimizer.step()
        schedule.step()
    return image_head.eval(), text_head.eval()


def recall(images: Tensor, texts: Tensor, owners: Tensor) -> dict[str, float]:
    """Text-to-image recall@1, @5, @10 and the median rank.

    Args:
        images: (photos, dim) unit vectors.
        texts: (texts, dim) unit vectors.
        owners: (texts,) the photo each text belongs to.
    """
    similarities = texts @ images.T
    ranks = (similarities > similarities.gather(1, owners[:, None])).sum(1)
    figures = {f"recall@{k}": (ranks < k).float().mean().item() for k in (1, 5, 10)}
    return figures | {"median rank": ranks.median().item() + 1}
