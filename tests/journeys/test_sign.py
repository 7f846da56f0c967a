"""A signature on a report: what another program says of it, what it finds, and what it does not know."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import pty
import random
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import page
import pikepdf
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from inkoop.domain.findings import Outcome, Refusal
from inkoop.domain.verification import Check
from inkoop.journeys.anchors import Anchors, read_anchors, signature_check
from inkoop.journeys.evaluate import evaluate
from inkoop.journeys.report import make_report
from inkoop.journeys.sign import open_key, sign
from inkoop.journeys.verify import verify, verify_data
from inkoop.readers.report.certificates import read_key
from inkoop.readers.report.drawing import drawing_faults
from inkoop.readers.report.report_pdf import read_report_pdf
from inkoop.views.record.enclosures import DESCRIPTIONS
from inkoop.writers.form import write_form
from inkoop.writers.signature import signed_pdf
from tests.command import INKOOP, run, run_apart
from tests.conftest import GOOD_ANSWERS, SMALL_KADER
from tests.journeys.page_edits import AS_DRAWN, ON_PAPER, Edit, an_enclosure, appended
from tests.keys import BEGIN, END, PASSPHRASE, TLS, Holder, holder
from tests.lots_case import tender_of

pytestmark = pytest.mark.langzaam

MOMENT = datetime(2027, 12, 1, 10, 0, tzinfo=UTC)
NAMES = ("rapport", "rapport-besloten", "samenvatting")
TITLE = "De handtekening"


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of a small tender, as every check in full makes the pages again."""
    folder = tmp_path_factory.mktemp("raad")
    form = tmp_path_factory.mktemp("in") / "1.xlsx"
    write_form(tender_of(SMALL_KADER), form, GOOD_ANSWERS)
    evaluation = evaluate(SMALL_KADER, [form]).value
    assert evaluation is not None
    make_report(evaluation, SMALL_KADER.read_bytes(), folder)
    return folder


@pytest.fixture(scope="module")
def town() -> Holder:
    return holder(by=holder("Uitgever van Verzonnen", usage="key_cert_sign"))


def signed(report: Path, by: Holder, folder: Path, moment: datetime = MOMENT) -> Path:
    """The report, signed by the journey."""
    folder.mkdir(exist_ok=True)
    key = open_key(by.p12(folder / "sleutel.p12"), lambda: PASSPHRASE, moment).value
    assert key is not None
    made = sign([report], key, folder, moment).value
    assert made == (folder / f"{report.stem}-ondertekend.pdf",)
    return made[0]


@pytest.fixture(scope="module")
def report(reports: Path, town: Holder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return signed(reports / "rapport.pdf", town, tmp_path_factory.mktemp("getekend"))


def signature(path: Path, anchors: Anchors) -> Check:
    """What the signature in a report is worth, without all other checks."""
    check = signature_check(path.read_bytes(), anchors, signed=read_report_pdf(path, DESCRIPTIONS).signed)
    assert check is not None
    assert check.title == TITLE
    return check


def told(check: Check) -> str:
    return " ".join((*check.told, *check.faults, check.remark))


def agrees(path: Path) -> bool:
    """Whether a report agrees with itself by its data and its words."""
    return verify_data(read_report_pdf(path, DESCRIPTIONS)).agrees


def pdfsig(path: Path) -> str:
    """What poppler says of the signatures in a PDF."""
    done = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True, check=False)
    return done.stdout


def failures(path: Path) -> list[str]:
    """The rules of PDF/UA-1 and PDF/A-3a that a PDF breaks."""
    profiles = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A)
    found = (page.validate_pdf(str(path), profile=profile).failures for profile in profiles)
    return [failure.rule_id for each in found for failure in each]


def refusal(outcome: Outcome[object]) -> Refusal:
    assert outcome.value is None
    assert outcome.refusal is not None
    return outcome.refusal


