"""Opens what was sealed, with a key for each of the two locks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from inkoop.domain.findings import Refused, Why
from inkoop.domain.procedure.vault import LAYERS, Custodian, Layer, whose_key
from inkoop.readers.procedure.keys import DamagedError, PrivateKey
from inkoop.rules.dutch_format import listing

_LOCKS: Mapping[Layer, str] = {"binnen": "binnenste", "buiten": "buitenste"}


class Opener:
    """The keys of both locks. Only `opener` makes one."""

    def __init__(self, inner: PrivateKey, outer: PrivateKey) -> None:
        self._inner, self._outer = inner, outer

    def unsealed(self, sealed: bytes, name: str) -> bytes:
        """What was sealed, byte for byte. Refused where anything of it is not what it was.

        Args:
            name: of the sealed file, for people.
        """
        try:
            return self._inner.opened(self._outer.opened(sealed))
        except DamagedError:
            told = "is beschadigd, of is niet met de sleutels van deze aanbesteding verzegeld"
            raise Refused(f"{name} {told}. Zet het terug van een kopie.", Why.FILES) from None


def opener(custodians: Sequence[Custodian], keys: Sequence[PrivateKey]) -> Opener:
    """What opens the vault of these custodians.

    Refused where a key belongs to none of them, and where these keys do not open both locks: then it says
    whose key is still needed.
    """
    holders = {each.key: each for each in custodians}
    of_lock: dict[Layer, PrivateKey] = {}
    for key in keys:
        holder = holders.get(key.public)
        if holder is None:
            raise Refused(
                f"de sleutel {key.public} hoort bij niemand van deze aanbesteding. De sleutels zijn van "
                f"{listing(each.name for each in custodians)}."
            )
        if holder.layer in of_lock:
            _refuse_same_lock(holders[of_lock[holder.layer].public], holder, custodians)
        of_lock[holder.layer] = key
    missing = [layer for layer in LAYERS if layer not in of_lock]
    if missing:
        needed = " en ".join(whose_key(custodians, layer) for layer in missing)
        raise Refused(f"voor de kluis zijn twee sleutels nodig. Nog nodig: {needed}.", Why.FIRST)
    return Opener(of_lock["binnen"], of_lock["buiten"])


def _refuse_same_lock(one: Custodian, two: Custodian, custodians: Iterable[Custodian]) -> None:
    other = next(layer for layer in LAYERS if layer != one.layer)
    needed = f"Nog nodig: {whose_key(custodians, other)}."
    if one == two:
        raise Refused(f"de sleutel van {one.name} is twee keer gegeven. {needed}")
    raise Refused(
        f"de sleutels van {one.name} en {two.name} zijn allebei van het {_LOCKS[one.layer]} slot. {needed}"
    )
