"""The two towers of an open_clip model as torch modules: what is exported, and what is compared.

Both take what `models.encoder.Encoder` takes and give unit vectors, so that a prepared model needs
no code of its own beside them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

    from models.openclip import OpenClipEncoder


def image_tower(encoder: OpenClipEncoder) -> torch.nn.Module:
    """A module from (n, side, side, 3) uint8 to (n, dim) float32 unit vectors."""
    import torch

    class ImageTower(torch.nn.Module):
        def __init__(self, encoder: OpenClipEncoder) -> None:
            super().__init__()
            self.model = encoder.model
            statistics = encoder.statistics
            for name, values in (("mean", statistics.mean), ("std", statistics.std)):
                scaled = torch.tensor(values, device=encoder.device).view(1, 3, 1, 1) * 255
                self.register_buffer(name, scaled)

        def forward(self, pixels: torch.Tensor) -> torch.Tensor:
            picture = pixels.to(torch.float32).permute(0, 3, 1, 2)
            picture = (picture - self.get_buffer("mean")) / self.get_buffer("std")
            return _unit(self.model.encode_image(picture))  # type: ignore[operator] # a method

    return ImageTower(encoder).eval()


def text_tower(encoder: OpenClipEncoder) -> torch.nn.Module:
    """A module from (n, context_length) int64 tokens to (n, dim) float32 unit vectors."""
    import torch

    class TextTower(torch.nn.Module):
        def __init__(self, encoder: OpenClipEncoder) -> None:
            super().__init__()
            self.model = encoder.model

        def forward(self, tokens: torch.Tensor) -> torch.Tensor:
            return _unit(self.model.encode_text(tokens))  # type: ignore[operator] # a method

    return TextTower(encoder).eval()


def _unit(features: torch.Tensor) -> torch.Tensor:
    import torch

    return torch.nn.functional.normalize(features.to(torch.float32), dim=-1)
