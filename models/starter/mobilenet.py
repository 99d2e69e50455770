"""The image teacher: MobileNetV2 1.0/224, read from its quantised TFLite file into torch.

Architecture: Sandler et al., "MobileNetV2: Inverted Residuals and Linear Bottlenecks",
CVPR 2018, table 2; batch normalisation is folded into the weights of the file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

# expansion, channels, repeats, stride of each group of bottlenecks
_BOTTLENECKS = (
    (1, 16, 1, 1),
    (6, 24, 2, 2),
    (6, 32, 3, 2),
    (6, 64, 4, 2),
    (6, 96, 3, 1),
    (6, 160, 3, 2),
    (6, 320, 1, 1),
)
FEATURES = 1280
CLASSES = 1001


def _same_padding(x: Tensor, stride: int) -> Tensor:
    """TensorFlow's SAME padding of a 3 x 3 convolution on an even side."""
    return F.pad(x, (0, 1, 0, 1) if stride == 2 else (1, 1, 1, 1))


class _Bottleneck(nn.Module):
    def __init__(self, channels: int, out: int, expansion: int, stride: int) -> None:
        super().__init__()
        hidden = channels * expansion
        self.expand = nn.Conv2d(channels, hidden, 1) if expansion != 1 else None
        self.depthwise = nn.Conv2d(hidden, hidden, 3, stride, groups=hidden)
        self.project = nn.Conv2d(hidden, out, 1)
        self.stride = stride
        self.residual = stride == 1 and channels == out

    def forward(self, x: Tensor) -> Tensor:
        y = F.relu6(self.expand(x)) if self.expand is not None else x
        y = F.relu6(self.depthwise(_same_padding(y, self.stride)))
        y = self.project(y)
        out: Tensor = x + y if self.residual else y
        return out


class MobileNetV2(nn.Module):
    """Maps (n, 3, 224, 224) float pixels in [-1, 1] to 1280 features and 1001 logits."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Conv2d(3, 32, 3, 2)
        blocks = []
        channels = 32
        for expansion, out, repeats, stride in _BOTTLENECKS:
            for repeat in range(repeats):
                blocks.append(_Bottleneck(channels, out, expansion, stride if repeat == 0 else 1))
                channels = out
        self.blocks = nn.Sequential(*blocks)
        self.head = nn.Conv2d(channels, FEATURES, 1)
        self.classifier = nn.Conv2d(FEATURES, CLASSES, 1)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Pixels to (features, logits)."""
        x = self.blocks(F.relu6(self.stem(_same_padding(x, 2))))
        pooled = F.relu6(self.head(x)).mean((2, 3), keepdim=True)
        return pooled.flatten(1), self.classifier(pooled).flatten(1)


def load_teacher(path: Path) -> MobileNetV2:
    """Dequantise the TFLite file's convolutions, which stand in the order of the network."""
    from ai_edge_litert.interpreter import Interpreter

    interpreter = Interpreter(str(path))
    interpreter.allocate_tensors()
    details = {tensor["index"]: tensor for tensor in interpreter.get_tensor_details()}

    def dequantise(index: int) -> np.ndarray[Any, Any]:
        quantisation = details[index]["quantization_parameters"]
        values = interpreter.get_tensor(index).astype(np.float32)
        shape = [1] * values.ndim
        if len(quantisation["scales"]) > 1:
            shape[quantisation["quantized_dimension"]] = -1
        zero_points = quantisation["zero_points"].reshape(shape)
        scales = quantisation["scales"].reshape(shape)
        return np.asarray((values - zero_points) * scales)

    model = MobileNetV2().eval()
    convolutions = [m for m in model.modules() if isinstance(m, nn.Conv2d)]
    operators = [
        operator
        for operator in interpreter._get_ops_details()  # noqa: SLF001 - no public way
        if operator["op_name"] in ("CONV_2D", "DEPTHWISE_CONV_2D", "FULLY_CONNECTED")
    ]
    for convolution, operator in zip(convolutions, operators, strict=True):
        weight = dequantise(operator["inputs"][1])
        if operator["op_name"] == "FULLY_CONNECTED":
            weight = weight[:, None, None, :]
        order = (3, 0, 1, 2) if operator["op_name"] == "DEPTHWISE_CONV_2D" else (0, 3, 1, 2)
        convolution.weight.data = torch.tensor(weight.transpose(order).copy()).float()
        bias = torch.tensor(dequantise(operator["inputs"][2])).float()
        convolution.bias = nn.Parameter(bias)
    return model
