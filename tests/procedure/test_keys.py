"""The key of a custodian: a secret half that only its passphrase opens, and a public half to give away."""

from __future__ import annotations

import copy
import os
import pickle
import stat
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pexpect
import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkoop.domain.findings import Refused, Why
from inkoop.domain.procedure.vault import PublicKey, custodians
from inkoop.readers.procedure.keys import PrivateKey, public_key, unlocked
from inkoop.rules.procedure.passphrase import passphrase_fault
from inkoop.writers.procedure.keys import key_files, make_key
from inkoop.writers.procedure.vault import seal

PASSPHRASE = "paard batterij niet één fiets"
NAME = "Aleid Bos-de Wit"
RECIPIENT = "age1yychd034m3hl7emwy8txr7g4fwtwj7da4c78y77vwte05gpnn53q2ujygv"
"""Of a key that nobody has. Always the same, as it names the tests."""


def write_public(folder: Path, text: str | bytes) -> Path:
    """A file that says it is the public half."""
    path = folder / "sleutel-aleid.pub"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def refusal(steps: Callable[[], object]) -> str:
    """The one sentence or two of a refusal about a file."""
    with pytest.raises(Refused) as refused:
        steps()
    assert refused.value.refusal.why is Why.FILES
    assert "\n" not in refused.value.refusal.text
    return refused.value.refusal.text


# ── The passphrase ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "te kort: 0 van minstens 15"),
        ("veertien teken", "te kort: 14 van minstens 15"),
        (" " * 40, "te kort: 0 van"),
        ("     veertien teken    ", "te kort: 14 van"),
        ("aaaaaaaaaaaaaaaaaaaaa", "te makkelijk te raden"),
        ("abcababcabcbabcbabcbabab", "te makkelijk te raden"),
        ("vijftien tekens\x1b[A", "teken dat niet te zien is"),
        ("vijftien tekens\nen meer", "teken dat niet te zien is"),
        ("vijftien tekens \udcff", "teken dat niet te zien is"),
    ],
)
def test_a_passphrase_that_is_easily_guessed_is_refused(typed, told, tmp_path: Path):
    assert told in passphrase_fault(typed)
    with pytest.raises(Refused, match=told):
        make_key(NAME, typed, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "typed", ["vijftien tekens", PASSPHRASE, "١٢٣٤٥٦ ça va été", "x" * 9 + "abcdef" * 500]
)
def test_a_long_one_is_good(typed):
    assert passphrase_fault(typed) == ""


# ── Its name ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "name", ["", "   ", "A\nB", "A\x1b[2J", "x" * 201, "A\u2028sleutel: age1", " A", "\u202eA"]
)
def test_what_is_no_name_is_refused(name, tmp_path: Path):
    with pytest.raises(Refused, match="dit is geen naam"):
        key_files(name, tmp_path)


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("Aleid Bos-de Wit", "sleutel-aleid-bos-de-wit"),
        ("../../etc/passwd", "sleutel-etc-passwd"),
        ("C:\\Windows\\con", "sleutel-c--windows-con"),
        ("Édouard", "sleutel-édouard"),
        ("..", "sleutel-houder"),
        ("a" * 200, "sleutel-" + "a" * 60),
    ],
)
def test_a_name_never_leads_out_of_the_folder(name, files, tmp_path: Path):
    assert key_files(name, tmp_path) == (tmp_path / f"{files}.age", tmp_path / f"{files}.pub")


@pytest.mark.parametrize("there", ["sleutel-aleid.age", "sleutel-aleid.pub"])
def test_a_key_is_never_overwritten(there, tmp_path: Path):
    (tmp_path / there).write_text("van gisteren")
    told = refusal(lambda: make_key("Aleid", PASSPHRASE, tmp_path))
    assert f"{there} is er al. Een sleutel wordt nooit overschreven" in told
    assert [path.name for path in tmp_path.iterdir()] == [there]
    assert (tmp_path / there).read_text() == "van gisteren"


# ── Made, given away and opened ──────────────────────────────────────────────────────────────────────────

