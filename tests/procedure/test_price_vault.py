"""Prices in a vault: nowhere to be found before quality is fixed, and exactly as handed in after that."""

from __future__ import annotations

import json
import shutil
import zipfile
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from pyrage import x25519

from inkoop.domain.dossier import Dossier, parse_dossier
from inkoop.domain.evaluation import PriceCustody
from inkoop.domain.procedure.facts import Decided, OpenedFile, PricesOpened, Withdrew
from inkoop.journeys.procedure.changes import withdraw_bid
from inkoop.journeys.procedure.decide import decide
from inkoop.journeys.procedure.folder import clock
from inkoop.journeys.procedure.opening import open_bids, what_is_complete
from inkoop.journeys.procedure.outcome import evaluate_folder
from inkoop.journeys.procedure.prices import open_prices
from inkoop.journeys.procedure.receive import receive
from inkoop.journeys.procedure.standing import where_it_stands
from inkoop.readers.procedure.keys import PrivateKey
from inkoop.readers.procedure.record import read_record
from inkoop.rules.procedure.steps import Circumstances
from inkoop.views.procedure.status import status
from inkoop.views.procedure.vault import vault_words
from tests.command import run
from tests.procedure.tender_case import AFTER, BEFORE, BIDDERS
from tests.procedure.vault_case import PRICES, books, fix, holders, locked, published, received, with_vault

WHO = holders()


@pytest.fixture(scope="module")
def in_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return received(tmp_path_factory.mktemp("kluis"), WHO)


@pytest.fixture(scope="module")
def fixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return locked(tmp_path_factory.mktemp("vast"), WHO)


@pytest.fixture
def place(fixed: Path, tmp_path: Path) -> Path:
    return shutil.copytree(fixed, tmp_path / "tender")


def every_byte(path: Path) -> bytes:
    """Everything in a file, and in what it holds as a zip."""
    data = path.read_bytes()
    if not zipfile.is_zipfile(BytesIO(data)):
        return data
    with zipfile.ZipFile(BytesIO(data)) as parts:
        return data + b"".join(parts.read(name) for name in parts.namelist())


def telling(place: Path) -> list[str]:
    """The files below a folder in which a price stands."""
    found = []
    for path in sorted(p for p in place.rglob("*") if p.is_file()):
        data = every_byte(path)
        if any(price.encode() in data or price.replace(".", ",").encode() in data for price in PRICES):
            found.append(path.relative_to(place).as_posix())
    return found


def test_no_file_tells_a_price_once_it_is_received(in_vault: Path) -> None:
    assert telling(in_vault.parent / "binnen"), "the prices are to be found where they come from"
    assert telling(in_vault) == []
    assert len(list(in_vault.glob("kluis/*/*.age"))) == len(BIDDERS)


@pytest.mark.langzaam
def test_nothing_that_reads_the_folder_knows_a_price_before(fixed: Path) -> None:
    assert telling(fixed) == []
    assert evaluate_folder(fixed).refusal is not None
    seen = evaluate_folder(fixed, shut=True).value
    listed = what_is_complete(fixed).value
    assert seen
    assert listed
    for known in (seen, listed):
        assert not [
            price for price in PRICES if price in repr(known) or price.replace(".", ",") in repr(known)
        ]
    assert {one.tenderer for lot in seen.lots for one in lot.admitted} == set(BIDDERS)
    assert all(not lot.ranking for lot in seen.lots)
    assert all("prijs" not in one.answers for one in seen.submissions)


@pytest.mark.langzaam
def test_the_prices_come_out_as_they_went_in(place: Path) -> None:
    opened = open_prices(place, ("An", "Bo"), WHO.keys, AFTER)
    assert opened.value, opened.refusal
    out = sorted(place.glob("prijzen/1/*/*.xlsx"))
    told = [
        str(row[2].value)
        for path in out
        for sheet in openpyxl.load_workbook(path).worksheets
        for row in sheet.iter_rows()
        if row[0].value == "prijs"
    ]
    assert told == list(PRICES)
    evaluation = evaluate_folder(place).value
    assert evaluation
    prices = {one.tenderer: str(one.number("prijs")) for one in evaluation.submissions}
    assert prices == dict(zip(BIDDERS, PRICES, strict=True))
    assert len(evaluation.lots[0].ranking) == len(BIDDERS)
    told_on = parse_dossier(json.dumps(Dossier.of(evaluation).data).encode())
    for record, one in zip(told_on.submissions, evaluation.submissions, strict=True):
        read = record.read(evaluation.tender)
        assert read.answers["prijs"].place == one.answers["prijs"].place, (
            "a report is reckoned again from this"
        )
        assert read.answers["prijs"].place.file != read.answers["naam"].place.file
    again = open_prices(place, ("An", "Bo"), WHO.keys, AFTER)
    assert again.value
    assert read_record(place).state.stand == again.value.stand == opened.value.stand


