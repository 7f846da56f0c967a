"""The first sheet: what is bought, how to fill in and hand in, and the stamp of the form."""

from __future__ import annotations

from dataclasses import dataclass

from inkoop.domain.form_layout import (
    FORM_VERSION,
    SPELLING,
    STAMP_BOOK,
    STAMP_FINGERPRINT,
    STAMP_REFERENCE,
    STAMP_VERSION,
)
from inkoop.domain.price_vault import Book
from inkoop.domain.tender import Tender
from inkoop.rules.fingerprint import fingerprint
from inkoop.views.words.asked import closing_text
from inkoop.views.words.weights import weight_text
from inkoop.writers.form.page import Page, clean, count_lines, height_of
from inkoop.writers.form.plan import CHECK, GENERAL, LISTS, REQUIREMENTS, FormPlan, SheetPlan
from inkoop.writers.form.wording import PROCEDURES, general_notes

WIDTHS = (23.0, 68.0)
STEPS = (
    "Sla dit bestand op uw computer op. Geef het een naam die bij uw organisatie past.",
    "Vul de witte vakken met een rand in. Elke vraag is verplicht, behalve waar ‘Niet verplicht’ staat.",
    "Klik op een vak: dan verschijnt uitleg. Bij sommige vakken kiest u een antwoord uit een lijst.",
    "Typ getallen met een komma, zoals 12,5. Zet er geen woorden of tekens bij.",
    "Staat er een hoogste aantal woorden bij? Blijf daaronder. Een nieuwe regel maakt u met Alt + Enter.",
    "Kijk op het blad Controle of u klaar bent. Daar staat wat er nog mist, terwijl u typt.",
    "Wordt een vraag grijs? Dan hoeft u die vraag niet te beantwoorden.",
    "Verander geen codes, kopjes of bladnamen. Daaraan herkent de gemeente uw antwoorden.",
)
ENCLOSURES = (
    "Zet ze met dit formulier in één map of zip. Op de plek van * in een naam mag iets anders staan. Er wordt"
    " op de naam gelet, niet op de inhoud."
)
TITLES = {Book.WHOLE: "Inschrijfformulier", Book.QUALITY: "Inschrijfformulier", Book.PRICE: "Prijsblad"}
TWO_BOOKS = {
    Book.QUALITY: "Uw prijs vult u in een tweede werkblad in: het prijsblad. Lever ze samen in, elk als eigen"
    " bestand. Het prijsblad gaat bij ontvangst op slot, en pas open als de kwaliteit vaststaat. Zet in dit"
    " formulier nergens een prijs.",
    Book.PRICE: "Dit prijsblad hoort bij het inschrijfformulier. Lever ze samen in, elk als eigen bestand."
    " Het prijsblad gaat bij ontvangst op slot, en pas open als de kwaliteit vaststaat.",
}


