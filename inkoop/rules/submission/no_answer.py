"""Answers in words that say nothing yet: a remark for the provider and for who reads them, never a fault."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from inkoop.catalogue import finding
from inkoop.domain.fields import BEFORE_LOT
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.domain.questions import Question, TableQuestion, TextColumn, TextQuestion
from inkoop.domain.submission import Answer
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import number_of
from inkoop.rules.invisible import seen
from inkoop.rules.submission.answers import IN_COLUMN
from inkoop.rules.submission.kinds.base import SHOWN_LENGTH
from inkoop.rules.words import word_count

Open = TextQuestion | TextColumn
LONG = 20
"""From so many words on, two equal texts are no chance."""
ASKED = 50
"""Who may use fewer words than this is asked for a name, an address or a single sentence."""
PART = 20
"""Fewer words than one in so many of those that may be used: who may use 250 and uses 12 wrote not even one
usual sentence. People write concisely, so a quarter or a tenth would be no reason to ask."""
_SHORT = 12
"""A text of more words than this does more than refer to another place."""
_BRIEF = 6
"""So few words with a reference in them are nothing but the reference."""
_ALIKE = 0.8
"""The part of the words that two texts share when one is the other with a word changed."""

_NOTHING = re.compile(
    r"(?:(?:dit|antwoord|tekst|informatie|info|wordt|moet|nog|hier|later|p ?m|tzt)\s)*"
    r"(?:volgt|todo|to do|tbd|tba|pm|p m|x+|x x x|invullen|in te vullen|ingevuld|aan te vullen|aanvullen"
    r"|aangevuld|uit te werken|uitgewerkt|nagestuurd|nazenden|in bewerking|concept"
    r"|lorem ipsum.*|vul hier.*|onbekend"
    r"|niet bekend|idem|nader te bepalen|geen antwoord|asdf\w*|test|blabla|bla bla.*|komt nog|later)"
    r"(?:\s(?:nog|later|asap|spoedig|binnenkort|z s m|zsm|worden))*"
)
_NOT_ASKED = re.compile(r"n ?v ?t|niet van toepassing|n a")
"""Fine where nobody has to answer."""
_BRACKETS = re.compile(
    r"\s*(?:\[[^\]]{0,80}\]|<[^>]{0,80}>|\{[^}]{0,80}\}|«[^»]{0,80}»|\{\{[^}]{0,80}\}\})[\s.]*"
)
_BLANK_IN_TEXT = re.compile(
    r"[\[<{«]+\s*(?:uw |de |hier )?(?:naam|organisatie|bedrijf|aanbieder|datum|aantal|bedrag|plaats|adres"
    r"|wijk|gemeente|jaar|percentage|invullen|in te vullen|vul|tekst|toelichting|x{2,}|\.{2,}|…)"
    r"[^\]>}»]{0,40}[\]>}»]",
    re.IGNORECASE,
)
_REFERS = re.compile(r"\b(?:zie|cfr?|conform|verwij\w+|bijgevoegd\w*|bijgaand\w*|staat in|staan in)\b")
_STARTS = re.compile(
    r"(?:graag |hiervoor |daarvoor |wij |we |voor \w+ )*(?:zie|cfr?|conform|verwij|bijg|sta)"
)
_ELSEWHERE = re.compile(
    r"\b(?:\w*bijlagen?|appendix|annex|website|site|webpagina|internet|boven|bovenstaand\w*|hierboven|hieronder"
    r"|onder|onderstaand\w*|vorige|eerder\w*|elders|vraag \w+|antwoord \w+|document\w*|bestand\w*|brochure"
    r"|jaarverslag|link|pdf|word|mail|map|tabblad|blad|plan van aanpak|inschrijving|offerte)\b"
)
_ATTACHED = re.compile(r"(?:de |het |in |onze )?bijlagen?(?: \w{1,12}){0,3}")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:nl|com|org|eu|net|be|info|amsterdam)\b(?:/\S*)?"
    r"|(?:\b[a-z]:|\\|(?<!\S)\.{0,2}/|~/)[\\/\w. %-]*\w",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"[\w ()&,.-]{0,80}\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|txt|jpe?g|png|zip|msg)", re.IGNORECASE
)
_WORDS_BESIDE = 3
"""With fewer words than this beside an address, the address is all there is."""


def no_answer_findings(tender: Tender, answers: Mapping[str, Answer]) -> Iterator[Finding]:
    """A warning with the cell for every text that is no answer yet; one each, the surest."""
    texts: dict[str, str] = {}
    every = [each for question in tender.questions.values() for each in (question, *_columns(question))]
    asked = [folded_words(part) for each in every for part in (each.text, f"{each.text} {each.hint}")]
    for code, answer in answers.items():
        question, text = tender.questions[code], answer.value.typed if answer.value else ""
        for column in _columns(question):
            yield from _in_column(code, column, answer, asked)
        if not isinstance(question, TextQuestion) or not word_count(text):
            continue
        words = folded_words(text)
        yield from _about(code, question, text, answer.place, asked)
        same = next((other for other, earlier in texts.items() if earlier == " ".join(words)), None)
        if len(words) >= LONG:
            texts.setdefault(code, " ".join(words))
            if same and not _one_for_each_lot(code, same):
                yield finding("ANTW-35", answer.place, vraag=code, andere=same)


def _columns(question: Question) -> tuple[TextColumn, ...]:
    """The columns of a table with open answers."""
    columns = question.columns if isinstance(question, TableQuestion) else ()
    return tuple(column for column in columns if isinstance(column, TextColumn))


def _in_column(
    code: str, column: TextColumn, answer: Answer, asked: Sequence[list[str]]
) -> Iterator[Finding]:
    for row in answer.rows:
        text = row.text(column.code)
        if word_count(text):
            place = row.places.get(column.code, answer.place)
            yield from _about(f"{code}{IN_COLUMN}{column.code}", column, text, place, asked)


def _about(
    code: str, part: Open, text: str, place: CellPlace, asked: Sequence[list[str]]
) -> Iterator[Finding]:
    """That a text is no answer, or hardly any."""
    if number := _number(part, text, folded_words(text), asked):
        shown = " ".join(text.split())
        cut = shown if len(shown) <= SHOWN_LENGTH else f"{shown[: SHOWN_LENGTH - 1]}…"
        yield finding(number, place, vraag=code, gevonden=cut)
    elif _not_asked(part, text):
        return
    elif part.max_words >= ASKED and word_count(text) * PART < part.max_words:
        many = number_of(word_count(text), "woord", "woorden")
        yield finding("ANTW-27", place, vraag=code, aantal=many, hoogstens=part.max_words)


def _not_asked(part: Open, text: str) -> bool:
    """Whether somebody says that a question is not about them, where nobody has to answer."""
    return not part.required and bool(_NOT_ASKED.fullmatch(" ".join(folded_words(text))))


def folded_words(text: str) -> list[str]:
    """The words of a text as they are compared: whatever their case and the signs between them."""
    return re.findall(r"[^\W_]+", seen(text).casefold())


def _number(question: Open, text: str, words: list[str], asked: Sequence[list[str]]) -> str:
    """The code for a text that is no answer; empty for any other. `asked` is what the form asks."""
    plain = " ".join(words)
    if _not_asked(question, text):
        return ""
    if _NOT_ASKED.fullmatch(plain):
        return "ANTW-32"
    if _NOTHING.fullmatch(plain) or _BRACKETS.fullmatch(text) or _BLANK_IN_TEXT.search(text):
        return "ANTW-32"
    if _points_elsewhere(question, text, plain):
        return "ANTW-33"
    return "ANTW-34" if any(_alike(words, part) for part in asked) else ""


def _points_elsewhere(question: Open, text: str, plain: str) -> bool:
    short = word_count(text) <= _SHORT
    if short and _REFERS.search(plain) and (_ELSEWHERE.search(plain) or _ADDRESS.search(text)):
        return bool(_STARTS.match(plain)) or word_count(text) <= _BRIEF
    if _ATTACHED.fullmatch(plain) or (short and _FILE.fullmatch(text.strip())):
        return True
    beside = word_count(_ADDRESS.sub(" ", text))
    return question.max_words >= ASKED and bool(_ADDRESS.search(text)) and beside < _WORDS_BESIDE


def _alike(words: list[str], asked: list[str]) -> bool:
    least = _ALIKE * max(len(words), len(asked))
    if len(words) < _WORDS_BESIDE or min(len(words), len(asked)) < least:
        return False  # so many they cannot share: most answers are far longer than what is asked
    return (Counter(words) & Counter(asked)).total() >= least


def _one_for_each_lot(code: str, other: str) -> bool:
    """What is asked for each lot may be answered alike in each."""
    return code.partition(BEFORE_LOT)[0] == other.partition(BEFORE_LOT)[0]
