"""Pictures and thumbnails on request."""

from __future__ import annotations

import hashlib
import io
import threading
from pathlib import Path

import pytest
from PIL import Image

from indexer.decode.pool import DecoderPool
from indexer.decode.types import Cause, Failed, Job, View
from indexer.errors import LibraryError, PhotoGoneError, PictureError
from indexer.pictures import Pictures
from indexer.query import PictureTerm, Region
from indexer.store.rows import PhotoRow
from indexer.thumbnails import Thumbnails


@pytest.fixture(scope="module")
def pool():
    with DecoderPool(2) as pool:
        yield pool


class Rows:
    """Photos that a library knows, by their ids."""

    def __init__(self) -> None:
        self.known: dict[int, PhotoRow] = {}

    def add(self, photo_id: int, path: Path) -> bytes:
        content = hashlib.sha256(path.read_bytes()).digest()
        size, mtime = path.stat().st_size, path.stat().st_mtime_ns
        self.known[photo_id] = PhotoRow(
            photo_id, str(path), size, mtime, "indexed", content, 64, 48, "jpeg", None, None
        )
        return content

    def __call__(self, ids):
        return {number: self.known[number] for number in ids if number in self.known}


@pytest.fixture
def rows() -> Rows:
    return Rows()


@pytest.fixture
def thumbnails(tmp_path) -> Thumbnails:
    return Thumbnails(tmp_path / "thumbnails")


@pytest.fixture
def pictures(pool, rows, thumbnails) -> Pictures:
    return Pictures(pool.decode, thumbnails, rows)


def test_a_file_is_shown(pictures, photos, draw):
    path = str(draw(photos / "a.jpg", "red", size=(640, 480)))
    seen = pictures.picture(PictureTerm(path), 64)
    assert (seen.width, seen.height, seen.full_width, seen.full_height) == (64, 48, 640, 480)
    assert (seen.pixels[0] > 200, seen.pixels[2] < 60) == (True, True)
    whole = pictures.picture(PictureTerm(path, region=Region(0.5, 0.0, 1.0, 0.5), weight=-3.0))
    assert (whole.width, whole.height, whole.full_width) == (320, 240, 320)


def test_bytes_are_shown(pictures):
    stream = io.BytesIO()
    Image.new("RGB", (30, 20), "blue").save(stream, "PNG")
    seen = pictures.picture(PictureTerm("clipboard", stream.getvalue()))
    assert (seen.width, seen.height) == (30, 20)


def test_what_is_asked_of_the_decoders(thumbnails, rows):
    asked = []
    refused = Pictures(
        lambda job: asked.append(job) or Failed(0, "No.", Cause.DAMAGED), thumbnails, rows
    )
    with pytest.raises(PictureError):
        refused.picture(PictureTerm("/a/b.jpg", b"x", Region(0, 0, 1, 1)), 5)
    region = Region(0, 0, 1, 1)
    assert asked == [Job(0, "/a/b.jpg", b"x", region=region, metadata=False, view=View(5))]


