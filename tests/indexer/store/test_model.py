"""Whatever is done in whatever order, the store agrees with a simple model of it."""

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from indexer.metadata import PhotoMetadata
from indexer.reports import MarkChange
from indexer.store import Counts, FailedFile, FileStamp, PhotoRecord, Placement, Store

PATHS = [f"/{folder}/{name}.jpg" for folder in ("p", "p/x", "q") for name in "abc"] + ["/p/\udcff"]
paths = st.sampled_from(PATHS)
contents = st.integers(0, 3)
models = st.sampled_from(["m", "n"])


@dataclass(frozen=True)
class Photo:
    """What should be known of one path."""

    id: int
    state: str = "pending"
    returns_to: str | None = None
    content: int | None = None
    embedded: frozenset[tuple[str, int]] = frozenset()
    favourite: bool = False


class Library(RuleBasedStateMachine):
    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.store = Store.open(Path(self.folder.name))
        self.photos: dict[str, Photo] = {}
        self.highest = 0
        self.remembered: set[int] = set()  # contents of favourites that were forgotten

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            self.folder.cleanup()

    def put(self, path: str, **changes: object) -> None:
        """Change what is expected at a path; a new path gets a new, higher id."""
        known = self.photos.get(path)
        if known is None:
            photo_id = self.store.read.known_file(path).id
            assert photo_id > self.highest
            self.highest = photo_id
            known = Photo(photo_id)
        self.photos[path] = replace(known, **changes)

    def shows(self, path: str, content: int) -> bool:
        """Whether a photo is a favourite once it is known to show this."""
        known = self.photos.get(path)
        came = known is None or known.content != content
        return bool(known and known.favourite) or (came and content in self.remembered)

    def forget(self, photos: list[Photo]) -> None:
        """Photos are lost, or what they show is."""
        gone = {photo.content for photo in photos if photo.favourite}
        self.remembered |= gone - {None}

    @rule(chosen=st.sets(paths), favourite=st.booleans())
    def mark(self, chosen: set[str], favourite: bool) -> None:
        chosen &= set(self.photos)
        ids = [self.photos[path].id for path in chosen]
        assert self.store.write.mark(ids, MarkChange(favourite=favourite)) == len(ids)
        for path in chosen:
            self.remembered.discard(self.photos[path].content)
            self.put(path, favourite=favourite)

    @rule(path=paths)
    def add_pending(self, path: str) -> None:
        self.store.write.add_pending([FileStamp(path, 1, 1)])
        self.put(path, state="pending", returns_to=None)

    @rule(batch=st.dictionaries(paths, contents, min_size=1, max_size=4), model=models)
    def commit(self, batch: dict[str, int], model: str) -> None:
        records = [
            PhotoRecord(path, c, 1, bytes([c]) * 32, 1, 1, "jpeg", PhotoMetadata(caption=f"c{c}"),
                        model, np.array([c, 1], np.float16))
            for path, c in batch.items()
        ]  # fmt: skip
        ids = self.store.write.commit_photos(records)
        for path, content in batch.items():
            before = self.photos.get(path)
            kept = before.embedded if before and before.content == content else frozenset()
            embedded = {pair for pair in kept if pair[0] != model} | {(model, content)}
            self.put(path, state="indexed", returns_to=None, content=content,
                     favourite=self.shows(path, content), embedded=frozenset(embedded))  # fmt: skip
        assert ids == [self.photos[path].id for path in batch]

    @rule(path=paths)
    def fail(self, path: str) -> None:
        self.store.write.mark_failed([FailedFile(path, 1, 1, "No.", "no")])
        self.forget([self.photos[path]] if path in self.photos else [])
        self.put(path, state="failed", returns_to=None, content=None, embedded=frozenset())

    @precondition(lambda self: self.photos)
    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        sources = data.draw(st.lists(st.sampled_from(sorted(self.photos)), unique=True, max_size=3))
        targets = data.draw(st.permutations(PATHS))[: len(sources)]
        moved = {new: self.photos[old] for old, new in zip(sources, targets, strict=True)}
        self.store.write.move([Placement(p.id, new, 1, 1) for new, p in moved.items()])
        gone = [self.photos[path] for path in targets if path in self.photos]
        self.forget([photo for photo in gone if photo not in moved.values()])
        for path in [*sources, *targets]:
            self.photos.pop(path, None)
        for path, photo in moved.items():
            state = photo.returns_to or photo.state
            self.photos[path] = replace(photo, state=state, returns_to=None)

    @precondition(
        lambda self: any("indexed" in (p.state, p.returns_to) for p in self.photos.values())
    )
    @rule(data=st.data(), new=paths)
    def copy(self, data: st.DataObject, new: str) -> None:
        known = [
            p for p, it in sorted(self.photos.items()) if "indexed" in (it.state, it.returns_to)
        ]
        source = data.draw(st.sampled_from(known))
        if source == new:
            return
        photo = self.photos[source]
        (photo_id,) = self.store.write.copy([Placement(photo.id, new, 1, 1)])
        favourite = self.shows(new, photo.content)
        self.put(new, state="indexed", returns_to=None, content=photo.content,
                 favourite=favourite, embedded=photo.embedded)  # fmt: skip
        assert photo_id == self.photos[new].id

    @rule(chosen=st.sets(paths), present=st.booleans())
    def lose_or_find(self, chosen: set[str], present: bool) -> None:
        chosen &= set(self.photos)
        ids = [self.photos[path].id for path in chosen]
        (self.store.write.mark_present if present else self.store.write.mark_missing)(ids)
        for path in chosen:
            photo = self.photos[path]
            if present and photo.returns_to:
                self.put(path, state=photo.returns_to, returns_to=None)
            elif not present and not photo.returns_to:
                self.put(path, state="missing", returns_to=photo.state)

    @rule(chosen=st.sets(paths, max_size=2))
    def remove(self, chosen: set[str]) -> None:
        chosen &= set(self.photos)
        gone = [self.photos.pop(path) for path in chosen]
        self.forget(gone)
        self.store.write.remove([photo.id for photo in gone])

    @rule(folder=st.sampled_from(["/p", "/p/x", "/q"]), other=st.sampled_from(["/p", "/p/x", "/"]))
    def forget_folder(self, folder: str, other: str) -> None:
        for path in {folder, other}:
            self.store.write.add_folder(path)
        self.store.write.remove_folder(folder)
        gone = [
            path
            for path in self.photos
            if path.startswith(folder + "/")
            and (folder == other or not path.startswith(other.rstrip("/") + "/"))
        ]
        self.forget([self.photos.pop(path) for path in gone])
        if other != folder:
            with self.store.transaction():
                self.store.write.connection.execute("DELETE FROM folders")

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = Store.open(Path(self.folder.name))

    @invariant()
    def agrees(self) -> None:
        if not hasattr(self, "store"):
            return
        read = self.store.read
        known = read.known_files()
        assert {p: (f.id, f.state) for p, f in known.items()} == {
            p: (photo.id, photo.state) for p, photo in self.photos.items()
        }
        marked = "SELECT id FROM photos WHERE favourite"
        assert {row[0] for row in self.store._connection().execute(marked)} == {
            photo.id for photo in self.photos.values() if photo.favourite
        }
        found = {p.id: p for p in self.photos.values() if p.state == "indexed"}
        for model in ("m", "n"):
            ids, vectors = read.embeddings(model)
            stored = dict(zip(ids.tolist(), vectors[:, :1].ravel().tolist(), strict=True))
            assert stored == {
                i: content
                for i, p in found.items()
                for name, content in p.embedded
                if name == model
            }
        for content in range(4):
            expected = {i for i, p in found.items() if p.content == content}
            assert {match.id for match in read.match_text(f"c{content}", 99)} == expected
        states = [photo.state for photo in self.photos.values()]
        assert read.counts() == Counts(**{state: states.count(state) for state in set(states)})


TestLibrary = Library.TestCase
TestLibrary.settings = settings(max_examples=40, stateful_step_count=25)
