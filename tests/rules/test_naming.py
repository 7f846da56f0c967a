"""Who is who: an identifier by content, a name that nobody else has, and what people type."""

from __future__ import annotations

from hashlib import sha256
from itertools import permutations

import pytest

from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Assessment, Decision, Ruling, Submission, content_id
from inkoop.rules.submission.naming import Names, NotFound, named_as_counting, told_apart


def one(name: str, file: str, content: str = "") -> Submission:
    digest = sha256((content or file).encode()).hexdigest()
    return Submission(content_id(digest, file), file, 1, digest, name)


TWICE = (
    one("Stichting De Buurtkamer", "eerst.xlsx"),
    one("stichting  de buurtkamer", "hersteld.xlsx"),
    one("De Eemhof", "eemhof.xlsx"),
    one("Kopie", "b.xlsx", "gelijk"),
    one("Kopie", "a.xlsx", "gelijk"),
)


@pytest.mark.parametrize("order", list(permutations(range(5)))[::17])
def test_the_order_in_which_files_are_read_changes_nobody(order: tuple[int, ...]):
    usual = {s.file: (s.id, s.name) for s in told_apart(TWICE)}
    assert {s.file: (s.id, s.name) for s in told_apart(TWICE[place] for place in order)} == usual
    assert len({who for who, _ in usual.values()}) == len({name for _, name in usual.values()}) == 5


def test_an_identifier_is_made_of_the_content_and_a_copy_gets_a_number():
    found = {s.file: s.id for s in told_apart(TWICE)}
    assert found["eemhof.xlsx"] == sha256(b"eemhof.xlsx").hexdigest()[:12]
    assert found["b.xlsx"] == f"{found['a.xlsx']}-2" == f"{sha256(b'gelijk').hexdigest()[:12]}-2"


def test_a_name_borne_by_two_is_printed_with_its_file():
    assert [s.name for s in told_apart(TWICE)][:3] == [
        "Stichting De Buurtkamer (eerst.xlsx)",
        "stichting  de buurtkamer (hersteld.xlsx)",
        "De Eemhof",
    ]


def test_also_who_is_called_like_the_label_of_another_keeps_a_name_of_its_own():
    sly = one("Stichting De Buurtkamer (eerst.xlsx)", "sluw.xlsx")
    same_file = (one("X", "map/a.xlsx", "1"), one("X", "map/a.xlsx", "2"))
    found = told_apart((*TWICE, sly, *same_file))
    assert len({s.name.casefold() for s in found}) == len(found)


def test_who_replaced_a_file_of_its_own_is_called_by_name_again():
    files = told_apart(TWICE)
    replaced = Decision(files[0].id, "inschrijving", Ruling.REPLACED, "", CellPlace("cijfers.xlsx"))
    counting = named_as_counting(files, Assessment(decisions={replaced.key: replaced}))
    assert isinstance(Names(tuple(files)).find("Stichting De Buurtkamer"), NotFound)
    meant = Names(tuple(counting)).find("Stichting De Buurtkamer")
    assert isinstance(meant, Submission)
    assert meant.file == "hersteld.xlsx"


@pytest.mark.parametrize(
    ("typed", "file"),
    [
        ("de eemhof", "eemhof.xlsx"),
        (" De   EEMHOF ", "eemhof.xlsx"),
        ("EEMHOF.xlsx", "eemhof.xlsx"),
        ("hersteld.xlsx", "hersteld.xlsx"),
        ("Stichting De Buurtkamer (hersteld.xlsx)", "hersteld.xlsx"),
        (content_id(sha256(b"eerst.xlsx").hexdigest(), ""), "eerst.xlsx"),
    ],
)
def test_a_name_a_file_and_an_identifier_are_understood(typed: str, file: str):
    found = Names(tuple(told_apart(TWICE))).find(typed)
    assert isinstance(found, Submission)
    assert found.file == file


def test_a_name_of_two_asks_which_and_an_unknown_one_says_so():
    names = Names(tuple(told_apart(TWICE)))
    which, nobody = names.find("stichting de buurtkamer"), names.find("De Eemhoff")
    assert isinstance(which, NotFound)
    assert which.files == ("eerst.xlsx", "hersteld.xlsx")
    assert "welke?" in str(which)
    assert str(nobody) == "De Eemhoff heeft niet ingeschreven; bedoelt u De Eemhof?"
