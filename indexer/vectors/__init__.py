"""Nearest neighbours of a query among a library's embeddings.

A cache of the store: whatever happens to its files, answers stay right.
"""

from indexer.vectors.cosines import Nearest
from indexer.vectors.index import VectorIndex

__all__ = ["Nearest", "VectorIndex"]
