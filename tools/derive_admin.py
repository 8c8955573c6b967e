#!/usr/bin/env python3
"""Derive data/gazetteer/admin.tsv from the subdivision names of Unicode CLDR, as in Debian's unicode-cldr-core.

    apt-get download unicode-cldr-core && dpkg-deb -x unicode-cldr-core_*.deb cldr
    tools/derive_admin.py cldr/usr/share/unicode/cldr/common/subdivisions > data/gazetteer/admin.tsv

In: the folder with ar.xml and en.xml, and derive_admin.toml beside this script (choice, spellings, coordinates).
Out: a lexicon file of kind `places`, ordered by country, name and flag; the same input gives the same bytes.

CLDR's Arabic names come with a noun of administration or without ("محافظة أبين", "نينوى"); the noun is cut,
since the lexicon knows such nouns. Where newspapers write a name otherwise, their spellings are taken instead.
"""

import re
import sys
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

# PLOVER's codes of the countries that occur; ISO 3166 alpha-3 but for what PLOVER changes.
PLOVER_CODES = {
    "ae": "ARE", "af": "AFG", "am": "ARM", "au": "AUS", "az": "AZE", "ba": "BIH", "bf": "BFA", "bh": "BHR",
    "ca": "CAN", "cd": "COD", "cf": "CAF", "cm": "CMR", "cn": "CHN", "de": "DEU", "dj": "DJI", "dz": "DZA",
    "eg": "EGY", "er": "ERI", "es": "ESP", "et": "ETH", "gb": "GBR", "ge": "GEO", "id": "IDN", "il": "ISR",
    "in": "IND", "iq": "IRQ", "ir": "IRN", "jo": "JOR", "ke": "KEN", "kg": "KGZ", "km": "COM", "kw": "KWT",
    "lb": "LBN", "lk": "LKA", "ly": "LBY", "ma": "MAR", "md": "MDA", "ml": "MLI", "mm": "MMR", "mr": "MRT",
    "my": "MYS", "mz": "MOZ", "ne": "NER", "ng": "NGA", "om": "OMN", "ph": "PHL", "pk": "PAK", "ps": "PSE",
    "qa": "QAT", "rs": "SRB", "ru": "RUS", "sa": "SAU", "sd": "SDN", "so": "SOM", "ss": "SSD", "sy": "SYR",
    "td": "TCD", "th": "THA", "tj": "TJK", "tn": "TUN", "tr": "TUR", "ua": "UKR", "us": "USA", "uz": "UZB",
    "ye": "YEM",
}

COLUMNS = "name ar kind country admin1 lat lon geonameid population flags source".split()
DIACRITICS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200b-\u200f]")
FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه"})


def fold(name):
    """The spelling under which the lexicon compares names."""
    return name.translate(FOLD)


def subdivisions(path):
    """Names by code. A superscript in CLDR tells two subdivisions of one name apart; it is no part of it."""
    names = {}
    for node in ET.parse(path).iter("subdivision"):
        names.setdefault(node.get("type"), node.text.rstrip("²³"))
    return names


def without_noun(name, nouns):
    """The bare name: "محافظة أبين" and "سومي أوبلاست" without their noun."""
    words = DIACRITICS.sub("", name).split()
    while len(words) > 1 and fold(words[0]) in nouns:
        words.pop(0)
    while len(words) > 1 and fold(words[-1]) in nouns:
        words.pop()
    return " ".join(words)


def main():
    folder = Path(sys.argv[1])
    arabic, english = subdivisions(folder / "ar.xml"), subdivisions(folder / "en.xml")
    lists = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    nouns = {fold(n) for n in lists["nouns"]}
    ambiguous = {fold(n) for n in lists["ambiguous"]}
    entries = lists["subdivisions"]
    unknown = sorted((set(entries) | set(lists["others"]) | set(lists["left_out"])) - set(english))
    if unknown:
        sys.exit(f"not in CLDR: {', '.join(unknown)}")

    taken = {c for c in english if c[:2] in lists["countries"] and (c in arabic or c in entries)}
    taken = (taken | set(lists["others"])) - set(lists["left_out"])
    rows = []
    for code in taken:
        entry = entries.get(code, {})
        names = entry.get("ar") or [without_noun(arabic[code], nouns)]
        lat, lon = (f"{x:.2f}" for x in entry["at"]) if "at" in entry else ("", "")
        name, country = entry.get("en", english[code]), PLOVER_CODES[code[:2]]
        groups = {}
        for n in names:
            groups.setdefault("ambiguous" if fold(n) in ambiguous else "", []).append(n)
        for flag, members in groups.items():
            source = "own" if "ar" in entry else "cldr"
            rows.append((country, name, code, flag, (
                name, "|".join(members), "admin1", country, "", lat, lon, "", "", flag, source)))
    rows.sort(key=lambda r: r[:4])

    out = sys.stdout
    out.reconfigure(encoding="utf-8", newline="\n")
    out.write("#! isnad-lexicon places\n")
    out.write("# Derived by tools/derive_admin.py with tools/derive_admin.toml; do not edit. Choice of subdivisions and the\n")
    out.write("# names with source `cldr`: Unicode CLDR 41, Copyright 1991-2022 Unicode, Inc., under the Unicode license\n")
    out.write("# (Unicode-DFS-2016, https://www.unicode.org/copyright.html). Names with source `own`: ours. Coordinates: of the\n")
    out.write("# town of the same name, from GeoNames (https://www.geonames.org/, CC BY 4.0), else ours.\n")
    out.write("\t".join(COLUMNS) + "\n")
    for row in rows:
        out.write("\t".join(row[-1]) + "\n")


if __name__ == "__main__":
    main()
