"""Seals what is for nobody to read until two people open it together."""

from __future__ import annotations

from collections.abc import Sequence

from inkoop.domain.procedure.vault import LAYERS, Custodian


def seal(plain: bytes, custodians: Sequence[Custodian]) -> bytes:
    """The bytes behind two locks of age, the one inside the other: each opens with a key of its custodians.

    Raises ValueError where a lock would have no key, or a key that is none.
    """
    from pyrage import RecipientError, encrypt, x25519

    sealed = plain
    for layer in LAYERS:
        keys = [each.key for each in custodians if each.layer == layer]
        if not keys:
            raise ValueError(f"no custodian of the lock {layer}")
        try:
            sealed = encrypt(sealed, [x25519.Recipient.from_str(key) for key in keys])
        except RecipientError as error:
            raise ValueError(f"a key of the lock {layer} is none: {error}") from None
    return sealed