def kinds_of(place: Path) -> list[str]:
    return [entry.fact.kind for entry in read_record(place).entries]


@pytest.mark.langzaam
def test_only_who_reaches_the_thresholds_is_opened_where_the_rules_say_so(tmp_path: Path) -> None:
    """Three of four have a six, which is too little; their prices come out of no vault."""
    rules = with_vault("boven_drempel").replace(
        "    titel: Kwaliteit\n    gewicht: 30\n", "    titel: Kwaliteit\n    gewicht: 30\n    drempel: 25\n"
    )
    rules = rules.replace("  plaatsen: 2\n", "  plaatsen: 2\n  vergelijken_met: boven_drempel\n")
    assert rules.count("drempel") == 3
    place = locked(tmp_path, WHO, rules)
    opened = open_prices(place, ("An", "Bo"), WHO.keys, AFTER)
    assert opened.value, opened.refusal
    assert [bid.received.tenderer for bid in opened.value.bids] == [BIDDERS[1]]
    assert opened.value.fact.shut == (1, 3, 4)
    data = b"".join(map(every_byte, (p for p in place.rglob("*") if p.is_file())))
    assert PRICES[1].encode() in data
    assert not [price for price in (PRICES[0], *PRICES[2:]) if price.encode() in data]
    evaluation = evaluate_folder(place).value
    assert evaluation
    (lot,) = evaluation.lots
    assert [one.scorecard.submission.tenderer for one in lot.ranking] == [BIDDERS[1]]
    assert {one.submission.tenderer for one in lot.not_admitted} == {*BIDDERS} - {BIDDERS[1]}
    assert not lot.undecided


@pytest.mark.parametrize("packed", ["zip", "zip in folder"])
def test_a_zip_is_taken_apart_as_a_price_would_lie_open_in_it(tmp_path: Path, packed: str) -> None:
    place, tender = published(tmp_path, WHO)
    form, prices = books(tender, tmp_path / "los", 0)
    (tmp_path / "los" / "plan.pdf").write_bytes(b"%PDF-1.4 een bijlage")
    room = tmp_path / "binnen" / "map"
    room.mkdir(parents=True)
    target = room / "alles.zip" if packed == "zip in folder" else tmp_path / "binnen" / "alles.zip"
    with zipfile.ZipFile(target, "w") as parts:
        for path in (form, prices, tmp_path / "los" / "plan.pdf"):
            parts.write(path, f"stukken/{path.name}")
    given = room if packed == "zip in folder" else target
    (receipt,) = receive(place, [given], ("An",), now=BEFORE).value or ()
    got = receipt.received
    assert telling(place) == []
    assert not list(place.rglob("*.zip"))
    assert got.tenderer == BIDDERS[0]
    assert [each.sha256 for each in got.taken_apart] == [sha256(target.read_bytes()).hexdigest()]
    assert [each.plain for each in got.sealed] == [sha256(prices.read_bytes()).hexdigest()]
    kept = {path.name for path in (place / "ontvangen").rglob("*") if path.is_file()}
    assert kept == {form.name, "plan.pdf"}
    assert receive(place, [given], ("An",), now=BEFORE).value == (), "the same again is known"


