"""Several words and pictures become one point of the embedding space."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indexer.errors import QueryError
from models.encoder import Embeddings

_CANCELLED = 1e-4


def compose(embeddings: Embeddings, weights: Sequence[float]) -> Embeddings:
    """The weighted sum of unit vectors, back on the unit sphere.

    Args:
        embeddings: (n, dim) float32 unit vectors, n at least 1.
        weights: n weights; negative ones push away.

    Returns:
        (dim,) float32 unit vector.

    Raises:
        QueryError: the terms cancel each other out.
    """
    total = np.asarray(weights, np.float32) @ embeddings
    length = float(np.linalg.norm(total))
    if length < _CANCELLED:
        raise QueryError(
            "The parts of this query cancel each other out; change a weight or leave one out."
        )
    return np.asarray(total / length, np.float32)
