"""The price vault: two locks, the one inside the other, and nobody who opens both alone."""

from __future__ import annotations

import subprocess
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from pyrage import x25519

from inkoop.domain.findings import Refused, Why
from inkoop.domain.procedure.vault import Custodian, PublicKey, custodians
from inkoop.readers.procedure.keys import DamagedError, PrivateKey
from inkoop.readers.procedure.vault import opener
from inkoop.writers.procedure.vault import seal

NAMES = ("Aleid Bos", "Bram Kok", "Carla de Wit", "Daan Smit")
PLAIN = b"PK\x03\x04 Uurtarief: 39,90\n"


@cache
def identities() -> tuple[x25519.Identity, ...]:
    """One for each of `NAMES`, and a stranger's."""
    return tuple(x25519.Identity.generate() for _ in range(5))


@cache
def secrets() -> tuple[PrivateKey, ...]:
    """The same, as the program holds them: of the inner lock, the outer one, their spares, a stranger."""
    return tuple(PrivateKey(each) for each in identities())


def public(*numbers: int) -> list[PublicKey]:
    """The public keys of these people."""
    return [PublicKey(NAMES[number], str(identities()[number].to_public())) for number in numbers]


@cache
def holders(spare: bool = True) -> tuple[Custodian, ...]:
    """Four custodians, or two."""
    return custodians(public(0, 1), public(2, 3) if spare else [])


@cache
def sealed(spare: bool = True) -> bytes:
    """`PLAIN` behind their locks."""
    return seal(PLAIN, holders(spare))


# ── Who keeps the keys ───────────────────────────────────────────────────────────────────────────────────


def test_the_first_keeps_the_inner_lock_and_a_spare_pair_keeps_both():
    assert [(each.name, each.layer, each.spare) for each in holders()] == [
        ("Aleid Bos", "binnen", False),
        ("Bram Kok", "buiten", False),
        ("Carla de Wit", "binnen", True),
        ("Daan Smit", "buiten", True),
    ]
    assert holders(False) == holders()[:2]


def test_a_custodian_stands_in_the_record_in_dutch():
    (first, *_) = holders()
    written = first.model_dump(by_alias=True)
    assert written == {
        "naam": "Aleid Bos",
        "sleutel": str(identities()[0].to_public()),
        "laag": "binnen",
        "reserve": False,
    }
    assert Custodian.model_validate(written) == first
    for wrong in ("age1", "AGE-SECRET-KEY-1", f"{written['sleutel']}q", f"{written['sleutel']}\n"):
        with pytest.raises(ValidationError):
            Custodian.model_validate(written | {"sleutel": wrong})


@pytest.mark.parametrize(
    ("main", "spare", "told"),
    [
        ((), (), "twee sleutels nodig.*u noemde er 0"),
        ((0,), (), "twee sleutels nodig.*u noemde er 1"),
        ((0, 1, 2), (), "twee sleutels nodig.*u noemde er 3"),
        ((0, 1), (2,), "twee reservesleutels.*u noemde er 1"),
        ((0, 1), (2, 3, 0), "twee reservesleutels.*u noemde er 3"),
        ((0, 0), (), "Aleid Bos en Aleid Bos hebben dezelfde sleutel"),
        ((0, 1), (2, 1), "Bram Kok en Bram Kok hebben dezelfde sleutel"),
    ],
)
def test_two_keys_and_two_spare_ones_or_none(main, spare, told):
    with pytest.raises(Refused, match=told):
        custodians(public(*main), public(*spare))


def test_one_person_never_stands_for_two():
    one, two = public(0, 1)
    with pytest.raises(Refused, match="ALEID  bos heeft twee sleutels"):
        custodians([one, PublicKey("ALEID  bos", two.key)], [])
    with pytest.raises(Refused, match="Aleid Bos en Zus hebben dezelfde sleutel"):
        custodians([one, PublicKey("Zus", one.key)], [])


# ── Who opens it ─────────────────────────────────────────────────────────────────────────────────────────


def test_one_of_each_lock_opens_it_and_nothing_else_does():
    """Every choice of keys, also a spare one beside a first one."""
    opened = set()
    for size in range(5):
        for chosen in combinations(range(5), size):
            try:
                found = opener(holders(), [secrets()[number] for number in chosen])
            except Refused:
                continue
            assert found.unsealed(sealed(), "1.age") == PLAIN
            opened.add(chosen)
    assert opened == {(0, 1), (0, 3), (1, 2), (2, 3)}


def test_the_order_of_the_keys_does_not_matter():
    assert opener(holders(False), secrets()[1::-1]).unsealed(sealed(False), "1.age") == PLAIN


