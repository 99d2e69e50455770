"""The starter model as open_clip knows it: its configuration, and an untrained instance."""

from __future__ import annotations

from typing import Any

from models.compat import import_torchvision

IMAGE_SIDE = 128
CONTEXT_LENGTH = 32

CONFIG: dict[str, Any] = {
    "model_cfg": {
        "embed_dim": 256,
        "custom_text": True,
        "vision_cfg": {
            "timm_model_name": "cs3darknet_focus_s",
            "timm_model_pretrained": False,
            "timm_pool": "",
            "timm_proj": "linear",
            "image_size": IMAGE_SIDE,
        },
        "text_cfg": {
            "context_length": CONTEXT_LENGTH,
            "vocab_size": 49408,
            "width": 192,
            "heads": 4,
            "layers": 4,
        },
    },
    "preprocess_cfg": {
        "mean": [0.485, 0.456, 0.406],
        "std": [0.229, 0.224, 0.225],
        "interpolation": "bicubic",
        "resize_mode": "squash",
    },
}
"""What stands in `open_clip_config.json` beside the weights."""


def untrained() -> Any:
    """An `open_clip.CustomTextCLIP` with random weights."""
    import_torchvision()
    from open_clip import CustomTextCLIP

    config = {key: value for key, value in CONFIG["model_cfg"].items() if key != "custom_text"}
    return CustomTextCLIP(**config)


def tokenizer() -> Any:
    """open_clip's own tokenizer; maps texts to (n, CONTEXT_LENGTH) int64."""
    import_torchvision()
    from open_clip import SimpleTokenizer

    return SimpleTokenizer(context_length=CONTEXT_LENGTH)
