"""`inkoop sleutel` as a custodian runs it: at a terminal, in a script, and in the wrong place."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from inkoop.domain.procedure.vault import PublicKey
from inkoop.readers.procedure.keys import public_key, unlocked

INKOOP = str(Path(sys.executable).with_name("inkoop"))
PASSPHRASE = "paard batterij niet één fiets"


def typed(*arguments: object, lines: bytes, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    """The command with these lines on its standard input, as a script gives them."""
    command = [INKOOP, "sleutel", *map(str, arguments)]
    done = subprocess.run(command, input=lines, capture_output=True, cwd=cwd, timeout=120, check=False)
    assert b"Traceback" not in done.stderr
    return done


def twice(passphrase: str) -> bytes:
    return f"{passphrase}\n{passphrase}\n".encode()


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_script_gives_the_passphrase_on_two_lines(end: bytes, tmp_path: Path) -> None:
    lines = PASSPHRASE.encode() + end + PASSPHRASE.encode()
    done = typed("Aleid Bos", "--naar", "usb/aleid", lines=lines, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    place = tmp_path / "usb" / "aleid"
    shown = done.stdout.decode()
    assert shown.splitlines()[:2] == [
        str(Path("usb/aleid/sleutel-aleid-bos.age")),
        str(Path("usb/aleid/sleutel-aleid-bos.pub")),
    ]
    opened = unlocked(place / "sleutel-aleid-bos.age", PASSPHRASE)
    assert public_key(place / "sleutel-aleid-bos.pub") == PublicKey("Aleid Bos", opened.public)
    told = " ".join(shown.split())
    for word in (
        "is alleen van u",
        "nooit in de map van de aanbesteding",
        "aan wie de aanbesteding publiceert",
    ):
        assert word in told
    assert "Er is geen achterdeur" in told
    assert "als reserve" in told
    assert PASSPHRASE not in shown + done.stderr.decode()


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (b"", "er is een wachtzin nodig"),
        (b"kort\nkort\n", "de wachtzin is te kort: 4 van minstens 15 tekens"),
        (b"aaaaaaaaaaaaaaaaaaaaaa\n" * 2, "te makkelijk te raden"),
        (f"{PASSPHRASE}\n".encode(), "er is een wachtzin nodig"),
        (f"{PASSPHRASE}\n{PASSPHRASE.upper()}\n".encode(), "de twee wachtzinnen zijn niet gelijk"),
        (PASSPHRASE.encode("cp1252") + b"\n", "is geen UTF-8"),
    ],
)
def test_nothing_is_made_without_a_passphrase_that_holds(lines: bytes, told: str, tmp_path: Path) -> None:
    done = typed("Aleid", lines=lines, cwd=tmp_path)
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
    assert told in done.stderr.decode()


def test_a_closed_standard_input_is_nobody(tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"{INKOOP}" sleutel Aleid <&-'],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
    assert "er is een wachtzin nodig" in done.stderr


@pytest.mark.parametrize("file", ["kader.yaml", "dossier.jsonl"])
@pytest.mark.parametrize("place", [[], ["--naar", "."], ["--naar", "diep/er"]])
def test_no_secret_comes_beside_a_tender(file: str, place: list[str], tmp_path: Path) -> None:
    (tmp_path / file).write_text("", "utf-8")
    done = typed("Aleid", *place, lines=b"", cwd=tmp_path)
    assert done.returncode == 4
    assert (
        "is de map van een aanbesteding: de geheime sleutel hoort op iets van uzelf" in done.stderr.decode()
    )
    assert [path.name for path in tmp_path.iterdir()] == [file]


def test_a_road_around_leads_there_too(tmp_path: Path) -> None:
    """A link beside the tender to a folder in it."""
    (tmp_path / "tender" / "x").mkdir(parents=True)
    (tmp_path / "tender" / "kader.yaml").write_text("", "utf-8")
    (tmp_path / "usb").symlink_to(tmp_path / "tender" / "x")
    assert typed("Aleid", "--naar", "usb", lines=b"", cwd=tmp_path).returncode == 4


def test_what_cannot_be_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    (tmp_path / "sleutel-aleid.pub").write_text("van gisteren", "utf-8")
    (tmp_path / "bestand").write_text("", "utf-8")
    again = typed("Aleid", lines=b"", cwd=tmp_path)
    assert again.returncode == 4
    assert "sleutel-aleid.pub is er al. Een sleutel wordt nooit overschreven" in again.stderr.decode()
    nobody = typed("  ", lines=b"", cwd=tmp_path)
    assert nobody.returncode == 2
    assert "dit is geen naam" in nobody.stderr.decode()
    below = typed("Bram", "--naar", "bestand/x", lines=twice(PASSPHRASE), cwd=tmp_path)
    assert below.returncode == 4
    assert "een deel van het pad is geen map" in below.stderr.decode()


def test_at_a_terminal_it_is_asked_again_and_nobody_sees_it(tmp_path: Path) -> None:
    child = pexpect.spawn(INKOOP, ["sleutel", "Bram Kok"], cwd=str(tmp_path), encoding="utf-8", timeout=60)
    child.logfile_read = shown = (tmp_path / "scherm").open("w", encoding="utf-8")
    for question, answer in (
        ("Bedenk een wachtzin: ", "kort"),
        ("te kort.*Bedenk een wachtzin: ", PASSPHRASE),
        ("Nog een keer: ", "anders"),
        ("niet gelijk.*Bedenk een wachtzin: ", PASSPHRASE),
        ("Nog een keer: ", PASSPHRASE),
    ):
        child.expect(question)
        child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    shown.close()
    assert child.exitstatus == 0
    screen = (tmp_path / "scherm").read_text("utf-8")
    assert "minstens 15 tekens" in screen
    assert PASSPHRASE not in screen
    assert "anders" not in screen
    assert unlocked(tmp_path / "sleutel-bram-kok.age", PASSPHRASE).public


@pytest.mark.parametrize(("sign", "code"), [("d", 2), ("c", 130)])
def test_who_stops_has_made_nothing(sign: str, code: int, tmp_path: Path) -> None:
    child = pexpect.spawn(INKOOP, ["sleutel", "Bram"], cwd=str(tmp_path), encoding="utf-8", timeout=60)
    child.expect("Bedenk een wachtzin: ")
    child.sendcontrol(sign)
    child.expect(pexpect.EOF)
    child.close()
    assert (child.exitstatus, list(tmp_path.iterdir())) == (code, [])
