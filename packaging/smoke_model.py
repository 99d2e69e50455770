"""A tiny model with random weights, as open_clip publishes one, to try the full bundle with."""

from __future__ import annotations

import json
from pathlib import Path

NAME = "Tiny-Test/random"
_CONFIG = {
    "embed_dim": 32,
    # A tower of timm, as half of open_clip's models have.
    "vision_cfg": {"image_size": 32, "timm_model_name": "test_vit", "timm_pool": "token"},
    "text_cfg": {
        "context_length": 16,
        "vocab_size": 49408,
        "width": 32,
        "heads": 2,
        "layers": 2,
    },
}
_PICTURES = {"mean": [0.5, 0.4, 0.3], "std": [0.2, 0.3, 0.4], "resize_mode": "squash"}


def write_tiny(folder: Path) -> None:
    """Write it into a new folder. Needs PyTorch here, as making the full bundle does."""
    import torch
    from safetensors.torch import save_file

    from models.openclip import import_open_clip

    torch.manual_seed(0)
    model = import_open_clip().CLIP(**_CONFIG)
    for tower in (model.visual, model.transformer):
        for parameter in tower.parameters():
            # Initial weights are so small that every picture looks the same.
            torch.nn.init.normal_(parameter, std=0.2)
    folder.mkdir(parents=True)
    save_file(model.state_dict(), folder / "open_clip_model.safetensors")
    config = {"model_cfg": _CONFIG, "preprocess_cfg": _PICTURES}
    (folder / "open_clip_config.json").write_text(json.dumps(config), "utf-8")