@dataclass(frozen=True)
class WelcomeWriter:
    """Writes the first sheet."""

    tender: Tender
    """The kader as far as this workbook asks it."""
    plan: FormPlan
    whole: Tender
    book: Book = Book.WHOLE

    def write(self, page: Page) -> None:
        """The whole sheet."""
        info = self.tender.info
        page.put(0, TITLES[self.book], page.styles("kicker"))
        page.end_row(18)
        page.line(clean(info.title), "title", 1, size=16)
        if info.fictional:
            text = "FICTIEF VOORBEELD. Dit is geen echte aanbesteding."
            note = f"{text}\n{info.fictional_note}" if info.fictional_note else text
            page.gap(4)
            page.line(clean(note), "notice", 1)
        self._summary(page)
        _heading(page, "Zo vult u dit formulier in")
        for number, step in enumerate(STEPS, 1):
            _pair(page, f"Stap {number}", step)
        _pair(page, *SPELLING)
        self._legend(page)
        _heading(page, "Zo levert u het in")
        page.line(clean(info.hand_in), "text", 1)
        self._enclosures(page)
        self._contents(page)
        _heading(page, "Kenmerk van dit formulier")
        write_stamp(page, self.whole, self.book)

    def _enclosures(self, page: Page) -> None:
        """What comes with the form, and what is declared."""
        if self.tender.enclosures:
            _heading(page, "Deze bijlagen levert u mee")
            page.line(ENCLOSURES, "text", 1)
        for asked in self.tender.enclosures:
            need = "Verplicht" if asked.required else "Niet verplicht"
            _pair(page, clean(asked.title), f"{need}. Naam van het bestand: {asked.file_name}")
        if self.tender.declaration is not None:
            _heading(page, "Wat u verklaart")
            page.line(clean(self.tender.declaration.text), "text", 1)
            _pair(page, "Ondertekenen mag", self.tender.declaration.signed_by)

    def _summary(self, page: Page) -> None:
        info = self.tender.info
        _heading(page, "In het kort")
        _pair(page, "Wat en voor wie", info.introduction)
        if self.book in TWO_BOOKS:
            _pair(page, "Twee werkbladen", TWO_BOOKS[self.book])
        _pair(page, "Opdrachtgever", info.buyer)
        _pair(page, "Kenmerk", info.reference)
        _pair(page, "Procedure", PROCEDURES[info.procedure] + ".")
        _pair(page, "Inleveren kan tot en met", closing_text(info) + ".")
        contact = info.contact
        reach = ", ".join(part for part in (contact.name, contact.email, contact.phone) if part)
        _pair(page, "Vragen?", reach)

    def _legend(self, page: Page) -> None:
        _heading(page, "Wat betekenen de vakken?")
        samples = (
            ("sample", "Uw antwoord", "Een wit vak met een rand: hier vult u iets in."),
            (
                "label",
                "Tekst",
                "Een licht vak zonder rand: een vraag of uitleg. Hier kunt u niets veranderen.",
            ),
            (
                "off",
                "Niet van toepassing",
                "Een grijs vak met een rand: deze vraag geldt niet voor u. Laat hem leeg.",
            ),
        )
        for style, sample, meaning in samples:
            page.put(0, sample, page.styles(style))
            page.put(1, meaning, page.styles("note"))
            page.end_row(20)
            page.gap(3)

    def _contents(self, page: Page) -> None:
        _heading(page, "De bladen van dit formulier")
        for sheet in self.plan.sheets:
            page.link(0, sheet.name, sheet.name, page.styles("link"))
            text = self._sheet_text(sheet)
            page.put(1, text, page.styles("text"))
            lines = max(count_lines(sheet.name, WIDTHS[0]), count_lines(text, WIDTHS[1]))
            page.end_row(height_of(lines) + 2)
        page.link(0, CHECK, CHECK, page.styles("link"))
        page.put(1, "Hier ziet u of u klaar bent, en wat er nog mist.", page.styles("text"))
        page.end_row(height_of(1) + 2)
        _pair(page, LISTS, "De lijsten achter de keuzevakken. Hier vult u niets in.")

    def _sheet_text(self, sheet: SheetPlan) -> str:
        if sheet.table is not None:
            text = f"Tabel: {sheet.table.text}"
            if sheet.chain and len(sheet.chain) == 1:
                return clean(f"{text} Dit {self._weight(sheet)}.") if self._weight(sheet) else clean(text)
            return clean(text)
        if sheet.criterion is not None:
            weight = self._weight(sheet)
            return clean(f"{sheet.criterion.title}: {weight}." if weight else f"{sheet.criterion.title}.")
        known = {
            GENERAL: f"Vragen over uw organisatie. {general_notes(self.tender)}",
            REQUIREMENTS: "De eisen. U voldoet of u voldoet niet. Ze geven geen punten.",
        }
        return known.get(sheet.name, "")

    def _weight(self, sheet: SheetPlan) -> str:
        chain = sheet.chain or ((sheet.criterion,) if sheet.criterion else ())
        return weight_text(self.tender, chain)


def write_stamp(page: Page, tender: Tender, book: Book = Book.WHOLE) -> None:
    """The rows that tell that a workbook belongs to this kader, and which of its workbooks it is."""
    page.line("Verander deze regels niet. Zo ziet de gemeente bij welk kader dit bestand hoort.", "intro", 1)
    stamp = [
        (STAMP_REFERENCE, tender.info.reference),
        (STAMP_FINGERPRINT, fingerprint(tender)),
        (STAMP_VERSION, FORM_VERSION),
    ]
    if book is not Book.WHOLE:
        stamp.append((STAMP_BOOK, book.value))
    for label, value in stamp:
        page.put(0, label, page.styles("stamp"))
        page.put(1, value, page.styles("stamp", num_format="@"))
        page.end_row(15)


def _heading(page: Page, title: str) -> None:
    page.gap(10)
    page.span(0, 1, title, page.styles("heading"))
    page.end_row(22)
    page.gap(4)


def _pair(page: Page, label: str, text: str) -> None:
    text = clean(text)
    page.put(0, label, page.styles("bold"))
    page.put(1, text, page.styles("text"))
    page.end_row(height_of(count_lines(text, WIDTHS[1])))
