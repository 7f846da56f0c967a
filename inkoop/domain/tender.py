"""The kader as a whole: one frozen model, whose Dutch aliases are the keys of the YAML file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import Field

from inkoop.domain.assessors import Assessors
from inkoop.domain.award_rules import AwardRules, Lots
from inkoop.domain.contract import Contract
from inkoop.domain.enclosures import Declaration, EnclosedDocument
from inkoop.domain.fields import (
    BEFORE_LOT,
    Code,
    KaderModel,
    Moment,
    Number,
    OneOrMoreCodes,
    Percent,
    Positive,
    SignedPercent,
    Text,
    YesNo,
)
from inkoop.domain.insight import Insight
from inkoop.domain.notice import Notice
from inkoop.domain.price_vault import PriceVault
from inkoop.domain.questions import (
    Column,
    KvkQuestion,
    Question,
    QuestionOrCode,
    TableQuestion,
    TextQuestion,
)
from inkoop.domain.rules import ScoringRule
from inkoop.domain.rules.assessed import AssessedRule
from inkoop.domain.rules.price import PriceTerms
from inkoop.domain.thresholds import Least
from inkoop.domain.versions import AcceptedVersion, Change

WRITTEN = "written"
"""By this name whoever reads a kader gives along, as context, how it was written."""
FORMER_REGISTRATION = "kvk"
"""How a text was called in which the number in the trade register was asked, before that was a kind."""


class Contact(KaderModel):
    """Where providers can ask questions."""

    name: Text = Field(alias="naam", description="Persoon of afdeling.")
    email: Text = Field(alias="email", description="E-mailadres.")
    phone: str = Field(default="", alias="telefoon", description="Telefoonnummer.")


class TenderInfo(KaderModel):
    """What is bought, by whom, under which procedure and when."""

    reference: Text = Field(alias="kenmerk", description="Het kenmerk van de aanbesteding.")
    title: Text = Field(alias="titel", description="De naam van de aanbesteding.")
    buyer: Text = Field(alias="opdrachtgever", description="De gemeente die inkoopt.")
    procedure: Literal["sas", "openbaar", "meervoudig_onderhands", "open_house"] = Field(
        alias="procedure", description="De procedure volgens de Aanbestedingswet 2012."
    )
    published: Moment = Field(alias="publicatie", description="Wanneer het kader openbaar wordt.")
    closes: Moment = Field(alias="sluiting", description="Tot wanneer inschrijvingen binnenkomen.")
    timezone: Text = Field(alias="tijdzone", description="De tijdzone, zoals Europe/Amsterdam.")
    fictional: YesNo = Field(
        alias="fictief", description="Ja als dit een voorbeeld is en geen echte aanbesteding."
    )
    fictional_note: str = Field(default="", alias="fictief_toelichting", description="Wat er verzonnen is.")
    introduction: Text = Field(
        alias="inleiding", description="Wat er gekocht wordt en voor wie, in gewone taal."
    )
    hand_in: Text = Field(alias="indienen", description="Hoe een aanbieder het formulier indient.")
    contact: Contact = Field(alias="contact", description="Waar aanbieders vragen stellen.")
    standstill: int = Field(
        default=20,
        ge=20,
        le=365,
        alias="opschortende_termijn",
        description="Hoeveel dagen na de gunningsbeslissing u wacht met het contract; minstens 20.",
    )


class Principle(KaderModel):
    """One policy principle of a source."""

    code: Code = Field(alias="code", description="Code van het uitgangspunt, zoals A1.")
    text: Text = Field(alias="tekst", description="Het uitgangspunt in één zin.")
    passage: str = Field(default="", alias="passage", description="De plek of zin in de bron.")


class PolicySource(KaderModel):
    """A document that the criteria come from."""

    code: Code = Field(alias="code", description="Korte code van de bron.")
    title: Text = Field(alias="titel", description="De titel van het document.")
    publisher: Text = Field(alias="uitgever", description="Wie het uitgaf.")
    year: int = Field(alias="jaar", description="Het jaar van uitgave.")
    location: str = Field(default="", alias="vindplaats", description="Waar het te vinden is.")
    principles: tuple[Principle, ...] = Field(
        alias="uitgangspunten", min_length=1, strict=False, description="De uitgangspunten."
    )


class CodeList(KaderModel):
    """A fixed list that questions refer to."""

    title: Text = Field(alias="titel", description="Hoe de lijst heet.")
    values: dict[Code, Text] = Field(alias="waarden", min_length=1, description="De codes met hun naam.")


class ScaleStep(KaderModel):
    """One grade of a scale, with what it means in words."""

    grade: Number = Field(alias="cijfer", description="Het cijfer dat de beoordelaars geven.")
    name: Text = Field(alias="naam", description="De naam van de stap, zoals goed.")
    percentage: SignedPercent = Field(
        alias="procent", description="Procent van de punten; onder nul is het een malus."
    )
    description: Text = Field(alias="omschrijving", description="Wanneer deze stap past.")


class Scale(KaderModel):
    """A named scale for graded answers."""

    title: Text = Field(alias="titel", description="Hoe de schaal heet.")
    steps: tuple[ScaleStep, ...] = Field(
        alias="stappen", min_length=2, strict=False, description="De stappen, van laag naar hoog."
    )

    def step(self, grade: object) -> ScaleStep | None:
        """The step with exactly this grade, or None when the grade is not on the scale."""
        return next((step for step in self.steps if step.grade == grade), None)


class Condition(KaderModel):
    """When an answer meets a requirement: exactly one test, on the answer or on a table column."""

    equals: OneOrMoreCodes | None = Field(
        default=None, alias="is", description="Het antwoord, of een lijst van goede antwoorden."
    )
    minimum: Number | None = Field(default=None, alias="minimaal", description="Minstens dit getal.")
    maximum: Number | None = Field(default=None, alias="maximaal", description="Hoogstens dit getal.")
    contains: OneOrMoreCodes | None = Field(
        default=None, alias="bevat", description="Al deze codes zijn gekozen."
    )
    column: Code | None = Field(
        default=None,
        alias="kolom",
        description="Bij een tabel: de kolom. Is, minimaal en maximaal gelden dan voor elke rij.",
    )


class Requirement(KaderModel):
    """A requirement: met or not met, never points."""

    code: Code = Field(alias="code", description="De code van de eis.")
    title: Text = Field(alias="titel", description="De eis in een paar woorden.")
    kind: Literal["uitsluitingsgrond", "geschiktheidseis", "minimumeis"] = Field(
        alias="soort", description="Gaat het over de aanbieder of over het aanbod?"
    )
    explanation: str = Field(default="", alias="toelichting", description="Waarom deze eis er is.")
    sources: OneOrMoreCodes = Field(
        default=(), alias="bron", description="De uitgangspunten die deze eis dient."
    )
    consequence: Literal["afwijzen", "voorleggen"] = Field(
        alias="gevolg",
        description="Niet voldaan: afwijzen (hard), of voorleggen aan een mens.",
    )
    question: QuestionOrCode = Field(
        alias="vraag", description="De vraag zelf, of de code van een vraag elders in het kader."
    )
    per_lot: YesNo = Field(
        default=False, alias="per_perceel", description="Geldt dit voor elk gekozen perceel apart?"
    )
    met_when: Condition | None = Field(
        default=None,
        alias="voldoet",
        description="Wanneer het antwoord voldoet. Zonder dit beoordeelt altijd een mens.",
    )


class Criterion(KaderModel):
    """An award criterion: a group of sub-criteria, or a leaf with its question and its rule."""

    code: Code = Field(alias="code", description="De code van het criterium.")
    title: Text = Field(alias="titel", description="Het criterium in een paar woorden.")
    weight: Percent | None = Field(
        default=None,
        alias="gewicht",
        description="Aandeel in het criterium erboven, in procenten; niet bij gunnen op waarde.",
    )
    value: Positive | None = Field(
        default=None,
        alias="waarde",
        description="Bij gunnen op waarde: hoeveel euro het volle percentage waard is.",
    )
    explanation: str = Field(
        default="", alias="toelichting", description="Waarom dit criterium telt, in gewone taal."
    )
    sources: OneOrMoreCodes = Field(alias="bron", description="De uitgangspunten die dit criterium dient.")
    per_lot: YesNo = Field(
        default=False, alias="per_perceel", description="Geldt dit voor elk gekozen perceel apart?"
    )
    threshold: Least | None = Field(
        default=None, alias="drempel", description="Minder punten dan dit: niet voor gunning in beeld."
    )
    rescaled: Literal["beste"] | None = Field(
        default=None,
        alias="herschalen",
        description="Bij subcriteria: de beste som krijgt alle punten, de anderen naar verhouding.",
    )
    children: tuple[Criterion, ...] = Field(
        default=(), alias="criteria", strict=False, description="De subcriteria."
    )
    question: QuestionOrCode | None = Field(
        default=None,
        alias="vraag",
        description="De vraag zelf, of de code van een vraag elders in het kader.",
    )
    rule: ScoringRule | None = Field(
        default=None, alias="regel", description="Hoe het antwoord punten wordt."
    )

    def walk(self) -> Iterator[Criterion]:
        """This criterion and all below it, groups and leaves alike, in the order of the kader."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def leaves(self) -> tuple[tuple[Criterion, tuple[Criterion, ...]], ...]:
        """Every scored sub-criterion of this criterion, with the groups above it from here on."""
        return tuple(_walk_leaves((self,), ()))