def test_a_signed_report_is_accessible_and_fit_for_the_archive(report: Path) -> None:
    assert failures(report) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_signed_report_is_the_report_with_a_signature_behind_it(
    name: str, reports: Path, town: Holder, tmp_path: Path
) -> None:
    before = (reports / f"{name}.pdf").read_bytes()
    made = signed(reports / f"{name}.pdf", town, tmp_path)
    assert (reports / f"{name}.pdf").read_bytes() == before
    assert made.read_bytes().startswith(before)
    assert failures(made) == failures(reports / f"{name}.pdf")
    seen = pdfsig(made)
    assert "Signature is Valid" in seen
    assert "Total document signed" in seen
    assert "Common Name: Gemeente Verzonnen" in seen
    assert "ETSI.CAdES.detached" in seen
    found = verify(made, anchors=Anchors(now=MOMENT + timedelta(days=1)))
    assert [(check.title, check.faults) for check in found.checks if check.faults or not check.done] == []
    assert found.signed
    assert found.summary == (name == "samenvatting")
    plain = verify(reports / f"{name}.pdf")
    assert [check.title for check in found.checks if check.title != TITLE] == [
        check.title for check in plain.checks
    ]
    assert found.seal == plain.seal
    assert not plain.signed


def test_who_signed_and_what_is_not_known_is_told(report: Path, town: Holder) -> None:
    check = signature(report, Anchors(now=MOMENT + timedelta(days=1)))
    assert check.told == (
        "Ondertekend met het certificaat van Gemeente Verzonnen."
        " Dat is uitgegeven door Uitgever van Verzonnen.",
        f"Volgens de handtekening zelf was dat op {_moment_here()}.",
        "Zij geldt voor het hele bestand, en daarin is sindsdien niets veranderd.",
    )
    print_of = hashlib.sha256(town.certificate.public_bytes(Encoding.DER)).hexdigest()
    assert f"vingerafdruk (SHA-256): {print_of}." in check.remark
    assert "is niet nagegaan" in check.remark
    assert "ingetrokken" in check.remark
    assert "verlopen" not in check.remark


def _moment_here() -> str:
    here = MOMENT.astimezone()
    return f"{here.day} december 2027 om {here.hour}.{here.minute:02d} uur"


UPDATES = (*ON_PAPER, an_enclosure, *AS_DRAWN)


@pytest.mark.parametrize("edit", UPDATES, ids=lambda edit: edit.__name__)
def test_what_is_put_behind_a_signed_report_is_found(
    edit: Edit, report: Path, reports: Path, tmp_path: Path
) -> None:
    changed = tmp_path / "anders.pdf"
    what = appended(report, changed, edit, random.Random(edit.__name__))
    assert changed.read_bytes().startswith(report.read_bytes())
    assert "Not total document signed" in pdfsig(changed)
    assert any("aan toegevoegd" in fault for fault in signature(changed, Anchors()).faults), what
    drawn = drawing_faults(changed.read_bytes(), (reports / "rapport.pdf").read_bytes())
    assert drawn or not agrees(changed), what


def test_what_changes_nothing_on_the_pages_is_found_by_the_signature_alone(
    report: Path, tmp_path: Path
) -> None:
    changed = tmp_path / "anders.pdf"
    changed.write_bytes(report.read_bytes() + b"% erbij\n")
    found = verify(changed)
    assert found.agrees
    assert not found.right
    (check,) = [each for each in found.checks if each.faults]
    assert check.title == TITLE
    assert "aan toegevoegd" in told(check)
    assert "niets veranderd" not in told(check)


@pytest.mark.parametrize("part", ["page", "signature"])
def test_a_changed_byte_is_found(part: str, report: Path, tmp_path: Path) -> None:
    data = bytearray(report.read_bytes())
    if part == "page":  # the header's comment: nothing that a reader of the words would see
        data[12] ^= 1
    else:
        start = data.rindex(b"/Contents <")
        # What ends before the filling is the signature itself; certificates beside it are not signed.
        spot = len(data[: data.index(b">", start)].rstrip(b"0")) - 20
        data[spot] = ord("1") if data[spot] != ord("1") else ord("2")
    changed = tmp_path / "anders.pdf"
    changed.write_bytes(data)
    assert "Signature is Valid" not in pdfsig(changed)
    assert agrees(changed)
    check = signature(changed, Anchors())
    assert not check.right
    assert "niets veranderd" not in told(check)


