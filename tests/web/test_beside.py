"""Two providers beside each other in the report, in a real browser: what the command says of the same two."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from inkoop.domain.evaluation import Evaluation, Ranked
from inkoop.views.record.versions import closed_version, public_version
from inkoop.views.replies.side_by_side import side_by_side
from inkoop.writers.report import write_html
from tests.award_cases import METHODS
from tests.report_cases import example, report_views
from tests.web.browser import axe_faults, browser

Version = Callable[[Evaluation], Evaluation]
READ = """[...document.querySelectorAll('.naast tbody tr')].map((rij) => [...rij.cells].map((vak) => {
  const kopie = vak.cloneNode(true);
  kopie.querySelector('.wiens')?.remove();
  kopie.querySelectorAll('br').forEach((einde) => einde.replaceWith('|'));
  return kopie.textContent.replaceAll('\\u00a0', ' ').replaceAll('\\u200b', '').trim();
}))"""


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    with browser(tmp_path_factory.mktemp("profiel")) as found:
        yield found


def endless() -> Evaluation:
    """Points with all the digits of a third, so that differences have to be cut, and one halfway."""
    whole = example("zwolle-2015")
    odd = [Decimal(100) / 3, Decimal("0.00005"), Decimal("12345.5"), Decimal("0.00015"), Decimal(7)]

    def changed(place: Ranked, points: Decimal) -> Ranked:
        first, *rest = place.scorecard.scores
        return replace(
            place, scorecard=replace(place.scorecard, scores=(replace(first, points=points), *rest))
        )

    (lot,) = whole.lots
    ranking = tuple(changed(*both) for both in zip(lot.ranking, odd, strict=True))
    return replace(whole, lots=(replace(lot, ranking=ranking),))


CASES: dict[str, Callable[[], Evaluation]] = {
    **METHODS,
    "amsterdam": lambda: example("amsterdam-2021"),
    "zwolle": lambda: example("zwolle-2015"),
    "eindeloos": endless,
}


def opened(chromium: BrowserContext, folder: Path, evaluation: Evaluation) -> Iterator[tuple[int, Page]]:
    for place, view in enumerate(report_views(evaluation).values()):
        target = folder / f"{place}.html"
        write_html(view, target)
        page = chromium.new_page()
        page.goto(target.as_uri())
        yield place, page
        page.close()


def rows(page: Page) -> list[list[str]]:
    found: list[list[str]] = page.evaluate(READ)
    return found


@pytest.mark.parametrize("version", [closed_version, public_version], ids=["besloten", "openbaar"])
@pytest.mark.parametrize("case", CASES)
def test_the_page_says_of_every_two_what_the_command_says(
    case: str, version: Version, chromium: BrowserContext, tmp_path: Path
) -> None:
    evaluation = version(CASES[case]())
    submissions = {each.name: each for each in evaluation.submissions}
    tried = 0
    for place, page in opened(chromium, tmp_path, evaluation):
        lot = evaluation.lots[place].lot
        names = page.locator("article:has(.naast-knop) h3").all_inner_texts()
        for one, other in permutations(names, 2):
            told = side_by_side(evaluation, submissions[one], submissions[other])
            (made,) = [each for each in told if each.lot == lot]
            page.locator("article", has=page.get_by_role("heading", name=one, exact=True)).get_by_role(
                "button", name="Vergelijk met …"
            ).click()
            page.select_option(".naast select", label=other)
            assert page.locator(".naast h4").inner_text() == f"{one} naast {other}"
            found = rows(page)
            if found[0][0] == "Totaal":
                totals = found.pop(0)[1:3]
                assert [
                    text.startswith(f"{side.total} ")
                    for text, side in zip(totals, (made.one, made.other), strict=True)
                ] == [True, True]
            # The public page leaves out what the command, which is for the buyer, may say.
            reasons = version is closed_version
            there = {row[0] for row in found}
            # A fixed tariff earns nobody a point and is on no page of a provider.
            expected = [
                [f"{pair.code} {pair.title}", pair.points, pair.against, pair.difference]
                + ([pair.reason, pair.reason_against] if reasons else [])
                for pair in made.scores
                if pair.difference != "–" or f"{pair.code} {pair.title}" in there
            ]
            assert [_flat(row, reasons) for row in found] == expected
            page.get_by_role("button", name="Sluit vergelijking").click()
            tried += 1
    assert tried


def _flat(row: list[str], reasons: bool) -> list[str]:
    what, one, other, difference = row
    points, why = zip(*(side.split("|") for side in (one, other)), strict=True)
    return [what, *points, difference, *(why if reasons else ())]


def test_a_hidden_answer_stays_hidden_beside_another(chromium: BrowserContext, tmp_path: Path) -> None:
    """What the public page shows of two is what stands on the page of each, word for word."""
    whole = example("zwolle-2015")
    (lot,) = whole.lots
    only = whole.tender.publication.model_copy(update={"prices": "winnaars"})
    kept_back = replace(lot, tender=lot.tender.model_copy(update={"publication": only}))
    for _, page in opened(chromium, tmp_path, public_version(replace(whole, lots=(kept_back,)))):
        page.locator(".naast-knop button").first.click()
        shown: set[str] = set()
        for index in range(1, page.locator(".naast select option").count()):
            page.select_option(".naast select", index=index)
            shown |= {side.split("|")[1] for row in rows(page) if row[0] != "Totaal" for side in row[1:3]}
            for _, *sides, difference in (row for row in rows(page) if row[0] != "Totaal"):
                untold = any(side.split("|")[0] == "–" for side in sides)
                assert (difference == "–") is untold, "who has no points that are told differs by no number"
        there = page.locator("#aanbieders .groep .reden").all_text_contents()
        assert shown <= {text.replace("\u00a0", " ").replace("\u200b", "") for text in there}
        secret = [text for text in shown if "niet openbaar" in text]
        assert secret
        assert not any("€" in text for text in secret)


def test_two_are_put_beside_each_other_by_keyboard_and_on_a_phone(
    chromium: BrowserContext, tmp_path: Path
) -> None:
    for _, page in opened(chromium, tmp_path, example("zwolle-2015")):
        page.set_viewport_size({"width": 360, "height": 740})
        button = page.locator(".naast-knop button").first
        button.focus()
        page.keyboard.press("Enter")
        assert button.get_attribute("aria-expanded") == "true"
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        assert page.locator(".naast h4").is_visible()
        assert "naast" in page.locator(".naast [role=status]").inner_text()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert axe_faults(page) == []
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.locator(".naast").count() == 0
        assert page.evaluate("document.activeElement.textContent") == "Vergelijk met …"


def test_only_who_has_points_is_beside_another(chromium: BrowserContext, tmp_path: Path) -> None:
    evaluation = example("zwolle-2015")
    (lot,) = evaluation.lots
    scored = {place.scorecard.submission.name for place in lot.ranking}
    scored |= {found.submission.name for found in lot.not_admitted if found.scorecard}
    for _, page in opened(chromium, tmp_path, evaluation):
        assert set(page.locator("article:has(.naast-knop) h3").all_inner_texts()) == scored


def test_without_a_script_nothing_is_shown_that_does_not_work(
    chromium: BrowserContext, tmp_path: Path
) -> None:
    """A script in which one sign is other is not ours, and the policy of the page refuses it."""
    for place, page in opened(chromium, tmp_path, example("zwolle-2015")):
        file = tmp_path / f"{place}.html"
        html = file.read_text("utf-8")
        assert html.count('"use strict";\n') == 1
        file.write_text(html.replace('"use strict";\n', '"use strict"; \n'), "utf-8")
        assert page.locator("button:visible").count() > 0
        page.reload()
        assert page.locator("button:visible, select:visible, input:visible").count() == 0
        assert "Vergelijk" not in page.inner_text("body")
