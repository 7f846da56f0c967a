"""Who keeps the keys of the price vault.

The vault has two locks, the one inside the other. Each lock opens with the key of one custodian, or with a
spare key that somebody keeps for when that one is lost. So nobody opens it alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from inkoop.domain.findings import Refused
from inkoop.domain.procedure.record_model import LONGEST_NAME, Name, RecordModel
from inkoop.domain.visible import one_line

Layer = Literal["binnen", "buiten"]
"""Which of the two locks."""
LAYERS: tuple[Layer, Layer] = ("binnen", "buiten")
PublicKeyText = Annotated[str, StringConstraints(pattern=r"^age1[02-9ac-hj-np-z]{58}$")]
"""An X25519 recipient of age (age-encryption.org/v1): Bech32 of 32 bytes."""
NAME_LINE, KEY_LINE = "naam", "sleutel"
"""What begins the two lines that count in the file with a public key."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """What a custodian gives to who publishes: with it anybody can close a lock, and nobody can open one."""

    name: str
    key: str


def is_name(text: str) -> bool:
    """Whether a text can be the name of a custodian: on one line, with nothing in it that nobody sees."""
    return text == one_line(text).strip() and 0 < len(text) <= LONGEST_NAME


class Custodian(RecordModel):
    """Who can open one of the two locks."""

    name: Name = Field(alias="naam")
    key: PublicKeyText = Field(alias="sleutel")
    layer: Layer = Field(alias="laag")
    spare: bool = Field(default=False, alias="reserve")
    """Whether this key is kept for when that of the first custodian of this lock is lost."""


def whose_key(custodians: Iterable[Custodian], layer: Layer) -> str:
    """Whose key opens a lock, in Dutch; who keeps a spare key last."""
    able = sorted((each for each in custodians if each.layer == layer), key=lambda each: each.spare)
    names = (f"{each.name} (reserve)" if each.spare else each.name for each in able)
    return "de sleutel van " + " of van ".join(names)


def custodians(keys: Sequence[PublicKey], spare: Sequence[PublicKey] = ()) -> tuple[Custodian, ...]:
    """The custodians of a vault: two, and two more with a spare key or none.

    Refused where there are not as many, or where a person or a key is there twice.

    Args:
        keys: of the inner lock and of the outer one.
        spare: of the same locks.
    """
    if len(keys) != len(LAYERS):
        raise Refused(f"voor de kluis zijn twee sleutels nodig, van twee mensen; u noemde er {len(keys)}.")
    if len(spare) not in (0, len(LAYERS)):
        told = f"een voor elk slot van de kluis; u noemde er {len(spare)}."
        raise Refused(f"er zijn twee reservesleutels nodig of geen, {told}")
    _refuse_twice([*keys, *spare])
    return tuple(
        Custodian(name=each.name, key=each.key, layer=layer, spare=kept)
        for group, kept in ((keys, False), (spare, True))
        for layer, each in zip(LAYERS, group, strict=False)
    )


def _refuse_twice(keys: Sequence[PublicKey]) -> None:
    """Refused where one key, or one person, would stand for two."""
    for number, each in enumerate(keys):
        for other in keys[:number]:
            if each.key == other.key:
                raise Refused(
                    f"{other.name} en {each.name} hebben dezelfde sleutel; elke sleutel van de kluis moet een"
                    " andere zijn."
                )
            if _folded(each) == _folded(other):
                raise Refused(
                    f"{each.name} heeft twee sleutels van de kluis; elke sleutel moet van iemand anders zijn."
                )


def _folded(key: PublicKey) -> str:
    return " ".join(key.name.split()).casefold()