def test_the_certificate_that_the_town_makes_known_is_held_against_the_signature(
    report: Path, town: Holder, reports: Path, tmp_path: Path
) -> None:
    known = {
        "eigen.pem": town,
        "uitgever.pem": Holder(town.key, town.issuers[0]),
        "vreemd.pem": holder("Iemand anders"),
    }
    seen = {}
    for name, each in known.items():
        anchors = read_anchors(certificate=each.pem(tmp_path / name)).value
        assert anchors is not None
        check = signature(report, replace(anchors, now=MOMENT))
        seen[name] = (check.right, told(check))
        assert not signature(reports / "rapport.pdf", anchors).right
    assert [right for right, _ in seen.values()] == [True, True, False]
    assert "Het is het certificaat in eigen.pem." in seen["eigen.pem"][1]
    assert "uitgegeven onder een certificaat in uitgever.pem" in seen["uitgever.pem"][1]
    assert "een ander dan in vreemd.pem" in seen["vreemd.pem"][1]
    assert not any("is niet nagegaan" in words for _, words in seen.values())


def test_a_name_that_is_the_same_is_not_the_same_certificate(
    report: Path, town: Holder, tmp_path: Path
) -> None:
    other = holder(by=holder("Uitgever van Verzonnen", usage="key_cert_sign", key=_rsa()), key=_rsa())
    for each in (other, Holder(other.key, other.issuers[0])):
        anchors = read_anchors(certificate=each.pem(tmp_path / "nep.pem")).value
        assert anchors is not None
        check = signature(report, replace(anchors, now=MOMENT))
        assert "een ander dan in nep.pem" in told(check)


def _rsa(bits: int = 2048) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, bits)


def test_years_later_the_certificate_has_expired_and_the_report_is_still_right(report: Path) -> None:
    check = signature(report, Anchors(now=END + timedelta(days=400)))
    assert check.right
    assert "sinds 1 januari 2029 verlopen" in told(check)
    assert "gold het nog" in told(check)


@pytest.mark.parametrize(
    ("moment", "now", "words"),
    [
        (BEGIN - timedelta(days=1), MOMENT, "Toen was het certificaat niet geldig"),
        (END + timedelta(days=1), END + timedelta(days=2), "Toen was het certificaat niet geldig"),
        (MOMENT, MOMENT - timedelta(days=1), "moet nog komen"),
    ],
    ids=["too early", "expired", "tomorrow"],
)
def test_a_moment_that_cannot_be_is_told(
    moment: datetime, now: datetime, words: str, reports: Path, town: Holder, tmp_path: Path
) -> None:
    made = tmp_path / "r.pdf"
    made.write_bytes(forced((reports / "rapport.pdf").read_bytes(), town, tmp_path, moment))
    check = signature(made, Anchors(now=now))
    assert not check.right
    assert words in told(check)


def forced(data: bytes, by: Holder, folder: Path, moment: datetime) -> bytes:
    """A report signed by somebody whom nothing stops."""
    return signed_pdf(data, read_key(by.p12(folder / "s.p12"), lambda: PASSPHRASE), moment)


def test_a_moment_without_a_zone_can_be_read(reports: Path, town: Holder, tmp_path: Path) -> None:
    made = tmp_path / "r.pdf"
    moment = MOMENT.replace(tzinfo=None)
    made.write_bytes(forced((reports / "rapport.pdf").read_bytes(), town, tmp_path, moment))
    assert b"/M (D\\07220271201100000)" in made.read_bytes()
    assert signature(made, Anchors(now=MOMENT + timedelta(days=1))).right


