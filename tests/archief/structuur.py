"""MDTO 1.0.1 and DiWoo 0.9.8 as short tables, made into XML schemas: see LEESMIJ.md for where they come from.

A line is a type: its elements with how often they may stand there (nothing: once, ?: at most once, *: any
number, +: once or more) and their own type. In a type that begins with & the order is free.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

XS = "http://www.w3.org/2001/XMLSchema"
MDTO_NS = "https://www.nationaalarchief.nl/mdto"
DIWOO_NS = "https://standaarden.overheid.nl/diwoo/metadata/"
SITEMAP_NS = "http://www.sitemaps.org/schemas/sitemap/0.9"
OFTEN = {"": (1, "1"), "?": (0, "1"), "*": (0, "unbounded"), "+": (1, "unbounded")}
MOMENT = ("gYear", "gYearMonth", "date")
MDTO: Mapping[str, str] = {
    "mdto": "|informatieobject:informatieobject |bestand:bestand",
    "informatieobject": """
        identificatie+:identificatie naam:string aggregatieniveau?:begrip classificatie*:begrip
        trefwoord*:string omschrijving*:string raadpleeglocatie*:locatie dekkingInTijd*:dekking
        dekkingInRuimte*:verwijzing taal*:language event*:event waardering:begrip bewaartermijn?:termijn
        informatiecategorie?:begrip isOnderdeelVan*:verwijzing bevatOnderdeel*:verwijzing
        heeftRepresentatie*:verwijzing aanvullendeMetagegevens*:verwijzing
        gerelateerdInformatieobject*:gerelateerd archiefvormer+:verwijzing betrokkene*:betrokkene
        activiteit?:verwijzing beperkingGebruik+:beperking""",
    "bestand": """
        identificatie+:identificatie naam:string omvang:integer bestandsformaat:begrip checksum+:checksum
        URLBestand?:anyURI isRepresentatieVan:verwijzing""",
    "identificatie": "identificatieKenmerk:string identificatieBron:string",
    "verwijzing": "verwijzingNaam:string verwijzingIdentificatie?:identificatie",
    "begrip": "begripLabel:string begripCode?:string begripBegrippenlijst:verwijzing",
    "dekking": "dekkingInTijdType:begrip dekkingInTijdBegindatum:datum dekkingInTijdEinddatum?:datum",
    "event": """
        eventType:begrip eventTijd?:tijd eventVerantwoordelijkeActor?:verwijzing eventResultaat?:string""",
    "gerelateerd": """
        gerelateerdInformatieobjectVerwijzing:verwijzing gerelateerdInformatieobjectTypeRelatie:begrip""",
    "betrokkene": "betrokkeneTypeRelatie:begrip betrokkeneActor:verwijzing",
    "beperking": """
        beperkingGebruikType:begrip beperkingGebruikNadereBeschrijving?:string
        beperkingGebruikDocumentatie*:verwijzing beperkingGebruikTermijn?:termijn""",
    "termijn": """
        termijnTriggerStartLooptijd?:begrip termijnStartdatumLooptijd?:date termijnLooptijd?:duration
        termijnEinddatum?:datum""",
    "checksum": "checksumAlgoritme:begrip checksumWaarde:string checksumDatum:dateTime",
    "locatie": "raadpleeglocatieFysiek*:verwijzing raadpleeglocatieOnline*:anyURI",
}
DIWOO: Mapping[str, str] = {
    "Document": "DiWoo?:DiWoo",
    "DiWoo": """
        & identifiers?:identifiers publisher:organisatie verantwoordelijke?:organisatie opsteller?:organisatie
        naamOpsteller?:string titelcollectie:titels omschrijvingen?:omschrijvingen
        classificatiecollectie:indeling creatiedatum?:date language?:taal format?:formaat
        aggregatiekenmerk?:string documenthandelingen:handelingen""",
    "identifiers": "identifier+:string",
    "titels": "& officieleTitel:string verkorteTitels?:verkort",
    "verkort": "verkorteTitel+:string",
    "omschrijvingen": "omschrijving+:string",
    "indeling": "& informatiecategorieen:categorieen documentsoorten?:soorten trefwoorden?:trefwoorden",
    "categorieen": "informatiecategorie+:categorie",
    "soorten": "documentsoort+:soort",
    "trefwoorden": "trefwoord+:string",
    "handelingen": "documenthandeling+:handeling",
    "handeling": "& soortHandeling:handelingsoort atTime:dateTime wasAssociatedWith?:organisatie",
}
KERN = "https://identifier.overheid.nl/tooi/def/thes/kern/"
EU = "http://publications.europa.eu/resource/authority/"
LISTS: Mapping[str, Mapping[str, str]] = {
    "categorie": {
        f"{KERN}c_816e508d": "inspanningsverplichting art 3.1 Woo",
        f"{KERN}c_db4862c3": "vergaderstukken decentrale overheden",
        f"{KERN}c_8c840238": "bij vertegenwoordigende organen ingekomen stukken",
        f"{KERN}c_3a248e3a": "agenda’s en besluitenlijsten bestuurscolleges",
    },
    "soort": {f"{KERN}c_6bbc9177": "publicatie", f"{KERN}c_3300f29a": "rapport"},
    "taal": {f"{EU}language/NLD": "Nederlands"},
    "formaat": {f"{EU}file-type/{name}": name for name in ("CSV", "XLSX", "HTML", "PDF", "DOCX")},
    "handelingsoort": {f"{KERN}c_641ecd76": "vaststelling"},
}
"""By type of DiWoo the addresses that its list knows, each with what it is called there."""


def _xs(tag: str, /, *inside: etree._Element, **attributes: str) -> etree._Element:
    made = etree.Element(f"{{{XS}}}{tag}", attributes, nsmap={"xs": XS})
    made.extend(inside)
    return made


def _elements(line: str, own: Mapping[str, object]) -> Iterator[etree._Element]:
    for word in line.replace("&", "").split():
        left, _, kind = word.lstrip("|").partition(":")
        often = left[-1] if left[-1] in "?*+" else ""
        least, most = OFTEN[often]
        typed = f"t:{kind}" if kind in own else f"xs:{kind}"
        name = left.rstrip("?*+")
        yield _xs("element", name=name, type=typed, minOccurs=str(least), maxOccurs=most)


def _schema(
    namespace: str, root: str, types: Mapping[str, str], more: tuple[etree._Element, ...]
) -> etree._Element:
    named = {str(each.get("name")) for each in more}
    own = {**types, **dict.fromkeys(named)}
    made = etree.Element(
        f"{{{XS}}}schema",
        {"targetNamespace": namespace, "elementFormDefault": "qualified"},
        nsmap={"xs": XS, "t": namespace},
    )
    first = next(iter(types))
    made.append(_xs("element", name=root, type=f"t:{first}"))
    for name, line in types.items():
        group = "all" if "&" in line else "choice" if "|" in line else "sequence"
        made.append(_xs("complexType", _xs(group, *_elements(line, own)), name=name))
    made.extend(more)
    return made


def _union(name: str, *kinds: str) -> etree._Element:
    return _xs("simpleType", _xs("union", memberTypes=" ".join(f"xs:{kind}" for kind in kinds)), name=name)


def _label(name: str, restriction: etree._Element) -> etree._Element:
    """A text with the address of what it stands for."""
    attribute = _xs("attribute", _xs("simpleType", restriction), name="resource", use="required")
    return _xs("complexType", _xs("simpleContent", _xs("extension", attribute, base="xs:string")), name=name)


def mdto_schema() -> etree.XMLSchema:
    """The schema of MDTO 1.0.1."""
    unions = (_union("datum", *MOMENT), _union("tijd", *MOMENT, "dateTime"))
    return etree.XMLSchema(_schema(MDTO_NS, "MDTO", MDTO, unions))


def diwoo_schema() -> etree.XMLSchema:
    """The schema of what stands below `diwoo:Document`."""
    lists = [
        _label(name, _xs("restriction", *(_xs("enumeration", value=v) for v in values), base="xs:string"))
        for name, values in LISTS.items()
    ]
    pattern = r"https://identifier\.overheid\.nl/tooi/id/[a-z]+/[a-z]+[0-9]+"
    buyer = _label("organisatie", _xs("restriction", _xs("pattern", value=pattern), base="xs:string"))
    return etree.XMLSchema(_schema(DIWOO_NS, "Document", DIWOO, (*lists, buyer)))