@pytest.mark.parametrize(
    ("chosen", "why", "told"),
    [
        (
            (),
            Why.FIRST,
            r"Nog nodig: de sleutel van Aleid Bos of van Carla de Wit \(reserve\) en de sleutel van Bram",
        ),
        ((0,), Why.FIRST, r"Nog nodig: de sleutel van Bram Kok of van Daan Smit \(reserve\)\.$"),
        ((3,), Why.FIRST, r"Nog nodig: de sleutel van Aleid Bos of van Carla de Wit \(reserve\)\.$"),
        ((0, 0), Why.ASKED, "van Aleid Bos is twee keer gegeven. Nog nodig: de sleutel van Bram Kok of"),
        (
            (0, 2),
            Why.ASKED,
            "Aleid Bos en Carla de Wit zijn allebei van het binnenste slot. Nog nodig: .*Bram",
        ),
        ((3, 1), Why.ASKED, "Daan Smit en Bram Kok zijn allebei van het buitenste slot. Nog nodig: .*Aleid"),
        (
            (0, 4),
            Why.ASKED,
            "age1.* hoort bij niemand van deze aanbesteding. De sleutels zijn van Aleid Bos, ",
        ),
        ((0, 1, 4), Why.ASKED, "hoort bij niemand"),
        ((0, 1, 3), Why.ASKED, "Bram Kok en Daan Smit zijn allebei van het buitenste slot"),
    ],
)
def test_who_is_still_needed_is_told(chosen, why, told):
    with pytest.raises(Refused, match=told) as refused:
        opener(holders(), [secrets()[number] for number in chosen])
    assert refused.value.refusal.why is why


def test_the_same_key_opened_twice_is_one_key():
    again = PrivateKey(x25519.Identity.from_str(str(identities()[0])))
    with pytest.raises(Refused, match="twee keer gegeven"):
        opener(holders(), [secrets()[0], again])


def test_a_vault_with_other_keys_is_told():
    other = seal(PLAIN, custodians(public(2, 3), []))
    with pytest.raises(Refused, match=r"^kluis/3\.age is beschadigd, of is niet met de sleutels van deze"):
        opener(holders(False), secrets()[:2]).unsealed(other, "kluis/3.age")


def test_the_two_locks_are_not_the_same():
    """The key of the inner lock does not open the outer one, and behind the outer one nothing can be read."""
    with pytest.raises(DamagedError):
        secrets()[0].opened(sealed())
    half = secrets()[1].opened(sealed())
    assert PLAIN not in half
    with pytest.raises(DamagedError):
        secrets()[1].opened(half)
    assert secrets()[0].opened(half) == PLAIN


def test_nothing_is_sealed_with_one_lock():
    with pytest.raises(ValueError, match="no custodian of the lock buiten"):
        seal(PLAIN, holders()[:1])
    wrong = Custodian(name="X", key=f"age1{'q' * 58}", layer="buiten")
    with pytest.raises(ValueError, match="a key of the lock buiten is none"):
        seal(PLAIN, [holders()[0], wrong])


# ── Nothing of it can be changed ─────────────────────────────────────────────────────────────────────────


def refused(changed: bytes) -> bool:
    """Whether what was changed is not opened, as it should be."""
    try:
        opener(holders(), secrets()[:2]).unsealed(changed, "1.age")
    except Refused:
        return True
    return False


def test_no_byte_can_be_another():
    """Every byte, and three ways to change it: the lowest bit, upper and lower case, the highest bit."""
    whole = sealed()
    for place in range(len(whole)):
        for bits in (0x01, 0x20, 0x80):
            changed = bytearray(whole)
            changed[place] ^= bits
            assert refused(bytes(changed)), (place, bits)


@given(data=st.data())
def test_nothing_can_be_changed_left_out_or_added(data):
    whole = sealed()
    begin = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(begin, len(whole)))
    changed = whole[:begin] + data.draw(st.binary(max_size=40)) + whole[end:]
    assert refused(changed) or changed == whole


@given(st.binary(max_size=200), st.integers(0, 2_000))
def test_what_was_sealed_comes_back_byte_for_byte(some, times):
    """Also what takes several of the blocks of 64 KiB in which age seals."""
    plain = some * times
    assert opener(holders(), secrets()[2:4]).unsealed(seal(plain, holders()), "1.age") == plain


def test_of_two_alike_nobody_sees_that_they_are():
    assert seal(PLAIN, holders()) != seal(PLAIN, holders())


# ── As another program sees it ───────────────────────────────────────────────────────────────────────────


def _age(*arguments: object, data: bytes = b"") -> bytes:
    """What the program of age itself makes of it."""
    done = subprocess.run(
        ["age", *map(str, arguments)], input=data, capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.langzaam
@pytest.mark.parametrize(("inner", "outer"), [(0, 1), (0, 3), (2, 1), (2, 3)])
def test_age_itself_opens_the_vault_lock_by_lock(inner, outer, tmp_path: Path):
    for number in (inner, outer):
        (tmp_path / f"{number}.txt").write_text(f"{identities()[number]}\n")
    half = _age("-d", "-i", tmp_path / f"{outer}.txt", data=sealed())
    assert _age("-d", "-i", tmp_path / f"{inner}.txt", data=half) == PLAIN


@pytest.mark.langzaam
def test_what_age_itself_sealed_opens_here():
    inner, outer, *_ = (each.key for each in holders())
    made = _age("-r", outer, data=_age("-r", inner, data=PLAIN * 9_000))
    assert opener(holders(), secrets()[:2]).unsealed(made, "1.age") == PLAIN * 9_000