@pytest.mark.parametrize("other", [{"usage": "key_encipherment"}, {"purposes": TLS}], ids=["usage", "tls"])
def test_a_certificate_for_something_else(other: dict[str, object], reports: Path, tmp_path: Path) -> None:
    wrong = holder(**other)  # type: ignore[arg-type]
    why = refusal(open_key(wrong.p12(tmp_path / "s.p12"), lambda: PASSPHRASE, MOMENT))
    assert "niet bedoeld om documenten te ondertekenen" in why.text
    made = tmp_path / "r.pdf"
    made.write_bytes(forced((reports / "rapport.pdf").read_bytes(), wrong, tmp_path, MOMENT))
    check = signature(made, Anchors(now=MOMENT))
    assert not check.right
    assert "niet bedoeld om documenten te ondertekenen" in told(check)


def test_a_key_is_used_only_while_its_certificate_is_valid(town: Holder, tmp_path: Path) -> None:
    key = town.p12(tmp_path / "s.p12")
    early = refusal(open_key(key, lambda: PASSPHRASE, BEGIN - timedelta(days=1))).text
    late = refusal(open_key(key, lambda: PASSPHRASE, END + timedelta(days=1))).text
    span = "het geldt van 1 januari 2026 tot en met 1 januari 2029."
    assert early.endswith(f"Gemeente Verzonnen is nog niet geldig: {span}")
    assert late.endswith(f"Gemeente Verzonnen is verlopen: {span}")


def test_who_vouches_for_itself_is_told_when_it_signs_and_ever_after(reports: Path, tmp_path: Path) -> None:
    own = holder("Stichting Zelf")
    key = open_key(own.p12(tmp_path / "s.p12"), lambda: PASSPHRASE, MOMENT).value
    assert key is not None
    notes: list[str] = []
    made = sign([reports / "samenvatting.pdf"], key, tmp_path, MOMENT, note=notes.append).value
    assert made is not None
    assert len(notes) == 1
    assert "iedereen kan er zo een maken" in notes[0]
    check = signature(made[0], Anchors(now=MOMENT))
    assert "iedereen kan er zo een maken" in told(check)
    assert "SHA-256" in told(check)
    assert check.right


def test_it_signs_also_where_a_loop_of_events_runs(reports: Path, town: Holder, tmp_path: Path) -> None:
    async def in_a_notebook() -> bytes:
        return forced((reports / "samenvatting.pdf").read_bytes(), town, tmp_path, MOMENT)

    made = tmp_path / "r.pdf"
    made.write_bytes(asyncio.run(in_a_notebook()))
    assert signature(made, Anchors(now=MOMENT)).right


def test_a_key_on_an_elliptic_curve(reports: Path, tmp_path: Path) -> None:
    made = signed(
        reports / "samenvatting.pdf", holder("Kromme", key=ec.generate_private_key(ec.SECP256R1())), tmp_path
    )
    assert "Signature is Valid" in pdfsig(made)
    assert signature(made, Anchors(now=MOMENT)).right


def test_what_is_no_key_is_a_sentence(town: Holder, tmp_path: Path) -> None:
    lone = tmp_path / "certificaten.p12"
    lone.write_bytes(serialize_key_and_certificates(None, None, town.certificate, None, NoEncryption()))
    bare_key = tmp_path / "sleutel-alleen.p12"
    bare_key.write_bytes(serialize_key_and_certificates(b"s", town.key, None, None, NoEncryption()))  # type: ignore[arg-type]
    text, cut = tmp_path / "a.p12", tmp_path / "b.p12"
    text.write_bytes(b"geen sleutel")
    cut.write_bytes(town.p12(tmp_path / "heel.p12").read_bytes()[:200])
    expected = {
        town.p12(tmp_path / "x.p12", "anders"): "met deze wachtzin gaat het bestand niet open",
        lone: "alleen certificaten en geen sleutel",
        bare_key: "staat geen certificaat",
        town.pem(tmp_path / "g.pem"): "geen PKCS#12-bestand",
        text: "geen PKCS#12-bestand",
        cut: "geen PKCS#12-bestand",
        holder("Kort", key=_rsa(1024)).p12(tmp_path / "kort.p12"): "minstens 2048 bits",
        holder("Ed", key=ed25519.Ed25519PrivateKey.generate()).p12(tmp_path / "ed.p12"): "ECDSA",
        tmp_path / "weg.p12": "weg.p12",
    }
    for path, words in expected.items():
        why = refusal(open_key(path, lambda: PASSPHRASE, MOMENT)).text
        assert words in why
        assert why.startswith(str(path))
        assert why.endswith(".")


