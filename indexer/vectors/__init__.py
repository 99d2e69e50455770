"""Nearest neighbours of a query among a library's embeddings.

A cache of the store: whatever happens to its files, answers stay right.
"""

from indexer.vectors.index import VectorIndex
from indexer.vectors.matrix import Nearest

__all__ = ["Nearest", "VectorIndex"]
