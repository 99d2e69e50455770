"""Answers a query: embed its terms, find the nearest photos within the filters, rank them."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from indexer.decode.kinds import SUPPORTED_KINDS
from indexer.decode.types import Decoded, Failed, Job
from indexer.errors import QueryError
from indexer.query import Answer, Hit, PictureTerm, Query, TextTerm
from indexer.search.compose import compose
from indexer.store.filters import kind_of
from indexer.store.reader import Reader
from indexer.store.rows import Ids, PhotoRow
from indexer.thumbnails import Thumbnails
from indexer.vectors.index import VectorIndex
from models.encoder import Embeddings, Encoder

WORD_BONUS = 0.5
"""How much of the way to 1 a score is lifted where all words of a positive text stand in the
file's name, folders, keywords, title or caption: such a match is rarely chance."""

_WORD_MATCHES = 1000

Ranking = list[tuple[int, float]]


@dataclass(frozen=True)
class Searcher:
    """Searches one library with one model.

    Attributes:
        reader: the library's database.
        vectors: the nearest-neighbour index of this model.
        encoder: makes embeddings of words and pictures.
        decode: runs a decoder over a picture of the query.
        thumbnails: where thumbnails are found.
    """

    reader: Reader
    vectors: VectorIndex
    encoder: Encoder
    decode: Callable[[Job], Decoded | Failed]
    thumbnails: Thumbnails

    def search(self, query: Query) -> Answer:
        """The photos nearest to the query, best first.

        Raises:
            QueryError: the query cannot be answered as it stands.
        """
        if query.limit < 1:
            raise QueryError("The number of results must be at least 1; change the limit.")
        _check_types(query.filters.types)
        within = self.reader.select_ids(query.filters)
        if not query.terms:
            newest = self.reader.newest(query.filters, query.limit)
            return self._answer([(photo, 0.0) for photo in newest], self._size(within))
        target = compose(self.embed(query.terms), [term.weight for term in query.terms])
        ranking = self._nearest(target, within, query.limit)
        matches = self._word_matches(query, within)
        if matches.size:
            ranking = self._lifted(ranking, matches, target)[: query.limit]
        return self._answer(ranking, self._size(within))

    def embed(self, terms: Iterable[TextTerm | PictureTerm]) -> Embeddings:
        """(n, dim) float32 unit vectors of a query's terms.

        Raises:
            QueryError: a weight is no number, or a picture cannot be read.
        """
        rows = []
        for term in terms:
            if not math.isfinite(term.weight) or term.weight == 0:
                raise QueryError("A weight must be a number other than 0, such as 0.5 or -1.")
            if isinstance(term, PictureTerm):
                rows.append(self.embed_picture(term))
            elif not term.text.strip():
                raise QueryError("The words to search for are empty; type what the photo shows.")
            else:
                rows.append(self.encoder.encode_texts([term.text])[0])
        return np.stack(rows)

    def embed_picture(self, term: PictureTerm) -> Embeddings:
        """(dim,) float32 unit vector of a picture, or of a part of one.

        Raises:
            QueryError: the picture cannot be read.
        """
        stored = self._stored_embedding(term)
        if stored is not None:
            return stored
        job = Job(
            key=0,
            path=term.path,
            data=term.data,
            input_spec=self.encoder.input_spec,
            region=term.region,
            metadata=False,
        )
        seen = self.decode(job)
        if isinstance(seen, Failed) or seen.pixels is None:
            reason = seen.reason if isinstance(seen, Failed) else "it gave no pixels."
            raise QueryError(f"The picture {term.path} cannot be searched with: {reason}")
        embedding: Embeddings = self.encoder.encode_images(seen.pixels[None])[0]
        return embedding

    def _stored_embedding(self, term: PictureTerm) -> Embeddings | None:
        """What the library already knows of a whole, unchanged photo."""
        if term.data is not None or term.region is not None:
            return None
        known = self.reader.known_file(term.path)
        if known is None:
            return None
        try:
            stat = os.stat(term.path)
        except OSError:
            return None
        if (stat.st_size, stat.st_mtime_ns) != (known.size, known.mtime_ns):
            return None
        stored = self.reader.embedding_of(known.id, self.encoder.model_id)
        if stored is None:
            return None
        vector = stored.astype(np.float32)
        return np.asarray(vector / np.linalg.norm(vector), np.float32)

    def _nearest(
        self,
        target: Embeddings,
        within: Ids | None,
        limit: int,
    ) -> Ranking:
        if within is None:
            nearest = self.vectors.search(target, limit)
        else:
            nearest = self.vectors.search_among(within, target, limit)
        return list(zip(nearest.ids.tolist(), nearest.scores.tolist(), strict=True))

    def _word_matches(self, query: Query, within: Ids | None) -> Ids:
        ids = [
            match.id
            for term in query.terms
            if isinstance(term, TextTerm) and term.weight > 0
            for match in self.reader.match_text(term.text, _WORD_MATCHES)
        ]
        # Not by `np.unique`, which imports all of `numpy.ma` for it.
        found = np.array(sorted(set(ids)), np.uint64)
        return found if within is None else np.intersect1d(found, within, assume_unique=True)

    def _lifted(
        self,
        ranking: Ranking,
        matches: Ids,
        target: Embeddings,
    ) -> Ranking:
        """The ranking with photos lifted whose words match too."""
        nearest = self.vectors.search_among(matches, target, len(matches))
        lifted = nearest.scores + WORD_BONUS * (1 - nearest.scores)
        merged = dict(ranking) | dict(zip(nearest.ids.tolist(), lifted.tolist(), strict=True))
        return sorted(merged.items(), key=lambda pair: (-pair[1], pair[0]))

    def _size(self, within: Ids | None) -> int:
        return self.reader.counts().indexed if within is None else len(within)

    def _answer(self, ranking: Ranking, searched: int) -> Answer:
        rows = self.reader.rows([photo for photo, _ in ranking])
        hits = [self._hit(rows[photo], score) for photo, score in ranking if photo in rows]
        return Answer(tuple(hits), searched, tuple(self._notices()))

    def _hit(self, row: PhotoRow, score: float) -> Hit:
        thumbnail = self.thumbnails.find(row.content_hash)
        return Hit(
            photo_id=row.id,
            path=row.path,
            score=round(score, 4),
            taken_at=row.taken_at,
            width=row.width,
            height=row.height,
            thumbnail=str(thumbnail) if thumbnail else None,
        )

    def _notices(self) -> Iterable[str]:
        counts = self.reader.counts()
        if counts.pending:
            yield f"{counts.pending} files are not indexed yet; `pictrove status` tells more."
        if counts.missing:
            yield f"{counts.missing} photos cannot be reached now; is a drive not connected?"


def _check_types(types: Iterable[str]) -> None:
    unknown = [name for name in types if kind_of(name) not in SUPPORTED_KINDS]
    if unknown:
        kinds = ", ".join(sorted(SUPPORTED_KINDS))
        raise QueryError(f"{unknown[0]} is no type of photo; the types are: {kinds}.")
