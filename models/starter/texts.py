"""The texts the starter model learns from: what is said of photos, and words at large.

Captions know little beyond people, dogs, sports, streets, water and snow. So that other
words mean something too, the text tower also learns every word the sentence encoder knows
as a whole, alone and in the phrasings people use when they look for a photo.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence

from models.starter.data import Row

_LABELS_USED = 6
_WORD = re.compile(r"[a-z]{3,}")

_COLOURS = (
    "red,orange,yellow,green,blue,purple,pink,brown,black,white,grey,golden,silver,dark,bright,"
    "colourful,striped,spotted"
).split(",")
_COUNTS = ("one,two,three,four,five,several,many,some,a couple of,a group of").split(",")
_ATTRIBUTES = (
    "small,big,old,young,happy,sad,new,wooden,metal,wet,dirty,clean,broken,empty,tall,little,"
    "large,beautiful,sleeping,running,smiling,standing,sitting,flying"
).split(",")
_PEOPLE = (
    "man,woman,boy,girl,child,baby,toddler,couple,family,people,person,friends,kids,crowd,"
    "bride,groom,grandmother,grandfather,mother,father,teenager,player,musician,soldier,worker,"
    "chef,tourist,hiker,swimmer,skier,surfer,cyclist,runner,dancer,fisherman,climber"
).split(",")
_ANIMALS = (
    "dog,cat,horse,cow,sheep,bird,duck,goat,elephant,giraffe,zebra,lion,tiger,bear,rabbit,"
    "puppy,kitten,monkey,deer,fox,owl,swan,fish,butterfly,pig,chicken,squirrel,seagull,turtle,"
    "snake"
).split(",")
_ACTIVITIES = (
    "running,jumping,swimming,sleeping,eating,drinking,playing,dancing,singing,reading,cooking,"
    "climbing,hiking,skiing,surfing,skateboarding,snowboarding,fishing,riding a bike,"
    "riding a horse,playing guitar,playing football,playing basketball,playing tennis,"
    "throwing a ball,catching a frisbee,taking a picture,talking on the phone,smiling,laughing,"
    "hugging,kissing,waving,walking,sitting on a bench,sitting on the grass,lying down,"
    "standing in line,blowing out candles,opening presents,cutting a cake,driving a car,"
    "rowing a boat,sailing,splashing water,digging in the sand,building a snowman,"
    "wearing a hat,wearing sunglasses,wearing a costume,holding a baby,holding an umbrella,"
    "looking at the camera,crossing the street,waiting for the bus,working on a computer"
).split(",")
_PLACES = (
    "at the beach,in the snow,in the mountains,in the forest,in the park,in the city,"
    "in the street,on the grass,in a field,in the desert,in the water,in the sea,by the lake,"
    "by the river,near a waterfall,on a boat,on a bridge,in a kitchen,in a living room,"
    "in a bedroom,in a bathroom,in an office,in a restaurant,in a cafe,in a shop,in a market,"
    "at a wedding,at a birthday party,at a concert,at the airport,at the zoo,in a garden,"
    "in a swimming pool,in front of a swimming pool,in front of a house,in front of a church,"
    "in front of a building,on a mountain,on the road,on a train,in a car,in a stadium,"
    "on a stage,in a classroom,in a museum,at night,at sunset,at sunrise,in the rain,"
    "in the fog,in summer,in autumn,in winter,in spring,under a tree,on the sofa,on the table,"
    "on a plate,in a basket,indoors,outdoors,in the sky,on the roof,on the playground,"
    "at christmas"
).split(",")
_RELATIONS = ("and,with,on,in front of,next to,near,behind,under,above,without").split(",")
_PATTERNS = (
    "a photo of a {}",
    "a picture of {}",
    "{} photo",
    "a close up of a {}",
    "my {}",
    "the {}",
    "lots of {}",
    "{} in the background",
)


def phrases_of(row: Row) -> list[str]:
    """Captions of a photo, and its labels said in the ways people type them."""
    labels = row.labels[:_LABELS_USED]
    phrases = list(row.captions)
    phrases += [f"a photo of a {label}" for label in labels]
    phrases += labels
    if len(labels) > 1:
        phrases.append("a photo of " + ", ".join(labels))
    return phrases


class TextTable:
    """Distinct texts, each with the number under which its embedding stands."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number_of(self, text: str) -> int:
        """The number of `text`, which is added if it is new."""
        return self._numbers.setdefault(text, len(self._numbers))

    @property
    def texts(self) -> list[str]:
        """All texts, in the order of their numbers."""
        return list(self._numbers)


def whole_words(vocabulary: Iterable[str]) -> list[str]:
    """The entries of a word-piece vocabulary that are words of three letters or more."""
    return [word for word in vocabulary if _WORD.fullmatch(word)]


def wide_texts(words: Sequence[str], names: Sequence[str], count: int, seed: int = 0) -> list[str]:
    """Words, names of things, and `count` composed phrases, all distinct.

    Args:
        words: a wide vocabulary.
        names: names of things that photos show.
        count: how many phrases are composed.
        seed: the same seed composes the same phrases.
    """
    texts = dict.fromkeys([*words, *names])
    texts.update(dict.fromkeys(f"a photo of a {name}" for name in [*words, *names]))
    rng = random.Random(seed)  # noqa: S311 - phrases, not secrets
    composed = _compose(rng, words, [*names, *_ANIMALS, *_PEOPLE])
    wanted = len(texts) + count
    while len(texts) < wanted:
        texts.setdefault(next(composed))
    return list(texts)


def _compose(rng: random.Random, words: Sequence[str], names: Sequence[str]) -> Iterator[str]:
    """Endless phrases of the kinds people type."""
    pick = rng.choice
    while True:
        name, who = pick(names), pick(pick((_PEOPLE, _ANIMALS)))
        count = pick(_COUNTS)
        yield pick(_PATTERNS).format(pick(pick((words, names))))
        yield f"{pick(_COLOURS)} {name}"
        yield f"a {who} {pick(_ACTIVITIES)} {pick(_PLACES)}"
        yield f"{name} {pick(_PLACES)}"
        yield f"a {pick(_ATTRIBUTES)} {pick(_COLOURS)} {name}"
        yield f"{count} {who} {pick(_PLACES)}"
        yield f"{name} {pick(_RELATIONS)} {pick(names)}"
        yield f"{who} {pick(_RELATIONS)} a {pick(_COLOURS)} {name}"
        yield f"{count} {name}"
        yield f"{who} {pick(_ACTIVITIES)}"
        yield f"a {who} wearing a {pick(_COLOURS)} {pick(('shirt', 'hat', 'jacket', 'dress'))}"
        yield f"{pick(words)} {pick(words)}"