def test_what_may_be_a_price_is_sealed_too(tmp_path: Path) -> None:
    """A workbook that nothing is known of, one that cannot be read, and a zip in a zip."""
    place, tender = published(tmp_path, WHO)
    room = tmp_path / "binnen" / "map"
    _, prices = books(tender, room, 0)
    renamed = openpyxl.load_workbook(prices)
    del renamed["Welkom"]
    renamed.save(room / "zonder welkom.xlsx")
    prices.unlink()
    loose = openpyxl.Workbook()
    loose.active["A1"] = "Onze prijs is 41,07"
    loose.save(room / "begroting.xlsx")
    (room / "stuk.xlsx").write_bytes(b"41.07")
    inner = BytesIO()
    with zipfile.ZipFile(inner, "w") as parts:
        parts.writestr("prijs.txt", "41.07")
    with zipfile.ZipFile(room / "buiten.zip", "w") as parts:
        parts.writestr("binnen.zip", inner.getvalue())
    (receipt,) = receive(place, [room.parent], ("An",), now=BEFORE).value or ()
    assert telling(place) == []
    assert len(receipt.received.sealed) == 4
    assert receipt.received.form is not None
    assert receipt.received.price_book is None
    assert (
        receipt.told == "Er is geen prijsblad te zien. Wat niet te herkennen is, ligt verzegeld in de kluis."
    )


@pytest.mark.langzaam
def test_nothing_opens_too_early_or_by_one_alone_or_with_another_key(place: Path, in_vault: Path) -> None:
    early = open_prices(in_vault, ("An", "Bo"), WHO.keys, AFTER).refusal
    assert early is not None
    assert "Open eerst de inschrijvingen" in early.text
    alone = open_prices(place, ("An",), WHO.keys, AFTER).refusal
    assert alone is not None
    assert "twee verschillende mensen" in alone.text
    for keys, told in (
        (WHO.keys[:1], "Nog nodig: de sleutel van Bo of van Dia (reserve)."),
        ((WHO.keys[0], PrivateKey(WHO.spare_inner)), "allebei van het binnenste slot"),
        ((WHO.keys[0], PrivateKey(x25519.Identity.generate())), "hoort bij niemand van deze aanbesteding"),
    ):
        refusal = open_prices(place, ("An", "Bo"), keys, AFTER).refusal
        assert refusal is not None
        assert told in refusal.text
    assert "prijzen_geopend" not in kinds_of(place)
    assert not (place / "prijzen").exists()
    spare = (PrivateKey(WHO.spare_inner), WHO.keys[1])
    assert open_prices(place, ("An", "Bo"), spare, AFTER).value