class Organisations(KaderModel):
    """Where a submission names its partners: the other members of a consortium, and subcontractors."""

    question: Code = Field(alias="vraag", description="De tabelvraag met een rij per organisatie.")
    name: Code = Field(alias="naam", description="De kolom met de naam.")
    registration: Code = Field(alias="kvk", description="De kolom van soort kvk met het KvK-nummer.")
    role: Code = Field(
        alias="rol", description="De keuzekolom met de rol; de keuzes zijn combinant en onderaannemer."
    )


class Acknowledged(KaderModel):
    """A warning of the rehearsal that the buyer has looked at and accepts, with the reason."""

    code: Annotated[str, Field(pattern=r"^PROEF-\d{2}$")] = Field(
        alias="code", description="De code van de melding, zoals PROEF-01."
    )
    subject: Code | None = Field(
        default=None,
        alias="bij",
        description="Het criterium, de eis of de vraag waar het over gaat; zonder dit: overal.",
    )
    reason: Text = Field(alias="reden", description="Waarom u dit zo laat.")


class SelfCheck(KaderModel):
    """What a provider's own check may show."""

    points: YesNo = Field(default=False, alias="punten", description="Toont de controle objectieve punten?")


class FormWishes(KaderModel):
    """What the form says beside what it must."""

    shows_points: YesNo = Field(
        default=False,
        alias="toon_punten",
        description="Staat bij elke vraag wat zij oplevert, en hoe?",
    )


