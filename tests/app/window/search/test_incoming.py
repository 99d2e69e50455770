import base64

import pytest
from PySide6.QtCore import QMimeData, QUrl

from app.window.search.encoding import MOST_PIXELS, png_of, reduced
from app.window.search.incoming import Incoming, could_be_taken, is_more_than_words, read

from .conftest import image


@pytest.fixture
def mime(qapp) -> QMimeData:
    return QMimeData()


def test_files(mime, tmp_path):
    paths = [str(tmp_path / "a b.jpg"), str(tmp_path / "ü.png")]
    mime.setUrls([QUrl.fromLocalFile(path) for path in paths])
    assert read(mime).files == tuple(paths)
    assert could_be_taken(mime)
    assert is_more_than_words(mime)


def test_files_count_more_than_the_picture_that_comes_with_them(mime, tmp_path):
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.jpg"))])
    mime.setImageData(image())
    assert read(mime).files
    assert read(mime).image is None


def test_an_encoded_picture_is_taken_as_it_is(mime):
    mime.setData("image/png", b"encoded")
    mime.setUrls([QUrl("https://example.org/dog.png")])
    assert read(mime).data == (b"encoded",)


def test_a_decoded_picture(mime):
    mime.setImageData(image(5, 4))
    assert read(mime).image is not None
    assert read(mime).image.width() == 5


def test_text_beside_a_picture_counts_more(mime):
    """Cells of a spreadsheet come as a picture, too."""
    mime.setText("two dogs")
    mime.setImageData(image())
    assert read(mime).words == "two dogs"


@pytest.mark.parametrize(
    "address",
    ["https://example.org/dog.jpg", "http://example.org", "ftp://x.org/a.png"],
)
def test_an_address_of_the_web_is_known_as_such(mime, address):
    mime.setUrls([QUrl(address)])
    assert read(mime).is_web


def test_an_address_as_text(mime):
    mime.setText(" https://example.org/dog.jpg ")
    assert read(mime).is_web


def test_an_address_that_holds_a_picture(mime):
    data = base64.b64encode(b"\x89PNG\r\n\x1a\n~").decode()
    mime.setUrls([QUrl(f"data:image/png;base64,{data}")])
    assert read(mime).data == (b"\x89PNG\r\n\x1a\n~",)


@pytest.mark.parametrize("address", ["data:text/html,x", "data:image/png;base64,%%%", "data:,"])
def test_an_address_that_holds_none(mime, address):
    mime.setUrls([QUrl(address)])
    assert read(mime).data == ()
    assert read(mime).is_web


def test_words(mime):
    mime.setText("  two dogs\n")
    came = read(mime)
    assert came.words == "two dogs"
    assert not came.is_web
    assert not is_more_than_words(mime)


def test_nothing(mime):
    came = read(mime)
    assert came == Incoming()
    assert not could_be_taken(mime)


def test_png_keeps_the_pixels(qapp):
    assert png_of(image(7, 5)).startswith(b"\x89PNG")


def test_huge_pictures_are_reduced(qapp):
    small = reduced(image(8000, 4000))
    assert small.width() * small.height() <= MOST_PIXELS
    assert small.width() / small.height() == pytest.approx(2, rel=0.01)
    assert reduced(image(100, 100)).width() == 100