def test_a_key_without_a_passphrase_asks_for_none(town: Holder, tmp_path: Path) -> None:
    def asked() -> str:
        raise AssertionError

    assert open_key(town.p12(tmp_path / "s.p12", ""), asked, MOMENT).value


def test_no_certificate_in_the_file_to_hold_against(tmp_path: Path) -> None:
    (tmp_path / "x.pem").write_text("-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----\n", "utf-8")
    (tmp_path / "y.cer").write_bytes(b"niets")
    for name in ("x.pem", "y.cer"):
        assert "staat geen certificaat" in refusal(read_anchors(certificate=tmp_path / name)).text


def test_nothing_is_signed_twice_or_when_it_is_not_right(
    report: Path, reports: Path, town: Holder, tmp_path: Path
) -> None:
    key = open_key(town.p12(tmp_path / "s.p12"), lambda: PASSPHRASE, MOMENT).value
    assert key is not None
    out = tmp_path / "uit"
    out.mkdir()
    good, forged, other = reports / "samenvatting.pdf", tmp_path / "vals.pdf", tmp_path / "ander.pdf"
    appended(reports / "rapport.pdf", forged, an_enclosure, random.Random(1))
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(other)
    for wrong, words in (
        (report, "is al ondertekend"),
        (forged, "klopt niet"),
        (other, "geen rapport van dit programma"),
        (tmp_path / "weg.pdf", "weg.pdf"),
    ):
        assert words in refusal(sign([good, wrong], key, out, MOMENT)).text
        assert list(out.iterdir()) == []
    assert "twee rapporten met deze naam" in refusal(sign([good, good], key, out, MOMENT)).text
    (made,) = sign([good], key, out, MOMENT).value or ()
    data = made.read_bytes()
    assert "is er al" in refusal(sign([good], key, out, MOMENT)).text
    assert made.read_bytes() == data


def by_another_program(data: Path, out: Path, by: Holder, box: tuple[int, int, int, int] | None) -> Path:
    """Signed as pyhanko does by itself: with metadata of its own, and on the page where there is a box."""
    key = by.p12(out.with_suffix(".p12"))
    signer = signers.SimpleSigner.load_pkcs12(key, passphrase=PASSPHRASE.encode())
    name = f"Veld {random.Random(out.name).random()}"
    with data.open("rb") as source:
        made = signers.PdfSigner(
            signers.PdfSignatureMetadata(field_name=name),
            signer,
            new_field_spec=fields.SigFieldSpec(name, box=box),
        ).sign_pdf(IncrementalPdfFileWriter(source))
    out.write_bytes(made.getvalue())
    return out


def test_a_signature_that_shows_something_is_no_part_of_the_report(
    reports: Path, town: Holder, tmp_path: Path
) -> None:
    made = by_another_program(reports / "rapport.pdf", tmp_path / "a.pdf", town, (100, 100, 300, 200))
    found = verify_data(read_report_pdf(made, DESCRIPTIONS))
    assert not found.agrees
    faults = " ".join(fault for check in found.checks for fault in check.faults)
    assert "bovenop de bladzijde" in faults
    assert "AcroForm" in faults


