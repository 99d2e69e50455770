"""Hundreds of odd, broken and malicious files: none does more harm than to itself."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from indexer.decode.pool import DecoderPool
from indexer.decode.types import MIB, Cause, Decoded, Failed, Job, Limits
from models.preprocess import InputSpec

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.e2e

LIMITS = Limits(seconds=20, memory_bytes=1536 * MIB)

# Where we see a file otherwise than its manifest does, and why.
DECODES_AFTER_ALL = {
    # Its layers are broken; we look only at the flat picture, which is whole.
    "corrupt/malformed/pillow-tests-images__psd-oob-write-overflow.psd",
}


@pytest.fixture(scope="module")
def manifest(shared: Path) -> dict[str, str]:
    with (shared / "corpus" / "manifest.csv").open(newline="", encoding="utf-8") as file:
        return {row["file"]: row["expected"] for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def results(shared: Path, manifest: dict[str, str]) -> Iterator[dict[str, Decoded | Failed]]:
    names = list(manifest)
    jobs = (
        Job(key, str(shared / "corpus" / name), input_spec=InputSpec(128), thumbnail_side=256)
        for key, name in enumerate(names)
    )
    with DecoderPool(2, LIMITS) as pool:
        found = {names[result.key]: result for result in pool.run(jobs)}
        assert isinstance(
            pool.decode(Job(1, str(shared / "corpus" / "names" / "UPPER.JPEG"))), Decoded
        )
        yield found


def is_sidecar(name: str) -> bool:
    return name.endswith(".xmp")


def test_every_file_gets_an_answer(manifest, results):
    assert len(manifest) > 800
    assert set(results) == set(manifest)


def test_pictures_decode_and_broken_ones_fail(manifest, results):
    wrong = {}
    for name, expected in manifest.items():
        if is_sidecar(name):
            continue
        found = "decodes" if isinstance(results[name], Decoded) else "must-fail-cleanly"
        wanted = "decodes" if name in DECODES_AFTER_ALL else expected
        if wanted not in (found, "either"):
            wrong[name] = results[name]
    assert not wrong


def test_files_fail_for_their_own_reasons(results):
    failures = {name: result for name, result in results.items() if isinstance(result, Failed)}
    causes = {result.cause for result in failures.values()}
    assert not causes & {Cause.CRASHED, Cause.UNREADABLE, Cause.CHANGED}
    for result in failures.values():
        assert result.reason.endswith(".")
        assert result.reason[0].isupper()
        assert "\n" not in result.reason


def test_bombs_are_refused_before_they_are_decoded(results):
    for name in ("bmp_2e30.bmp", "tiff_200000sq.tif", "webp_13000x13000.webp"):
        assert results[f"corrupt/bombs/{name}"].cause is Cause.TOO_LARGE


def test_sidecars_are_read_beside_a_photo(shared, manifest, tmp_path):
    sidecars = [name for name in manifest if is_sidecar(name)]
    assert len(sidecars) > 10
    photo = tmp_path / "drawn.png"
    Image.new("RGB", (40, 30), "green").save(photo)
    jobs = []
    for key, name in enumerate(sidecars):
        folder = tmp_path / str(key)
        folder.mkdir()
        shutil.copy(photo, folder / "a.png")
        shutil.copy(shared / "corpus" / name, folder / "a.png.xmp")
        jobs.append(Job(key, str(folder / "a.png")))
    with DecoderPool(2, LIMITS) as pool:
        found = {sidecars[result.key]: result for result in pool.run(jobs)}
    assert all(isinstance(result, Decoded) for result in found.values())
    digikam = found["sidecar/xmp/metadata-extractor-images__digikam-example.xmp"].metadata
    assert set(digikam.keywords) == {"test", "test2", "test3"}
    assert found["sidecar/xmp/immich-test-assets__2010.xmp"].metadata.taken_offset_minutes == 120


def test_metadata_of_real_cameras(results):
    ricoh = results["exif/dates_tags/exif-samples__Ricoh_Caplio_RR330.jpg"].metadata
    assert (ricoh.taken_at, ricoh.camera_model) == ("2004-08-31T19:52:58", "RR330")
    phone = results["exif/gps/metadata-extractor-images__Issue_508.jpg"].metadata
    assert (phone.latitude, phone.longitude) == (
        pytest.approx(43.8594694),
        pytest.approx(15.5032833),
    )
    dng = results["odd/raw/exiv2-test-data__IMG_1361.dng"].metadata
    assert (dng.camera_model, dng.taken_offset_minutes) == ("iPhone 12 Pro", -300)
    listed = results["exif/dates_tags/immich-test-assets__picasa.jpg"].metadata
    assert listed.keywords == ("Frost", "Yard")
