"""The frame of a training run: the learning rate, checkpoints, going on after a stop."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist


def cosine_rate(step: int, steps: int, warmup: int, peak: float) -> float:
    """Linear warm-up to `peak`, then half a cosine down to zero."""
    return peak * min(1.0, (step + 1) / warmup) * 0.5 * (1 + math.cos(math.pi * step / steps))


class Run:
    """Counts steps, keeps a checkpoint, and reports speed and loss.

    Attributes:
        loss: the latest loss, set by the training loop.
    """

    def __init__(
        self,
        name: str,
        parts: Mapping[str, Any],
        checkpoint: Path,
        report: Callable[[str], None],
    ) -> None:
        self._name = name
        self._parts = parts
        self._checkpoint = checkpoint
        self._report = report
        self.loss = math.nan

    def steps(self, steps: int, save_every: int, batch: int) -> Iterator[int]:
        """Yield the numbers of the steps still to be done."""
        first = self._resume()
        began = time.monotonic()
        for step in range(first, steps):
            yield step
            done = step + 1
            if self._first_worker() and (done % save_every == 0 or done == steps):
                self._save(done)
                speed = (done - first) * batch / (time.monotonic() - began)
                self._report(f"{self._name}: step {done}, loss {self.loss:.3f}, {speed:.0f}/s")

    @staticmethod
    def _first_worker() -> bool:
        return not dist.is_initialized() or dist.get_rank() == 0

    def _resume(self) -> int:
        if not self._checkpoint.exists():
            return 0
        state = torch.load(self._checkpoint, weights_only=True)
        for name, part in self._parts.items():
            part.load_state_dict(state[name])
        step = int(state["step"])
        self._report(f"{self._name}: going on from step {step}")
        return step

    def _save(self, step: int) -> None:
        state = {name: part.state_dict() for name, part in self._parts.items()}
        partial = self._checkpoint.with_suffix(".partial")
        torch.save(state | {"step": step}, partial)
        partial.replace(self._checkpoint)
