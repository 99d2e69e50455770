"""Train the starter model: `python -m models.starter.train --data DIR --work DIR`.

Every stage keeps what it made in the work folder and goes on from there after a stop:
teachers' answers, the joint space, the image tower, the text tower, the projections of both,
the shipped files.
Several workers of one thread each share the image tower's batches when it is started by
`torchrun --nproc-per-node N -m models.starter.train --stage image --threads 1 ...`.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist

from models.starter.align import AlignSettings, align, pooled_photos, pooled_texts
from models.starter.architecture import IMAGE_SIDE, tokenizer, untrained
from models.starter.data import load_photos
from models.starter.heads import HeadSettings, recall
from models.starter.image import ImageSettings, embed_photos, train_image_tower
from models.starter.lessons import Sources, dev_texts, image_lessons, joint_space, text_lessons
from models.starter.teachers import teach_texts
from models.starter.text import TextSettings, embed_texts, train_text_tower


def _report(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with photos/ and teacher/")
    parser.add_argument("--work", type=Path, required=True, help="folder for caches, checkpoints")
    parser.add_argument("--stage", choices=("image", "text", "align", "ship", "all"), default="all")
    parser.add_argument("--image-steps", type=int, default=ImageSettings.steps)
    parser.add_argument("--text-steps", type=int, default=TextSettings.steps)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--out", type=Path, help="folder for the shipped files")
    return parser.parse_args()


def _train_image(sources: Sources, model: Any, steps: int) -> None:
    image_head, text_head = joint_space(sources, HeadSettings())
    lessons = image_lessons(sources, image_head)
    settings = ImageSettings(steps=steps)
    train_image_tower(model.visual, lessons, settings, sources.work / "image.pt", _report)
    if dist.is_initialized() and dist.get_rank() > 0:
        return
    torch.save(model.visual.state_dict(), sources.work / "image-tower.pt")
    rows, texts, owners = dev_texts(sources)
    cache = sources.work / "dev-texts.npy"
    said = text_head(torch.from_numpy(teach_texts(texts, cache)).float()).detach()
    folder = sources.data / "photos" / "dev_eval"
    pixels = load_photos(folder, rows, sources.work / "dev-pixels.npy")
    seen = embed_photos(model.visual, pixels, IMAGE_SIDE)
    _report(f"image tower with the teacher's texts, dev: {recall(seen, said, owners)}")


def _train_text(sources: Sources, model: Any, steps: int) -> None:
    _, text_head = joint_space(sources, HeadSettings())
    texts, wanted, weights = text_lessons(sources, text_head)
    settings = TextSettings(steps=steps)
    tokens = tokenizer()(texts)
    checkpoint = sources.work / "text.pt"
    train_text_tower(model.text, tokens, wanted, weights, settings, checkpoint, _report)
    torch.save(model.text.state_dict(), sources.work / "text-tower.pt")


def _align(sources: Sources, model: Any) -> None:
    settings = AlignSettings()
    photos = _pooled(sources, model, settings.views)
    table, said = sources.said
    texts = pooled_texts(model.text, tokenizer()(table.texts))
    before = _recall(sources, model)
    loss = align(model, photos, texts, said, sources.caption_weights, settings)
    _report(f"aligned, loss {loss:.3f}; dev before: {before}, after: {_recall(sources, model)}")


def _pooled(sources: Sources, model: Any, views: int) -> list[torch.Tensor]:
    kept = sources.work / "pooled.pt"
    if not kept.exists():
        lessons = image_lessons(sources, joint_space(sources, HeadSettings())[0])
        pooled = [pooled_photos(model.visual, lessons, view, IMAGE_SIDE) for view in range(views)]
        torch.save(pooled, kept)
    return list(torch.load(kept, weights_only=True))


def _recall(sources: Sources, model: Any) -> dict[str, float]:
    rows, texts, owners = dev_texts(sources)
    folder = sources.data / "photos" / "dev_eval"
    pixels = load_photos(folder, rows, sources.work / "dev-pixels.npy")
    seen = embed_photos(model.visual, pixels, IMAGE_SIDE)
    return recall(seen, embed_texts(model.text, tokenizer()(texts)), owners)


def main() -> None:
    """Run the stages asked for."""
    options = _options()
    torch.set_num_threads(options.threads)
    if "WORLD_SIZE" in os.environ:
        dist.init_process_group("gloo")
    options.work.mkdir(parents=True, exist_ok=True)
    sources = Sources(options.data, options.work)
    model = untrained()
    if options.stage in ("image", "all"):
        _train_image(sources, model, options.image_steps)
    if options.stage in ("text", "all"):
        _train_text(sources, model, options.text_steps)
    if options.stage in ("align", "all"):
        _load(model.visual, sources.work / "image-tower.pt")
        _load(model.text, sources.work / "text-tower.pt")
        _align(sources, model.eval())
        torch.save(model.state_dict(), sources.work / "aligned.pt")
    if options.stage in ("ship", "all"):
        from models.starter.ship import ship

        _load(model, sources.work / "aligned.pt")
        ship(model.eval(), options.out or sources.work / "shipped")


def _load(module: torch.nn.Module, file: Path) -> None:
    module.load_state_dict(torch.load(file, weights_only=True))


if __name__ == "__main__":
    main()
