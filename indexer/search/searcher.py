"""Answers a query: embed its terms, find the nearest photos within the filters, rank them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from indexer.decode.types import Decoded, Failed, Job
from indexer.errors import QueryError
from indexer.query import Answer, Day, Found, Hit, Order, PictureTerm, Query, TextTerm
from indexer.search.checks import check_query, check_term
from indexer.search.compose import compose
from indexer.store.reader import Reader
from indexer.store.rows import Ids, PhotoRow
from indexer.thumbnails import Thumbnails
from indexer.vectors.cosines import Floats
from indexer.vectors.index import VectorIndex
from models.encoder import Embeddings, Encoder

WORD_BONUS = 0.5
"""How much of the way to 1 a score is lifted where all words of a positive text stand in the
file's name, folders, keywords, title or caption: such a match is rarely chance."""

_WORD_MATCHES = 1000
_DIGITS = 4  # more of a score mean nothing


@dataclass(frozen=True)
class Ranking:
    """Photos in the order of an answer.

    Attributes:
        ids: (n,) uint64.
        scores: (n,) float32; none for a query without terms.
        days: for the orders by date: how the photos fall into days.
    """

    ids: Ids
    scores: Floats
    days: tuple[Day, ...] = ()


_NO_SCORES = np.empty(0, np.float32)


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
        """The photos nearest to the query, in its order, with what lists show of them.

        Raises:
            QueryError: the query cannot be answered as it stands.
        """
        ranking, searched = self._ranked(query)
        ids = ranking.ids.tolist()
        scores = ranking.scores.tolist() or [0.0] * len(ids)
        rows = self.reader.rows(ids)
        hits = [
            self._hit(rows[photo], score)
            for photo, score in zip(ids, scores, strict=True)
            if photo in rows
        ]
        return Answer(tuple(hits), searched, tuple(self._notices()))

    def find(self, query: Query) -> Found:
        """The same photos, however many, without what they are.

        Raises:
            QueryError: the query cannot be answered as it stands.
        """
        ranking, searched = self._ranked(query)
        return Found(
            ids=ranking.ids.astype("<u8").tobytes(),
            scores=np.round(ranking.scores, _DIGITS).astype("<f4").tobytes(),
            days=ranking.days,
            searched=searched,
            notices=tuple(self._notices()),
        )

    def _ranked(self, query: Query) -> tuple[Ranking, int]:
        """The photos of an answer, and how many it was chosen from.

        Without terms all photos are equally relevant: then the first ones in the query's order
        are chosen. Otherwise the most relevant ones are, and sorted then.
        """
        check_query(query)
        if not query.terms:
            listed = self.reader.ordered(query.filters, query.order, query.limit)
            short = listed.ids.size < query.limit
            searched = listed.ids.size if short else self.reader.count(query.filters)
            return Ranking(listed.ids, _NO_SCORES, listed.days), searched
        within = self.reader.select_ids(query.filters)
        target = compose(self.embed(query.terms), [term.weight for term in query.terms])
        ranking = self._by_relevance(query, target, within)
        searched = self.reader.count(query.filters) if within is None else len(within)
        return self._sorted(ranking, query), searched

    def _by_relevance(self, query: Query, target: Embeddings, within: Ids | None) -> Ranking:
        ranking = self._nearest(target, within, query.limit)
        matches = self._word_matches(query, within)
        if not matches.size:
            return ranking
        lifted = self._lifted(ranking, matches, target)
        return Ranking(lifted.ids[: query.limit], lifted.scores[: query.limit])

    def _sorted(self, ranking: Ranking, query: Query) -> Ranking:
        if query.order is Order.RELEVANCE:
            return ranking
        listed = self.reader.in_order(ranking.ids, query.filters, query.order)
        by_id = np.argsort(ranking.ids)
        at = by_id[np.searchsorted(ranking.ids[by_id], listed.ids)]
        return Ranking(listed.ids, ranking.scores[at], listed.days)

    def embed(self, terms: Iterable[TextTerm | PictureTerm]) -> Embeddings:
        """(n, dim) float32 unit vectors of a query's terms.

        Raises:
            QueryError: a weight is no number, or a picture cannot be read.
        """
        rows = []
        for term in terms:
            check_term(term)
            if isinstance(term, PictureTerm):
                rows.append(self.embed_picture(term))
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

    def _nearest(self, target: Embeddings, within: Ids | None, limit: int) -> Ranking:
        if within is not None:
            nearest = self.vectors.search_among(within, target, limit)
            return Ranking(nearest.ids, nearest.scores)
        hidden = self.reader.hidden_ids()  # few, if any: to leave them out afterwards is faster
        nearest = self.vectors.search(target, limit + hidden.size)
        shown = ~np.isin(nearest.ids, hidden, assume_unique=True)
        return Ranking(nearest.ids[shown][:limit], nearest.scores[shown][:limit])

    def _word_matches(self, query: Query, within: Ids | None) -> Ids:
        ids = [
            match.id
            for term in query.terms
            if isinstance(term, TextTerm) and term.weight > 0
            for match in self.reader.match_text(
                term.text, _WORD_MATCHES, hidden=query.filters.hidden
            )
        ]
        # Not by `np.unique`, which imports all of `numpy.ma` for it.
        found = np.array(sorted(set(ids)), np.uint64)
        return found if within is None else np.intersect1d(found, within, assume_unique=True)

    def _lifted(self, ranking: Ranking, matches: Ids, target: Embeddings) -> Ranking:
        """The ranking with photos lifted whose words match too."""
        nearest = self.vectors.search_among(matches, target, len(matches))
        lifted = nearest.scores + WORD_BONUS * (1 - nearest.scores)
        others = ~np.isin(ranking.ids, nearest.ids, assume_unique=True)
        ids = np.concatenate([nearest.ids, ranking.ids[others]])
        scores = np.concatenate([lifted, ranking.scores[others]])
        order = np.lexsort((ids, -scores))
        return Ranking(ids[order], scores[order])

    def _hit(self, row: PhotoRow, score: float) -> Hit:
        thumbnail = self.thumbnails.find(row.content_hash)
        return Hit(
            photo_id=row.id,
            path=row.path,
            score=round(score, _DIGITS),
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
