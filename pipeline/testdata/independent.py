#!/usr/bin/env python3
"""Recompute ten indicators of ten units from the raw files of a made-up workspace and compare them with what was published.

It shares nothing with the program: neither profiles nor cards nor code. Which rows of which files make an indicator is
written down here once more, by hand, from the layouts of the sources.

usage: independent.py WORKSPACE YEAR PUBLISHED.csv
PUBLISHED.csv: miernik -o csv query "SELECT unit, indicator, value FROM indicator_value WHERE year = YEAR AND value IS NOT NULL"
"""
import csv
import glob
import io
import os
import sys
import zipfile
from fractions import Fraction

MISSING = {"x", "n", "#", "-"}  # attributes of the data bank under which a printed number is none


def rows(workspace, pattern):
    """Rows of every CSV that matches, in a ZIP or not."""
    for path in sorted(glob.glob(os.path.join(workspace, pattern))):
        if path.endswith(".zip"):
            with zipfile.ZipFile(path) as z:
                for name in z.namelist():
                    with z.open(name) as f:
                        yield from csv.reader(io.TextIOWrapper(f, "utf-8-sig"), delimiter=";")
        else:
            with open(path, encoding="utf-8-sig") as f:
                yield from csv.reader(f, delimiter=";")


def number(text):
    text = text.strip().replace(" ", "").replace("\u00a0", "").replace(",", ".")
    return Fraction(text) if text else None


def gmina(code):
    """Seven-digit code of a gmina, or None for a country, voivodeship, powiat or part of a gmina."""
    code = code.strip().zfill(7)
    return code if len(code) == 7 and code[6] in "123" else None


def relational(workspace, pattern, year, where):
    """A relational export: one value a row."""
    out, head = {}, None
    for row in rows(workspace, pattern):
        if "Kod" in row:
            head = {name: i for i, name in enumerate(row)}
            continue
        if head is None or len(row) <= head["Wartosc"] or row[head["Rok"]].strip() != str(year):
            continue
        if any(name not in head or row[head[name]] != text for name, text in where.items()):
            continue
        unit, value = gmina(row[head["Kod"]]), number(row[head["Wartosc"]])
        if unit and value is not None and row[head["Atrybut"]].strip() not in MISSING:
            out[unit] = value
    return out


def wide(workspace, pattern, year, parts):
    """A wide export: the heading of a column is its parts, the year and the unit, between semicolons."""
    out, column = {}, None
    for row in rows(workspace, pattern):
        if row and row[0] == "Kod":
            column = next((i for i, name in enumerate(row) if name.split(";")[:-1] == parts + [str(year)]), None)
            continue
        if column is None or column >= len(row):
            continue
        unit, value = gmina(row[0]), number(row[column])
        if unit and value is not None:
            out[unit] = value
    return out


def indicators(w, y):
    """Each indicator as numerator, denominator, multiplier."""
    people = relational(w, "gus/LUDN_SYNT_CREL_*", y, {"Wiek": "ogółem", "Płeć": "ogółem"})
    young = wide(w, "gus/LUDN_SYNT_CTAB_*", y, ["3-6", "ogółem"])
    pupils_age = wide(w, "gus/LUDN_SYNT_CTAB_*", y, ["7-14", "ogółem"])
    area = wide(w, "gus/PODZ_SYNT_CTAB_*", y, ["powierzchnia", "ogółem"])
    schools = wide(w, "gus/SZKO_SYNT_CTAB_*", y, ["szkoły", "dla dzieci i młodzieży"])
    children = relational(w, "gus/WYCH_SYNT_CREL_*", y, {"Wyszczególnienie": "dzieci w wieku 3 - 6 lat"})
    preschools = relational(w, "gus/WYCH_SYNT_CREL_*", y, {"Wyszczególnienie": "placówki wychowania przedszkolnego"})
    libraries = relational(w, "gus/KULT_SYNT_CREL_*", y, {"Biblioteki publiczne": "placówki biblioteczne"})
    readers = relational(w, "gus/KULT_SYNT_CREL_*", y, {"Biblioteki publiczne": "czytelnicy w ciągu roku"})
    visitors = relational(w, "gus/MUZE_SYNT_CREL_*", y, {"Wyszczególnienie": "Zwiedzający muzea i oddziały muzealne"})

    def spent(division):
        return relational(w, "gus/FINA_SYNT_CREL_*", y, {"Działy": division, "Rodzaj wydatków": "ogółem"})

    education, care = spent("Dział 801 - Oświata i wychowanie"), spent("Dział 854 - Edukacyjna opieka wychowawcza")
    both = {u: education[u] + care[u] for u in education.keys() & care.keys()}
    return {
        "kon_gestosc": (people, area, 1),
        "kon_udzial_7_14": (pupils_age, people, 100),
        "pp_upowszechnienie_3_6": (children, young, 100),
        "pp_placowki_1000": (preschools, young, 1000),
        "sp_powierzchnia_na_szkole": (area, schools, 1),
        "ed_udzial_wydatkow": (both, spent("ogółem"), 100),
        "kul_wydatki_na_mieszk": (spent("Dział 921 - Kultura i ochrona dziedzictwa narodowego"), people, 1),
        "bib_ludnosc_na_placowke": (people, libraries, 1),
        "bib_czytelnicy_1000": (readers, people, 1000),
        "muz_zwiedzajacy_1000": (visitors, people, 1000),
    }


def main():
    workspace, year, published = sys.argv[1], int(sys.argv[2]), {}
    with open(sys.argv[3], encoding="utf-8") as f:
        for row in csv.DictReader(f):
            published[row["unit"], row["indicator"]] = float(row["value"])
    compared, wrong = 0, []
    for code, (numerator, denominator, multiplier) in indicators(workspace, year).items():
        known = sorted(u for u in numerator.keys() & denominator.keys() if denominator[u] and (u, code) in published)
        step = max(1, len(known) // 10)
        picked = known[::step][:10]
        if len(picked) < 10:
            wrong.append(f"{code}: only {len(picked)} units")
        for unit in picked:
            value = float(numerator[unit] * multiplier / denominator[unit])
            compared += 1
            if abs(value - published[unit, code]) > 1e-9 * max(1, abs(value)):
                wrong.append(f"{code} {unit}: {value} here, {published[unit, code]} published")
    for line in wrong:
        print(line)
    print(f"{compared} figures compared, {len(wrong)} differences")
    sys.exit(1 if wrong else 0)


main()