class Publication(KaderModel):
    """What of the outcome may be public."""

    prices: Literal["alle", "winnaars"] = Field(
        default="alle",
        alias="prijzen",
        description="Welke prijzen in de openbare versie staan: alle, of alleen van wie een contract krijgt.",
    )
    ocds_prefix: Annotated[str, Field(pattern=r"^ocds-[a-z0-9]{6}$")] | None = Field(
        default=None,
        alias="ocds_voorvoegsel",
        description="Het voorvoegsel van uw open gegevens, zoals Open Contracting het u gaf.",
    )


class Tender(KaderModel):
    """A kader: all published rules of one tender."""

    version: Literal[1] = Field(alias="kader", description="De versie van dit bestandsformaat: 1.")
    edition: int = Field(
        default=1, ge=1, alias="versie", description="De hoeveelste versie van deze regels dit is."
    )
    changes: tuple[Change, ...] = Field(
        default=(), alias="wijzigingen", strict=False, description="Wat er na de publicatie veranderde."
    )
    accepts: tuple[AcceptedVersion, ...] = Field(
        default=(), alias="aanvaardt", strict=False, description="Eerdere versies waarvan formulieren tellen."
    )
    info: TenderInfo = Field(alias="aanbesteding", description="Wat, wie en wanneer.")
    policy_sources: tuple[PolicySource, ...] = Field(
        alias="bronnen", min_length=1, strict=False, description="Het beleid achter de criteria."
    )
    code_lists: dict[Code, CodeList] = Field(
        default={}, alias="codelijsten", description="Lijsten waar vragen naar verwijzen."
    )
    scales: dict[Code, Scale] = Field(
        default={}, alias="schalen", description="Schalen voor antwoorden die mensen beoordelen."
    )
    assessors: Assessors | None = Field(
        default=None,
        alias="beoordelaars",
        description="Hoe mensen open antwoorden beoordelen; zonder dit geven zij samen één cijfer.",
    )
    vault: PriceVault | None = Field(
        default=None,
        alias="prijskluis",
        description="Prijzen in een eigen werkblad, dat dicht blijft tot de kwaliteit vaststaat.",
    )
    general: tuple[Question, ...] = Field(
        alias="algemeen",
        min_length=1,
        strict=False,
        description="Vragen over de organisatie; de vraag met code naam is verplicht.",
    )
    requirements: tuple[Requirement, ...] = Field(
        default=(), alias="eisen", strict=False, description="De eisen."
    )
    criteria: tuple[Criterion, ...] = Field(
        default=(), alias="criteria", strict=False, description="De gunningscriteria."
    )
    award: AwardRules | None = Field(
        default=None, alias="gunning", description="De gunning; alleen bij open_house niet nodig."
    )
    lots: Lots | None = Field(
        default=None, alias="percelen", description="De percelen; zonder dit is er één geheel."
    )
    organisations: Organisations | None = Field(
        default=None, alias="organisaties", description="Waar een inschrijving haar partners noemt."
    )
    insight: Insight | None = Field(
        default=None,
        alias="duiding",
        description="Welke antwoorden vertellen wat de gunning betekent; zonder punten.",
    )
    contract: Contract | None = Field(
        default=None, alias="opdracht", description="Wat de raad wil weten over het contract; zonder punten."
    )
    self_check: SelfCheck = Field(
        default=SelfCheck(), alias="zelfcontrole", description="Wat aanbieders zelf te zien krijgen."
    )
    form: FormWishes = Field(
        default=FormWishes(), alias="formulier", description="Wat er in het formulier bij staat."
    )
    publication: Publication = Field(
        default=Publication(), alias="openbaar", description="Wat er van de uitkomst openbaar mag zijn."
    )
    notice: Notice | None = Field(
        default=None,
        alias="publicatie",
        description="Wat het portaal, het archief en de Woo-index vragen; zonder punten.",
    )
    enclosures: tuple[EnclosedDocument, ...] = Field(
        default=(),
        alias="bijlagen",
        strict=False,
        description="Wat een inschrijver naast het formulier inlevert.",
    )
    declaration: Declaration | None = Field(
        default=None, alias="verklaring", description="Wat een inschrijver verklaart, en wie dat mag."
    )
    acknowledged: tuple[Acknowledged, ...] = Field(
        default=(),
        alias="erkend",
        strict=False,
        description="Meldingen van het proefdraaien die u kent en zo laat, met de reden.",
    )

    def model_post_init(self, context: Any) -> None:
        """Remember how the author wrote it, which whoever reads a kader gives along."""
        if context:
            vars(self)["written"] = context[WRITTEN]

    @cached_property
    def written(self) -> Mapping[str, Any]:
        """The kader as its author wrote it, without comments; empty when it was made in another way."""
        return {}

    @cached_property
    def earlier(self) -> Mapping[str, Tender]:
        """The earlier versions that count, by fingerprint, as far as whoever read the kader found them."""
        return {}

    @cached_property
    def known_as(self) -> str:
        """Of a kader that leaves a part out the fingerprint of the whole; empty for a whole one."""
        return ""

    def with_known_as(self, mark: str) -> Tender:
        """The same kader, that remembers of which whole it is a part."""
        vars(self)["known_as"] = mark
        return self

    def with_earlier(self, versions: Mapping[str, Tender]) -> Tender:
        """The same kader, that remembers its earlier versions."""
        vars(self)["earlier"] = versions
        return self

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with some parts replaced, in which nothing is remembered that was found in the old parts."""
        copied = super().model_copy(update=update, deep=deep)
        for remembered in set(vars(copied)) - set(type(self).model_fields):
            del vars(copied)[remembered]
        return copied

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question by its code, in the order of the form."""
        found: dict[str, Question] = {question.code: question for question in self.general}
        holders: tuple[Requirement | Criterion, ...] = (
            *self.requirements,
            *(leaf for leaf, _ in self.leaves),
        )
        for holder in holders:
            if holder.question is not None and not isinstance(holder.question, str):
                found[holder.question.code] = holder.question
        return found

    @cached_property
    def registration(self) -> KvkQuestion | TextQuestion | None:
        """Where a submission gives its number in the trade register, by which two tenderers are the same.

        The first general question of that kind. In a kader from before there was one: the text called kvk.
        """
        numbers = (question for question in self.general if isinstance(question, KvkQuestion))
        texts = (q for q in self.general if isinstance(q, TextQuestion) and q.code == FORMER_REGISTRATION)
        return next(numbers, None) or next(texts, None)

    @cached_property
    def filled_in(self) -> Mapping[str, Question]:
        """Every question with a place of its own in the form: all but the parts of a divided table."""
        return {
            code: question
            for code, question in self.questions.items()
            if not (isinstance(question, TableQuestion) and question.lot)
        }

    def filled_in_at(self, code: str) -> str:
        """The question of the form in which a question is answered: of a part of a table the whole table."""
        return code if code in self.filled_in else whole_code(code)

    def parts_of(self, table: TableQuestion) -> Mapping[str, TableQuestion]:
        """By lot the part of a divided table that holds the rows of that lot."""
        parts = (question for question in self.questions.values() if isinstance(question, TableQuestion))
        return {part.lot: part for part in parts if part.lot and whole_code(part.code) == table.code}

    @cached_property
    def leaves(self) -> tuple[tuple[Criterion, tuple[Criterion, ...]], ...]:
        """Every scored sub-criterion with the groups above it, outermost first."""
        return tuple(_walk_leaves(self.criteria, ()))

    @cached_property
    def every_criterion(self) -> tuple[Criterion, ...]:
        """Every criterion, groups and leaves alike, in the order of the kader."""
        return tuple(part for criterion in self.criteria for part in criterion.walk())

    @cached_property
    def groups(self) -> tuple[Criterion, ...]:
        """Every criterion with sub-criteria, the outermost first."""
        return tuple(part for part in self.every_criterion if part.children)

    @cached_property
    def principles(self) -> Mapping[str, Principle]:
        """Every policy principle by its code."""
        return {p.code: p for source in self.policy_sources for p in source.principles}

    @cached_property
    def assessed(self) -> tuple[Criterion, ...]:
        """The sub-criteria that people grade."""
        return tuple(leaf for leaf, _ in self.leaves if isinstance(leaf.rule, AssessedRule))

    @property
    def counts_mean(self) -> bool:
        """Whether the mean of what each assessor gave counts, and not one grade of them together."""
        return self.assessors is not None and self.assessors.outcome == "gemiddelde"

    @cached_property
    def priced(self) -> tuple[tuple[Criterion, PriceTerms, tuple[Criterion, ...]], ...]:
        """The sub-criteria that look at a price, each with its terms and the groups above it."""
        return tuple(
            (leaf, leaf.rule, above) for leaf, above in self.leaves if isinstance(leaf.rule, PriceTerms)
        )

    def changed(self, **fields: object) -> Tender:
        """The same kader with other fields; what was worked out from the old ones does not come along."""
        return self.model_construct(
            **{name: getattr(self, name) for name in type(self).model_fields} | fields
        )

    @cached_property
    def rests_on(self) -> Mapping[str, str]:
        """By the code of a requirement or sub-criterion the code of its question, where it has one."""
        holders: tuple[Requirement | Criterion, ...] = (
            *self.requirements,
            *(leaf for leaf, _ in self.leaves),
        )
        found = ((holder.code, self.question_of(holder)) for holder in holders)
        return {code: question.code for code, question in found if question is not None}

    def question_of(self, holder: Requirement | Criterion) -> Question | None:
        """The question a requirement or leaf rests on; None for a leaf without one."""
        if holder.question is None or not isinstance(holder.question, str):
            return holder.question
        return self.questions[holder.question]

    def part_of(self, leaf: Criterion) -> Question | Column | None:
        """What the rule of a leaf looks at: its question, or one column of the table that it asks."""
        question, column = self.question_of(leaf), leaf.rule.looked_at if leaf.rule else None
        return question.column(column) if column and isinstance(question, TableQuestion) else question

    def choices_of(self, asked: object) -> Mapping[str, str]:
        """Code to name of a choice question or column; empty for other kinds."""
        choices = getattr(asked, "choices", {})
        return self.code_lists[choices].values if isinstance(choices, str) else choices


def whole_code(code: str) -> str:
    """The code without the lot that the program put behind it."""
    return code.partition(BEFORE_LOT)[0]


def _walk_leaves(
    criteria: tuple[Criterion, ...], above: tuple[Criterion, ...]
) -> Iterator[tuple[Criterion, tuple[Criterion, ...]]]:
    for criterion in criteria:
        if criterion.children:
            yield from _walk_leaves(criterion.children, (*above, criterion))
        else:
            yield criterion, above