slow = pytest.mark.langzaam
"""What has a passphrase takes a second or two each time: that is what makes guessing slow."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The two halves of one key."""
    return make_key(NAME, PASSPHRASE, tmp_path_factory.mktemp("houder"))


@pytest.fixture(scope="module")
def opened(made: tuple[Path, Path]) -> PrivateKey:
    """Its secret half."""
    return unlocked(made[0], PASSPHRASE)


@slow
def test_the_two_halves_belong_together(made, opened):
    secret, shown = made
    assert sorted(path.name for path in secret.parent.iterdir()) == [secret.name, shown.name]
    found = public_key(shown)
    assert found == PublicKey(NAME, opened.public)
    lines = shown.read_text("utf-8").splitlines()
    assert lines[1:] == [f"naam: {NAME}", f"sleutel: {opened.public}"]
    assert opened.opened(pyrage.encrypt(b"39,90", [pyrage.x25519.Recipient.from_str(found.key)])) == b"39,90"


@slow
@pytest.mark.skipif(os.name == "nt", reason="Windows keeps who may read a file elsewhere")
def test_only_its_owner_reads_the_secret_half(made):
    assert [stat.S_IMODE(path.stat().st_mode) & 0o077 for path in made] == [0, 0o044]


@slow
@pytest.mark.parametrize("suffix", [".age", ".pub"])
def test_who_was_first_is_never_overwritten(suffix, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Another program makes the same key while this one is at it."""
    other = tmp_path / f"sleutel-aleid{suffix}"
    monkeypatch.setattr("inkoop.writers.procedure.keys.sync_file", lambda _: other.write_text("eerst"))
    assert f"{other} is er al" in refusal(lambda: make_key("Aleid", PASSPHRASE, tmp_path))
    assert other.read_text() == "eerst"
    assert list(tmp_path.iterdir()) == [other]


@slow
def test_the_secret_never_shows_itself(made, opened):
    assert f"{opened!r} {opened!s}" == f"PrivateKey({opened.public}) PrivateKey({opened.public})"
    for path in made:
        assert b"SECRET" not in path.read_bytes()
    for copying in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError):
            copying(opened)


@slow
@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (PASSPHRASE.title(), "de wachtzin past niet bij deze sleutel"),
        (f"{PASSPHRASE} ", "de wachtzin past niet bij deze sleutel"),
        ("\udcff", "de wachtzin past niet bij deze sleutel"),
        ("", "de wachtzin past niet bij deze sleutel"),
    ],
)
def test_another_passphrase_is_told(made, typed, told):
    assert told in refusal(lambda: unlocked(made[0], typed))


@slow
def test_an_accent_is_the_same_on_every_keyboard(made, opened):
    apart = PASSPHRASE.replace("é", "e\N{COMBINING ACUTE ACCENT}")
    assert apart != PASSPHRASE
    assert unlocked(made[0], apart).public == opened.public


@slow
def test_a_damaged_key_is_told(made, tmp_path: Path):
    whole = made[0].read_bytes()
    path = tmp_path / "sleutel.age"
    behind = whole.index(b"\n--- ")
    for changed in (
        whole[:-1],
        whole + b"x",
        whole[: behind + 2],
        _flipped(whole, behind + 8),
        _flipped(whole, -30),
    ):
        path.write_bytes(changed)
        assert "beschadigd. Neem een kopie" in refusal(lambda: unlocked(path, PASSPHRASE))


def _flipped(whole: bytes, place: int) -> bytes:
    changed = bytearray(whole)
    changed[place] ^= 1
    return bytes(changed)


@pytest.mark.parametrize("plain", [b"", b"# niets\n", b"AGE-SECRET-KEY-1QQ\n", b"two\nlines\n", b"\xff\xfe"])
def test_what_holds_no_key_is_told(plain, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "sleutel.age"
    path.write_bytes(b"age-encryption.org/v1\n-> scrypt ")
    monkeypatch.setattr(pyrage.passphrase, "decrypt", lambda *_: plain)
    assert "hierin staat geen sleutel die" in refusal(lambda: unlocked(path, PASSPHRASE))


def test_a_file_that_would_cost_hours_is_not_tried(tmp_path: Path):
    path = tmp_path / "sleutel.age"
    salt, mac = "i3lU+Ued2ZS2UkXSZcY7uQ", "e+npVpBJ26beE+bhdCwK3FPlidt8wnko/hnA0qIh8o4"
    stanza = f"-> scrypt {salt} 34\nYngaqscK4BpStcDuM8uucfjzRdwRGfk4v8biPqKIaac\n--- {mac}\n"
    path.write_bytes(b"age-encryption.org/v1\n" + stanza.encode() + bytes(60))
    assert "beschadigd" in refusal(lambda: unlocked(path, PASSPHRASE))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            f"naam: A\nsleutel: {RECIPIENT}\n".encode(),
            "de publieke helft van een sleutel, en die maakt niets open",
        ),
        (
            b"AGE-SECRET-KEY-1QQQ\n",
            "niet beschermd met een wachtzin. Dat kan alsnog met het programma age: age -p",
        ),
        (b"PK\x03\x04", "dit is geen sleutel van een houder"),
        (b"age-encryption.org/v1\n-> X25519 x\n", "een ander bestand van age"),
        (b"x" * 30_000, "te groot"),
        (b"", "leeg"),
    ],
)
def test_what_is_no_secret_half_is_told(content, told, tmp_path: Path):
    path = tmp_path / "sleutel.age"
    path.write_bytes(content)
    assert told in refusal(lambda: unlocked(path, PASSPHRASE))
    assert str(path) in refusal(lambda: unlocked(tmp_path / "sleutel.age", PASSPHRASE))
    assert "weg.age" in refusal(lambda: unlocked(tmp_path / "weg.age", PASSPHRASE))


# ── The public half of a stranger ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        f"naam: Aleid\nsleutel: {RECIPIENT}\n",
        f"\ufeffsleutel:{RECIPIENT}\r\nNaam :  Aleid  \r\n",
        f"Iets anders: erboven\nSLEUTEL: {RECIPIENT}\nnaam: Aleid",
    ],
)
def test_a_public_half_is_read_as_people_keep_it(text, tmp_path: Path):
    assert public_key(write_public(tmp_path, text)) == PublicKey("Aleid", RECIPIENT)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"sleutel: {RECIPIENT}", "de regel “naam: …” ontbreekt. Nodig is het bestand dat eindigt op .pub."),
        (f"naam:\nsleutel: {RECIPIENT}", "de regel “naam: …” ontbreekt"),
        ("naam: Aleid", "de regel “sleutel: …” ontbreekt"),
        (RECIPIENT, "de regel “naam: …” ontbreekt"),
        (f"naam: A\nnaam: B\nsleutel: {RECIPIENT}", "“naam: …” staat er 2 keer in"),
        (f"naam: A\nsleutel: {RECIPIENT}\nsleutel: {RECIPIENT}", "“sleutel: …” staat er 2 keer in"),
        (f"naam: A\x1b[2J\nsleutel: {RECIPIENT}", "de naam die erin staat, is niet te gebruiken"),
        (f"naam: {'A' * 201}\nsleutel: {RECIPIENT}", "de naam die erin staat, is niet te gebruiken"),
        (f"naam: A\nsleutel: {RECIPIENT[:-1]}", "de publieke sleutel die erin staat, is niet heel"),
        (f"naam: A\nsleutel: {RECIPIENT.upper()}", "de publieke sleutel die erin staat, is niet heel"),
        (f"naam: A\nsleutel: age1{'q' * 58}", "de publieke sleutel die erin staat, is niet heel"),
        ("naam: A\nsleutel: ssh-ed25519 AAAA", "de publieke sleutel die erin staat, is niet heel"),
        (
            "# public key: age1\nAGE-SECRET-KEY-1QQQ",
            "een geheime sleutel zonder wachtzin. Wie dit bestand heeft",
        ),
        (
            "age-encryption.org/v1\n-> scrypt",
            "dit is een geheime sleutel, en die geeft een houder aan niemand",
        ),
        (
            "-----BEGIN AGE ENCRYPTED FILE-----",
            "dit is een geheime sleutel, en die geeft een houder aan niemand",
        ),
        (
            f"naam: A\nsleutel: {RECIPIENT}".encode("utf-16"),
            "dit is geen publieke sleutel, of het is met een ander",
        ),
        (
            f"naam: Zoë\nsleutel: {RECIPIENT}".encode("cp1252"),
            "dit is geen publieke sleutel, of het is met een",
        ),
        ("naam: A\n" * 5_000, "te groot"),
        ("", "leeg"),
    ],
)
def test_what_is_no_public_half_is_told_in_one_sentence(text, told, tmp_path: Path):
    path = write_public(tmp_path, text)
    assert told in refusal(lambda: public_key(path))
    assert str(path) in refusal(lambda: public_key(path))


def test_a_folder_or_nothing_is_no_public_half(tmp_path: Path):
    for path in (tmp_path, tmp_path / "weg.pub"):
        assert str(path) in refusal(lambda path=path: public_key(path))


@given(place=st.integers(0, 61), other=st.sampled_from("qpzry9x8gf2tvdw0s3jn54khce6mua7lb1io-"))
def test_a_letter_that_was_taken_over_wrong_is_noticed(place, other):
    """What Bech32 is for: the sum over itself."""
    wrong = RECIPIENT[:place] + other + RECIPIENT[place + 1 :]
    with tempfile.TemporaryDirectory() as folder:
        path = write_public(Path(folder), f"naam: A\nsleutel: {wrong}\n")
        if wrong == RECIPIENT:
            assert public_key(path).key == wrong
        else:
            assert "niet heel" in refusal(lambda: public_key(path))


@given(st.binary(max_size=400))
def test_no_file_of_a_stranger_is_a_crash(content):
    with tempfile.TemporaryDirectory() as folder:
        path = write_public(Path(folder), content)
        for reading in (lambda: public_key(path), lambda: unlocked(path, PASSPHRASE)):
            assert refusal(reading)


# ── As the program of age itself sees it ─────────────────────────────────────────────────────────────────


def _typed(command: list[str], passphrase: str, times: int = 1) -> None:
    """Run a program that asks for a passphrase on a terminal."""
    child = pexpect.spawn(command[0], command[1:], encoding="utf-8", timeout=120)
    for _ in range(times):
        child.expect("passphrase.*: ")
        child.sendline(passphrase)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0, child.before


@slow
def test_age_itself_opens_the_vault_with_the_files_of_the_custodians(made, tmp_path: Path):
    """Without this program: what a municipality has to rely on in ten years."""
    other = make_key("Bram Kok", PASSPHRASE[::-1], tmp_path)
    vault, half, plain = tmp_path / "1.age", tmp_path / "half", tmp_path / "prijzen"
    vault.write_bytes(seal(b"39,90", custodians([public_key(made[1]), public_key(other[1])])))
    _typed(["age", "-d", "-i", str(other[0]), "-o", str(half), str(vault)], PASSPHRASE[::-1])
    _typed(["age", "-d", "-i", str(made[0]), "-o", str(plain), str(half)], PASSPHRASE)
    assert plain.read_bytes() == b"39,90"


@slow
@pytest.mark.parametrize("armour", [[], ["-a"]])
def test_a_key_that_age_itself_made_and_locked_opens_here(armour, tmp_path: Path):
    bare, locked = tmp_path / "kaal.txt", tmp_path / "sleutel-bram.age"
    subprocess.run(["age-keygen", "-o", bare], check=True, capture_output=True)
    _typed(["age", "-p", *armour, "-o", str(locked), str(bare)], PASSPHRASE, times=2)
    said = subprocess.run(["age-keygen", "-y", bare], check=True, capture_output=True, text=True).stdout
    assert unlocked(locked, PASSPHRASE).public == said.strip()
    assert "niet beschermd met een wachtzin" in refusal(lambda: unlocked(bare, PASSPHRASE))
