"""The parts of the training, on numbers small enough to check."""

from __future__ import annotations

import gzip
import io
import json
import tarfile

import numpy as np
import pytest
from PIL import Image

from models.starter.data import STORED_SIDE, load_photos, read_rows

pytestmark = pytest.mark.torch
torch = pytest.importorskip("torch", reason="needs the extra `prepare`")

from models.starter.heads import HeadSettings, contrastive_loss, recall, train_heads  # noqa: E402
from models.starter.image import augment, crop_batch  # noqa: E402
from models.starter.schedule import Run, cosine_rate  # noqa: E402
from models.starter.text import TextSettings, embed_texts, train_text_tower  # noqa: E402


def unit(values):
    return torch.nn.functional.normalize(torch.tensor(values, dtype=torch.float32), dim=1)


def test_photos_from_shards_and_folders(tmp_path):
    picture = Image.new("RGB", (200, 100), (255, 0, 0))
    picture.save(tmp_path / "loose.png")
    buffer = io.BytesIO()
    Image.new("L", (30, 60), 128).save(buffer, "PNG")
    with tarfile.open(tmp_path / "s.tar", "w") as archive:
        member = tarfile.TarInfo("in.png")
        member.size = buffer.tell()
        buffer.seek(0)
        archive.addfile(member, buffer)
    lines = [
        {"file": "in.png", "captions": ["grey"], "labels": ["Two_Words"], "shard": "s.tar"},
        {"file": "loose.png"},
    ]
    with gzip.open(tmp_path / "rows.jsonl.gz", "wt") as file:
        file.write("\n".join(map(json.dumps, lines)))
    rows = read_rows(tmp_path / "rows.jsonl.gz")
    assert rows[0].labels == ("two words",)
    pixels = load_photos(tmp_path, rows, tmp_path / "cache.npy")
    assert pixels.shape == (2, STORED_SIDE, STORED_SIDE, 3)
    assert pixels[0, 70, 70].tolist() == [128, 128, 128]
    assert pixels[1, 70, 70].tolist() == [255, 0, 0]
    (tmp_path / "loose.png").unlink()
    assert np.array_equal(load_photos(tmp_path, rows, tmp_path / "cache.npy"), pixels)


def test_a_crop_of_the_whole_photo_is_the_photo():
    pixels = np.random.default_rng(0).integers(0, 256, (2, STORED_SIDE, STORED_SIDE, 3), np.uint8)
    whole = np.array([[0, 0, STORED_SIDE, STORED_SIDE]] * 2)
    crops = crop_batch(pixels, whole, STORED_SIDE)
    wanted = torch.from_numpy(pixels).permute(0, 3, 1, 2) / 255
    assert torch.allclose(crops, wanted, atol=1e-4)


def test_a_crop_shows_what_is_in_its_box():
    pixels = np.zeros((1, STORED_SIDE, STORED_SIDE, 3), np.uint8)
    pixels[0, 72:, :72] = 255
    assert crop_batch(pixels, np.array([[0, 72, 72, 144]]), 16).min() > 0.99
    assert crop_batch(pixels, np.array([[73, 0, 144, 70]]), 16).max() < 0.01


def test_augmented_photos_stay_in_range_and_differ():
    photos = torch.rand(4, 3, 16, 16)
    changed = augment(photos, np.random.default_rng(0))
    assert changed.shape == photos.shape
    assert changed.min() >= 0
    assert changed.max() <= 1
    assert not torch.allclose(changed, photos)


def test_the_contrastive_loss_is_small_when_pairs_agree_and_spares_equal_texts():
    images, scale = unit([[1, 0], [0, 1], [1, 0.1]]), torch.tensor(50.0)
    right = contrastive_loss(images, images, torch.tensor([0, 1, 2]), scale)
    wrong = contrastive_loss(images, images.flip(1), torch.tensor([0, 1, 2]), scale)
    shared = contrastive_loss(
        images, unit([[1, 0], [0, 1], [1, 0]]), torch.tensor([0, 1, 0]), scale
    )
    assert right < wrong
    assert shared < 0.8  # the entropy of a fair choice between two, and no more


def test_recall_counts_ranks():
    images = unit([[1, 0], [0, 1]])
    figures = recall(images, unit([[1, 0.1], [1, 0.2]]), torch.tensor([0, 1]))
    assert figures == {"recall@1": 0.5, "recall@5": 1.0, "recall@10": 1.0, "median rank": 1.0}


def test_heads_learn_which_text_belongs_to_which_photo():
    rng = np.random.default_rng(0)
    topics = rng.normal(size=(8, 12)).astype(np.float32)
    which = rng.integers(8, size=64)
    photos = topics[which] + 0.05 * rng.normal(size=(64, 12)).astype(np.float32)
    texts = np.eye(8, 6, dtype=np.float32) + rng.normal(size=(8, 6)).astype(np.float32)
    settings = HeadSettings(steps=120, batch=32)
    said = [[int(topic)] for topic in which]
    image_head, text_head = train_heads([photos], texts, said, np.ones(64), settings)
    with torch.no_grad():
        scores = image_head(torch.from_numpy(photos)) @ text_head(torch.from_numpy(texts)).T
    assert (scores.argmax(1).numpy() == which).mean() > 0.9


def test_the_rate_warms_up_and_comes_down():
    rates = [cosine_rate(step, 100, 10, 1.0) for step in range(100)]
    assert rates[0] == pytest.approx(0.1)
    assert max(rates) > 0.95
    assert rates[-1] < 0.001


def test_a_training_goes_on_where_it_was_stopped(tmp_path):
    torch.manual_seed(0)
    tokens = torch.randint(1, 20, (64, 6))
    wanted = unit(np.random.default_rng(0).normal(size=(64, 8))).numpy()

    def tower():
        torch.manual_seed(1)
        return torch.nn.Sequential(
            torch.nn.EmbeddingBag(20, 16, mode="mean"), torch.nn.Linear(16, 8)
        )

    def train(model, steps, checkpoint):
        said = []
        settings = TextSettings(steps=steps, batch=16, warmup=1, save_every=4)
        train_text_tower(model, tokens, wanted, np.ones(64), settings, checkpoint, said.append)
        return said

    first = tower()
    assert "step 8" in train(first, 8, tmp_path / "a.pt")[-1]
    assert train(tower(), 8, tmp_path / "a.pt") == ["text tower: going on from step 8"]
    again = tower()
    train(again, 8, tmp_path / "a.pt")
    assert torch.allclose(embed_texts(first, tokens), embed_texts(again, tokens))


def test_an_interrupted_save_leaves_the_old_checkpoint(tmp_path):
    model = torch.nn.Linear(2, 2)
    lines = []
    run = Run("tower", {"model": model}, tmp_path / "c.pt", lines.append)
    assert list(run.steps(4, 2, 1)) == [0, 1, 2, 3]
    (tmp_path / "c.partial").write_bytes(b"half")
    again = Run("tower", {"model": model}, tmp_path / "c.pt", lines.append)
    assert list(again.steps(6, 2, 1)) == [4, 5]