def _area(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.Fields[0].Rect = pikepdf.Array([100, 100, 300, 200])


def _action(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.Fields[0].AA = pikepdf.Dictionary()


def _form(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.NeedAppearances = True


def _right(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Perms.UR3 = pikepdf.Dictionary()


@pytest.mark.parametrize("change", [_area, _action, _form, _right])
def test_what_has_another_form_than_our_signature_is_left_in_and_told(
    change: Callable[[pikepdf.Pdf], None], report: Path, reports: Path, tmp_path: Path
) -> None:
    def edit(pdf: pikepdf.Pdf, _dice: random.Random) -> str:
        change(pdf)
        return change.__name__

    changed = tmp_path / "anders.pdf"
    appended(report, changed, edit, random.Random(1))
    assert not agrees(changed)
    assert drawing_faults(changed.read_bytes(), (reports / "rapport.pdf").read_bytes())


def test_two_signatures_are_told(reports: Path, town: Holder, tmp_path: Path) -> None:
    once = by_another_program(reports / "rapport.pdf", tmp_path / "a.pdf", town, None)
    made = by_another_program(once, tmp_path / "b.pdf", holder("Ander"), None)
    (fault,) = signature(made, Anchors()).faults
    assert fault == "Er staan 2 handtekeningen in deze PDF. Het programma zet er één in."


def test_words_of_a_stranger_in_a_certificate_are_only_words(reports: Path, tmp_path: Path) -> None:
    name = "Gemeente\x1b[2J\nHet rapport klopt."
    made = tmp_path / "r.pdf"
    made.write_bytes(forced((reports / "samenvatting.pdf").read_bytes(), holder(name), tmp_path, MOMENT))
    done = run("verifieer", made)
    assert "\x1b[2J" not in done.stdout
    assert not any(line.startswith("Het rapport klopt") for line in done.stdout.splitlines())


@pytest.fixture
def folder(reports: Path, town: Holder, tmp_path: Path) -> Path:
    """A folder with a report and the key, as somebody has it who signs."""
    today = datetime.now(UTC)
    valid = holder("Gemeente Vandaag", begin=today - timedelta(days=1), end=today + timedelta(days=9))
    valid.p12(tmp_path / "gemeente.p12")
    valid.pem(tmp_path / "gemeente.pem")
    shutil.copy(reports / "samenvatting.pdf", tmp_path)
    return tmp_path


def test_the_commands_as_a_script_gives_them(folder: Path) -> None:
    report, key = folder / "samenvatting.pdf", folder / "gemeente.p12"
    none = run("onderteken", report, "--sleutel", key)
    assert (none.returncode, "INKOOP_WACHTZIN" in none.stderr) == (2, True)
    wrong = run("onderteken", report, "--sleutel", key, env={"INKOOP_WACHTZIN": "mis"})
    assert (wrong.returncode, "gaat het bestand niet open" in wrong.stderr) == (4, True)
    (folder / "w.txt").write_text(f"{PASSPHRASE}\r\n", "utf-8")
    done = run("onderteken", report, "--sleutel", key, "--wachtzin", folder / "w.txt")
    assert done.returncode == 0, done.stderr
    made = folder / "samenvatting-ondertekend.pdf"
    assert done.stdout.split() == [str(made)]
    again = run("onderteken", made, "--sleutel", key, env={"INKOOP_WACHTZIN": PASSPHRASE})
    assert (again.returncode, "al ondertekend" in again.stderr) == (1, True)
    shown = run("verifieer", made, "--certificaat", folder / "gemeente.pem")
    assert shown.returncode == 0
    assert "Gemeente Vandaag" in shown.stdout
    assert "De samenvatting klopt." in shown.stdout
    other = holder("Ander").pem(folder / "ander.pem")
    shown = run("verifieer", made, "--certificaat", other)
    assert shown.returncode == 1
    assert "De samenvatting klopt met zichzelf, maar niet met de handtekening." in shown.stdout
    assert run("verifieer", made, "--certificaat", report).returncode == 4


def test_the_passphrase_is_typed_unseen(folder: Path) -> None:
    arguments = ["onderteken", "samenvatting.pdf", "--sleutel", "gemeente.p12"]
    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover - the other side
        os.chdir(folder)
        os.execv(INKOOP, [str(INKOOP), *arguments])
    shown = b""
    typed = False
    while True:
        try:
            shown += os.read(terminal, 1000)
        except OSError:
            break
        if not typed and b"Wachtzin van gemeente.p12:" in shown:
            os.write(terminal, f"{PASSPHRASE}\n".encode())
            typed = True
    os.close(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, shown
    assert typed
    assert b"heim" not in shown
    assert verify(folder / "samenvatting-ondertekend.pdf").right


def test_without_the_library_a_sentence_says_how_to_get_it(
    folder: Path, report: Path, reports: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    names = ("pyhanko", "pyhanko_certvalidator", "asn1crypto", "cryptography")
    block = "".join(f"sys.modules[{name!r}] = None\n" for name in names)
    (site / "sitecustomize.py").write_text(f"import sys\n{block}", "utf-8")
    without = {"PYTHONPATH": str(site), "INKOOP_WACHTZIN": PASSPHRASE}
    how = "pip install 'inkoop[ondertekenen]'"

    def flat(text: str) -> str:
        return " ".join(text.split())

    done = run_apart(
        "onderteken", folder / "samenvatting.pdf", "--sleutel", folder / "gemeente.p12", env=without
    )
    assert (done.returncode, how in flat(done.stderr)) == (4, True)
    done = run_apart("verifieer", report, "--certificaat", folder / "gemeente.pem", env=without)
    assert (done.returncode, how in flat(done.stderr)) == (4, True)
    done = run_apart("verifieer", report, env=without)
    assert done.returncode == 0
    assert "– De handtekening" in done.stdout
    assert how in flat(done.stdout)
    assert "Die is niet nagegaan" in flat(done.stdout)
    assert run_apart("verifieer", reports / "rapport.pdf", env=without).returncode == 0


def test_who_checks_only_the_data_says_that_the_signature_was_not_checked(report: Path) -> None:
    found = verify_data(read_report_pdf(report, DESCRIPTIONS))
    (check,) = [each for each in found.checks if each.title == TITLE]
    assert found.right
    assert found.signed
    assert not check.done
    assert check.remark in found.unchecked
    assert check.remark.startswith("In deze PDF staat een handtekening. Die is niet nagegaan:")
    assert asdict(found)["signed"] is True


SPELLED: tuple[Callable[[str], str], ...] = (
    str,
    str.upper,
    lambda seal: " ".join(seal[at : at + 4] for at in range(0, 64, 4)),
    lambda seal: f" {seal[:20]}-\n{seal[20:40]}\xa0{seal[40:]}\n",
    lambda seal: f"“{seal}”.",
)


@pytest.mark.parametrize("spelled", SPELLED)
def test_the_published_seal_is_the_seal_however_it_is_written(
    spelled: Callable[[str], str], report: Path, reports: Path
) -> None:
    with pikepdf.open(reports / "rapport.pdf") as pdf:
        seal = json.loads(pdf.attachments["zegel.json"].get_file().read_bytes())["zegel"]
    anchors = read_anchors(spelled(seal)).value
    assert anchors is not None
    for path in (report, reports / "rapport.pdf", reports / "samenvatting.pdf"):
        data = read_report_pdf(path, DESCRIPTIONS)
        assert verify_data(data, anchors=anchors).right
    closed = verify_data(read_report_pdf(reports / "rapport-besloten.pdf", DESCRIPTIONS), anchors=anchors)
    assert closed.agrees
    (fault,) = [fault for check in closed.checks for fault in check.faults]
    assert "een ander zegel dan u geeft" in fault
    assert "“besloten”" in fault


def test_what_is_no_seal_is_never_guessed() -> None:
    assert "heeft 63 tekens" in refusal(read_anchors("a" * 63)).text
    assert "heeft 0 tekens" in refusal(read_anchors("")).text
    assert "“O”" in refusal(read_anchors("O" + "a" * 63)).text


def test_the_command_with_a_seal(reports: Path) -> None:
    done = run("verifieer", reports / "samenvatting.pdf", "--zegel", "0" * 64)
    assert done.returncode == 1
    assert "✗ Het gepubliceerde zegel" in done.stdout
    assert "De samenvatting klopt met zichzelf, maar niet met het gepubliceerde zegel." in done.stdout
    assert run("verifieer", reports / "samenvatting.pdf", "--zegel", "geen").returncode == 2