def test_what_cannot_be_shown_is_told_in_a_sentence(pictures, photos, draw):
    draw(photos / "cut.jpg", "red", size=(640, 480))
    (photos / "cut.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(20))
    (photos / "words.jpg").write_text("no picture")
    (photos / "empty.jpg").write_bytes(b"")
    told = {
        photos / "gone.jpg": "gone.jpg cannot be shown: There is no such file.",
        photos / "drive" / "a.jpg": "a.jpg cannot be shown: Its folder is not there; was it"
        " moved, or is its drive not connected?",
        photos / "words.jpg": "words.jpg cannot be shown: The file is not a picture of a kind"
        " that can be read.",
        photos / "empty.jpg": "empty.jpg cannot be shown: The file is empty.",
        photos: "photos cannot be shown: This is a folder, not a file.",
    }
    for path, sentence in told.items():
        with pytest.raises(PictureError) as caught:
            pictures.picture(PictureTerm(str(path)), 100)
        assert str(caught.value) == sentence
    with pytest.raises(PictureError, match=r"cut\.png cannot be shown: The picture is damaged"):
        pictures.picture(PictureTerm(str(photos / "cut.png")))


# Thumbnails


def test_a_thumbnail_is_found_or_made(pictures, rows, thumbnails, photos, draw):
    content = rows.add(7, draw(photos / "a.jpg", "green", size=(800, 600)))
    path = pictures.make_thumbnail(7)
    assert path == str(thumbnails.path_of(content))
    with Image.open(path) as picture:
        assert (picture.format, max(picture.size)) == ("JPEG", 384)
    (photos / "a.jpg").unlink()
    assert pictures.make_thumbnail(7) == path


@pytest.mark.parametrize("damage", [b"", b"\0" * 500, b"\xff\xd8\xff" + b"x" * 100])
def test_a_damaged_thumbnail_is_made_again(pictures, rows, thumbnails, photos, draw, damage):
    content = rows.add(7, draw(photos / "a.jpg", "green"))
    thumbnails.keep(content, damage)
    with Image.open(pictures.make_thumbnail(7)) as picture:
        assert picture.size == (64, 48)


def test_a_photo_that_is_none(pictures):
    with pytest.raises(PhotoGoneError, match="not in the library"):
        pictures.make_thumbnail(7)


def test_a_file_that_has_changed_keeps_its_old_thumbnail_out_of_it(
    pictures, rows, thumbnails, photos, draw
):
    old = rows.add(7, draw(photos / "a.jpg", "green"))
    new = hashlib.sha256(draw(photos / "a.jpg", "red").read_bytes()).digest()
    path = pictures.make_thumbnail(7)
    assert thumbnails.find(old) is None
    assert path == str(thumbnails.path_of(new))
    with Image.open(path) as picture:
        assert picture.getpixel((5, 5))[0] > 150


def test_a_photo_that_cannot_be_read_has_no_thumbnail(pictures, rows, thumbnails, photos, draw):
    rows.add(7, draw(photos / "a.jpg", "green"))
    (photos / "a.jpg").unlink()
    with pytest.raises(PictureError, match="no such file"):
        pictures.make_thumbnail(7)
    assert thumbnails.measure() == (0, 0)


def test_nothing_is_downloaded_for_a_thumbnail(pictures, rows, photos, draw, monkeypatch):
    rows.add(7, draw(photos / "a.jpg", "green"))
    monkeypatch.setattr("indexer.pictures._KNOWS_PLACEHOLDERS", True)
    monkeypatch.setattr("indexer.pictures.is_placeholder", lambda status: status.st_size > 0)
    with pytest.raises(PictureError, match="not on this computer"):
        pictures.make_thumbnail(7)
    assert pictures.picture(PictureTerm(str(photos / "a.jpg"))).width == 64


def test_the_same_thumbnail_asked_for_by_many_at_once(pictures, rows, photos, draw):
    rows.add(7, draw(photos / "a.jpg", "green"))
    errors = []

    def make() -> None:
        try:
            for _ in range(5):
                path = pictures.make_thumbnail(7)
                with Image.open(path) as picture:
                    picture.load()
                Path(path).unlink()
        except FileNotFoundError:
            return  # another thread was faster
        except Exception as error:  # noqa: BLE001 - the test looks at it
            errors.append(error)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []


# The cache


def test_the_cache_is_measured_and_cleared(pictures, thumbnails):
    assert pictures.measure_cache().files == 0
    for number in range(300):
        thumbnails.keep(hashlib.sha256(bytes([number % 256, number // 256])).digest(), b"12345")
    report = pictures.measure_cache()
    assert (report.folder, report.files, report.size) == (str(thumbnails.folder), 300, 1500)
    pictures.clear_cache()
    assert pictures.measure_cache().files == 0
    pictures.clear_cache()
    thumbnails.keep(bytes(32), b"x")
    assert pictures.measure_cache().files == 1


def test_thumbnails_are_kept_while_others_are_removed(thumbnails):
    known = [bytes([number] * 32) for number in range(4)]
    over = threading.Event()

    def remove() -> None:
        while not over.is_set():
            thumbnails.prune(lambda _byte: set(), lambda: False)
            thumbnails.clear()

    remover = threading.Thread(target=remove)
    remover.start()
    writers = [
        threading.Thread(target=lambda: [thumbnails.keep(one, b"x") for one in known * 50])
        for _ in range(3)
    ]
    for thread in writers:
        thread.start()
    for thread in writers:
        thread.join(60)
    over.set()
    remover.join(60)
    thumbnails.keep(known[0], b"x")
    assert thumbnails.find(known[0]) is not None
    thumbnails.clear()
    assert thumbnails.measure() == (0, 0)


def test_trouble_while_clearing_is_told_and_the_rest_is_removed(pictures, thumbnails, monkeypatch):
    for number in range(3):
        thumbnails.keep(bytes([number] * 32), b"x")
    honest = Path.unlink

    def unlink(path: Path, **options: bool) -> None:
        if path.name.startswith("01"):
            raise PermissionError(13, "Permission denied")
        honest(path, **options)

    monkeypatch.setattr(Path, "unlink", unlink)
    with pytest.raises(LibraryError, match="Permission denied"):
        pictures.clear_cache()
    assert pictures.measure_cache().files == 1