@pytest.mark.langzaam
def test_a_vault_that_was_touched_says_so_and_nothing_opens(place: Path) -> None:
    sealed = sorted(place.glob("kluis/*/*.age"))[2]
    whole = sealed.read_bytes()
    for at in (0, len(whole) // 2, len(whole) - 1):
        sealed.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        refusal = open_prices(place, ("An", "Bo"), WHO.keys, AFTER).refusal
        assert refusal is not None
        assert f"{sealed.relative_to(place).as_posix()} is veranderd" in refusal.text
    sealed.unlink()
    refusal = open_prices(place, ("An", "Bo"), WHO.keys, AFTER).refusal
    assert refusal is not None
    assert "is weg" in refusal.text
    sealed.write_bytes(whole)
    assert open_prices(place, ("An", "Bo"), WHO.keys, AFTER).value


@pytest.mark.langzaam
def test_after_the_lock_only_a_price_can_still_be_decided(tmp_path: Path) -> None:
    """One asks 70 euro, above the published bound: a person decides, and nothing else can be decided."""
    place, tender = published(tmp_path, WHO)
    for number, name in enumerate(BIDDERS):
        books(tender, tmp_path / "binnen" / name, number, {"prijs": 70.0} if number == 3 else {})
    assert receive(place, [tmp_path / "binnen"], ("An",), now=BEFORE).value
    fix(tmp_path, place)
    about = Decided(number=4, subject="prijs", ruling="voldoet", motivation="Gezien.", by="An")
    early = decide(place, about, ("An",), AFTER).refusal
    assert early is not None
    assert "Over een prijs besluit u als hij open is" in early.text
    assert open_prices(place, ("An", "Bo"), WHO.keys, AFTER).value
    seen = evaluate_folder(place).value
    assert seen
    assert [each.code for one in seen.lots[0].undecided for each in one.findings] == ["PRIJS-01"]
    other = Decided(number=4, subject="E2", ruling="voldoet", motivation="Gezien.", by="An")
    late = decide(place, other, ("An",), AFTER).refusal
    assert late is not None
    assert "De kwaliteit is vastgesteld" in late.text
    away = Decided(number=1, subject="inschrijving", ruling="voldoet niet", motivation="Zomaar.", by="An")
    whole = decide(place, away, ("An",), AFTER).refusal
    assert whole is not None
    assert "bij dit nummer staat niets open" in whole.text
    done = decide(place, about, ("An",), AFTER)
    assert done.value, done.refusal
    assert not done.value.lots[0].undecided
    assert kinds_of(place)[-2:] == ["prijzen_geopend", "besloten"]


@pytest.mark.langzaam
def test_where_it_stands_tells_of_the_vault_what_is_true(place: Path, in_vault: Path, tmp_path: Path) -> None:
    in_vault = shutil.copytree(in_vault, tmp_path / "dicht")
    opening = "inkoop prijzen-open --door A --door B --sleutel A.age --sleutel B.age"
    of_price = "inkoop besluit NUMMER PRIJSVRAAG BESLUIT --motivering TEKST --door NAAM"
    before = where_it_stands(in_vault, AFTER).value
    assert before
    assert (
        "In de kluis: bestanden van 4 inschrijvingen. De kluis gaat open met de sleutel van An of van Cor "
        "(reserve) en de sleutel van Bo of van Dia (reserve)."
    ) in before.feiten
    assert open_bids(in_vault, ("An", "Bo"), AFTER).value
    looked = where_it_stands(in_vault, AFTER).value
    assert looked
    assert opening not in (looked.volgende, *looked.kan_ook)
    (why,) = (each for each in looked.kan_niet if opening in each.opdrachten)
    assert why.eerst.startswith("Stel eerst de kwaliteit vast")
    fast = where_it_stands(place, AFTER).value
    assert fast
    assert fast.volgende == opening
    assert of_price not in fast.kan_ook
    assert open_prices(place, ("An", "Bo"), WHO.keys, AFTER).value
    after = where_it_stands(place, AFTER).value
    assert after
    assert "De prijzen van 4 inschrijvingen zijn open." in after.feiten
    assert of_price in after.kan_ook


@pytest.mark.langzaam
def test_a_price_book_of_somebody_else_or_none_goes_to_a_person(tmp_path: Path) -> None:
    place, tender = published(tmp_path, WHO)
    for number, name in enumerate(BIDDERS):
        _, prices = books(tender, tmp_path / "binnen" / name, number)
        if number == 1:
            prices.unlink()
        if number == 2:
            shutil.copy(tmp_path / "binnen" / BIDDERS[0] / f"{BIDDERS[0]} prijs.xlsx", prices)
    receipts = receive(place, [tmp_path / "binnen"], ("An",), now=BEFORE).value or ()
    assert ["andere inschrijver" in each.told for each in receipts] == [False, False, True, False]
    assert open_bids(place, ("An", "Bo"), AFTER).value
    seen = evaluate_folder(place, shut=True).value
    assert seen
    waits = {one.submission.tenderer: [f.code for f in one.findings] for one in seen.lots[0].undecided}
    assert waits == {BIDDERS[1]: ["FORM-35"]}
    away = Decided(number=2, subject="inschrijving", ruling="voldoet niet", motivation="Geen prijs.", by="An")
    assert decide(place, away, ("An",), AFTER).value
    fix(tmp_path, place, opened=True)
    assert open_prices(place, ("An", "Bo"), WHO.keys, AFTER).value
    seen = evaluate_folder(place).value
    assert seen
    waits = {one.submission.tenderer: [f.code for f in one.findings] for one in seen.lots[0].undecided}
    assert waits == {BIDDERS[2]: ["FORM-34"]}


def test_one_price_is_told_as_well_as_four(tmp_path: Path) -> None:
    place, tender = published(tmp_path, WHO)
    books(tender, tmp_path / "binnen" / BIDDERS[0], 0)
    assert receive(place, [tmp_path / "binnen"], ("An",), now=BEFORE).value
    state = read_record(place).state
    file = OpenedFile(path="prijzen/1/x", sha256="0" * 64, size=1, number=1)
    opened = replace(state, prices=(PricesOpened(keys=("An", "Bo"), files=(file,), shut=(2,)),))
    told = status(opened, Circumstances(clock(AFTER).now), "X-1", "Titel", (), torn=False).feiten
    assert "De prijzen van 1 inschrijving zijn open, die van 1 inschrijving blijven dicht." in told


def test_nobody_types_a_passphrase_too_early(in_vault: Path, tmp_path: Path) -> None:
    place = shutil.copytree(in_vault, tmp_path / "dicht")
    given = ("--door", "An", "--door", "Bo", "--sleutel", "an.age", "--sleutel", "bo.age")
    early = run("prijzen-open", "--map", place, "--nu", f"{AFTER:%Y-%m-%d %H:%M}", *given)
    assert early.returncode == 1
    assert "Open eerst de inschrijvingen" in early.stderr
    assert open_bids(place, ("An", "Bo"), AFTER).value
    early = run("prijzen-open", "--map", place, "--nu", f"{AFTER:%Y-%m-%d %H:%M}", *given)
    assert "Stel eerst de kwaliteit vast" in early.stderr


def test_papers_name_whose_keys_they_were_and_not_who_stood_there() -> None:
    """A holder may hand over the key: who was there is another name, and stands in the record."""
    told = vault_words(PriceCustody(AFTER, ("An", "Bo"), ""))
    assert told.endswith("Toen stond de kwaliteit vast, en ging hij open met de sleutels van An en Bo.")


def test_a_workbook_that_is_no_form_is_not_told_away(tmp_path: Path) -> None:
    place, _ = published(tmp_path, WHO)
    loose = openpyxl.Workbook()
    loose.active["A1"] = "Onze prijs is 41,07"
    loose.save(tmp_path / "begroting.xlsx")
    (receipt,) = receive(place, [tmp_path / "begroting.xlsx"], ("An",), now=BEFORE).value or ()
    assert receipt.told.startswith("Er is geen werkblad bij dat te herkennen is als het inschrijfformulier.")
    assert "ligt verzegeld in de kluis" in receipt.told


def test_the_check_asks_for_the_other_workbook(tmp_path: Path) -> None:
    _, tender = published(tmp_path, WHO)
    form, prices = books(tender, tmp_path / "een", 0)
    _, others = books(tender, tmp_path / "twee", 1)
    told = [
        ([form], "Dit is alleen het inschrijfformulier: het prijsblad is er niet bij."),
        ([prices], "Dit is alleen het prijsblad: het inschrijfformulier is er niet bij."),
        ([form, others], f"Het prijsblad is van {BIDDERS[1]}, en het inschrijfformulier van {BIDDERS[0]}."),
    ]
    for given, words in told:
        assert words in " ".join(run("controleer", *given).stdout.split()), words
    done = " ".join(run("controleer", form, prices).stdout.split())
    assert not any(words in done for _, words in told)
    assert "Het prijsblad is van" not in done


def test_a_loose_price_book_is_not_taken_for_a_tenderer(tmp_path: Path) -> None:
    place, tender = published(tmp_path, WHO)
    pair = books(tender, tmp_path / "binnen", 0)
    refusal = receive(place, list(pair), ("An",), now=BEFORE).refusal
    assert refusal is not None
    assert "een prijsblad zonder het formulier. Er is niets vastgelegd." in refusal.text
    assert kinds_of(place) == ["gepubliceerd"]
    (receipt,) = receive(place, [tmp_path / "binnen"], ("An",), now=BEFORE).value or ()
    assert receipt.received.price_book is not None
    assert receipt.told == "Het prijsblad ligt verzegeld in de kluis."


@pytest.mark.langzaam
def test_who_is_cut_off_while_the_vault_opens_types_it_once_more(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ended after the files were written and before that was noted: nothing is open, nothing is lost."""
    stand = read_record(place).state.stand

    def ended(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr("inkoop.journeys.procedure.folder.Work.add", ended)
        with pytest.raises(KeyboardInterrupt):
            open_prices(place, ("An", "Bo"), WHO.keys, AFTER)
    assert read_record(place).state.stand == stand
    assert evaluate_folder(place).refusal is not None
    assert open_prices(place, ("An", "Bo"), WHO.keys, AFTER).value
    assert len(list(place.glob("prijzen/1/*/*.xlsx"))) == len(BIDDERS)
    assert not list(place.rglob(".bezig*"))


@pytest.mark.langzaam
def test_who_withdraws_while_the_prices_are_shut_is_written_down(place: Path) -> None:
    gone = withdraw_bid(place, Withdrew(number=2, motivation="Brief van 3 mei."), ("An",), AFTER)
    assert gone.value, gone.refusal
    assert open_prices(place, ("An", "Bo"), WHO.keys, AFTER).value
    evaluation = evaluate_folder(place).value
    assert evaluation
    ranked = {one.scorecard.submission.tenderer for one in evaluation.lots[0].ranking}
    assert ranked == {*BIDDERS} - {BIDDERS[1]}
