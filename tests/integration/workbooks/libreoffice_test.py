"""Workbooks that LibreOffice made, filled, and opened by LibreOffice again.

Three sources: a list with choices, merged cells, notes and formulas (supplier.fods), a CSV
file, and a questionnaire that we wrote as a workbook ourselves; LibreOffice makes each a
workbook. It is filled by the command line from the example book. Then part by part nothing but
the sheets with answers has changed, in them nothing but the cells of the ledger; two
readers that have nothing in common with ours (LibreOffice and the one below, a third where
openpyxl is installed) read the answers back; and LibreOffice opens and saves the filled
file. Needs Debian's libreoffice-calc; ends with 77 (not run) without it. Run by ctest; by
hand: libreoffice_test.py BIN_DIR
"""

import csv
import json
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
import zipfile

try:
    import openpyxl
except ImportError:
    openpyxl = None

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
BIN_DIR = pathlib.Path(sys.argv[1]).resolve()
OFFICE = shutil.which("soffice")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OTHER = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
NEEDS_PERSON = 13
# All sheets, UTF-8, texts as they are.
CSV_FILTER = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def raw_parts(path):
    """Each part's bytes as they lie in the archive, compressed."""
    with zipfile.ZipFile(path) as archive, open(path, "rb") as file:
        parts = {}
        for info in archive.infolist():
            file.seek(info.header_offset + 26)
            name, extra = struct.unpack("<HH", file.read(4))
            file.seek(info.header_offset + 30 + name + extra)
            parts[info.filename] = file.read(info.compress_size)
        return parts


def sheet_parts(path):
    """Sheet name to part."""
    with zipfile.ZipFile(path) as archive:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        targets = {r.get("Id"): r.get("Target").lstrip("/") for r in
                   ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))}
        return {sheet.get("name"): "xl/" + targets[sheet.get(OTHER)].removeprefix("xl/")
                for sheet in book.iter(MAIN + "sheet")}


def cells(path, part):
    """Address to (text, style) of each cell of a sheet, and the sheet without its cells."""
    with zipfile.ZipFile(path) as archive:
        shared = []
        if "xl/sharedStrings.xml" in archive.namelist():
            for item in ElementTree.fromstring(archive.read("xl/sharedStrings.xml")):
                shared.append("".join(t.text or "" for t in item.iter(MAIN + "t")))
        root = ElementTree.fromstring(archive.read(part))
    found = {}
    for row in root.iter(MAIN + "row"):
        for cell in list(row):
            if cell.get("t") == "inlineStr":
                text = "".join(t.text or "" for t in cell.iter(MAIN + "t"))
            else:
                value = cell.find(MAIN + "v")
                text = "" if value is None else value.text or ""
                if cell.get("t") == "s":
                    text = shared[int(text)]
            formula = cell.find(MAIN + "f")
            found[cell.get("r")] = (text if formula is None else "=" + (formula.text or ""),
                                    cell.get("s", "0"))
            row.remove(cell)
        row.attrib.pop("spans", None)
    for data in root.iter(MAIN + "sheetData"):
        for row in [row for row in data if set(row.attrib) == {"r"}]:
            data.remove(row)
    return found, ElementTree.tostring(root)


def place(address):
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", address).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(digits) - 1, column - 1


class WorkbookTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def convert(self, path, to):
        """What LibreOffice makes of the file, in a folder of its own."""
        out = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        subprocess.run([OFFICE, "--headless", f"-env:UserInstallation={self.folder.as_uri()}/office",
                        "--convert-to", to, "--outdir", str(out), str(path)],
                       check=True, capture_output=True, timeout=180)
        made = sorted(out.iterdir())
        self.assertTrue(made, f"LibreOffice made nothing of {path}")
        return made

    def workbook(self, path):
        return self.convert(path, "xlsx:Calc MS Excel 2007 XML")[0]

    def clausebook(self, *words, expect=0):
        result = subprocess.run(
            [BIN_DIR / "clausebook", *map(str, words), "--book", ROOT / "deploy/demo",
             "--platform-book", ROOT / "deploy/demo-platform", "--as-of", "2026-11-23"],
            capture_output=True, text=True, timeout=120)
        self.assertEqual(result.returncode, expect, result.stdout + result.stderr)
        return result.stdout

    def fill(self, path, *words):
        out, ledger = path.with_name("filled.xlsx"), path.with_name("ledger.json")
        self.clausebook("fill", path, "--app", "tidewatch", "--out", out, "--ledger", ledger,
                        "--include-unapproved", *words, expect=NEEDS_PERSON)
        written = [cell for cell in json.loads(ledger.read_text())["cells"]
                   if cell["outcome"] == "written"]
        self.assertGreater(len(written), 0)
        return out, written

    def check(self, before, after, written):
        self.check_parts(before, after, written)
        self.check_readers(after, written)
        again = self.workbook(after)  # opened and saved
        self.check_readers(again, written)

    def check_parts(self, before, after, written):
        sheets = sheet_parts(before)
        touched = {sheets[cell["sheet"]] for cell in written}
        old, new = raw_parts(before), raw_parts(after)
        self.assertEqual(list(old), list(new), "the parts and their order")
        changed = {name for name in old if old[name] != new[name]}
        # The workbook says that formulas are to be computed again.
        self.assertLessEqual(changed, touched | {"xl/workbook.xml"})
        self.assertLessEqual(touched, changed)
        for name, part in sheets.items():
            was, frame = cells(before, part)
            now, new_frame = cells(after, part)
            self.assertEqual(frame, new_frame, part)
            expected = {cell["cell"]: cell["after"] for cell in written if cell["sheet"] == name}
            for address in was.keys() | now.keys() | expected.keys():
                text, style = was.get(address, ("", "0"))
                self.assertEqual(now.get(address, ("", "0"))[1], style, address)
                self.assertEqual(now.get(address, ("", "0"))[0],
                                 expected.get(address, text), address)

    def check_readers(self, path, written):
        sheets = sheet_parts(path)
        tables = {}
        for made in self.convert(path, CSV_FILTER):
            with open(made, newline="", encoding="utf-8") as file:
                tables[made.stem] = list(csv.reader(file))
        for cell in written:
            row, column = place(cell["cell"])
            table = next(table for name, table in tables.items()
                         if len(tables) == 1 or name.endswith("-" + cell["sheet"]))
            self.assertEqual(table[row][column], cell["after"], cell)
            self.assertEqual(cells(path, sheets[cell["sheet"]])[0][cell["cell"]][0],
                             cell["after"], cell)
        if openpyxl is None:
            return
        book = openpyxl.load_workbook(path)
        for cell in written:
            self.assertEqual(book[cell["sheet"]][cell["cell"]].value, cell["after"])

    def test_a_list_with_choices_notes_and_formulas(self):
        workbook = self.workbook(HERE / "supplier.fods")
        filled, written = self.fill(workbook)
        answers = {(cell["sheet"], cell["cell"]): cell["after"] for cell in written
                   if cell["kind"] == "answer"}
        self.assertEqual({sheet for sheet, _ in answers}, {"Controls", "Privacy"})
        for place_, answer in answers.items():
            if place_ not in (("Controls", "C8"), ("Privacy", "B4")):
                self.assertIn(answer, ("Yes", "No"), place_)
        self.assertNotIn(("Controls", "C7"), answers, "fire doors")
        with zipfile.ZipFile(filled) as archive:
            self.assertIn(b"fullCalcOnLoad", archive.read("xl/workbook.xml"))
        self.check(workbook, filled, written)

    def test_a_list_that_was_text(self):
        source = self.folder / "list.csv"
        source.write_text('ID,Question,Answer,Comment\n'
                          'A-1,Do you sell our data?,,\n'
                          'A-2,"Is customer data encrypted in transit, and at rest?",,\n'
                          'A-3,Are your fire doors inspected every year?,,\n')
        workbook = self.workbook(source)
        filled, written = self.fill(workbook)
        self.check(workbook, filled, written)

    def test_a_questionnaire_that_we_wrote(self):
        ours = self.folder / "ours.xlsx"
        self.clausebook("fill", "--questionnaire", "marketplace-privacy-security",
                        "--app", "tidewatch", "--form", "xlsx", "--out", ours,
                        "--include-unapproved", expect=NEEDS_PERSON)
        workbook = self.workbook(ours)
        filled, written = self.fill(workbook, "--overwrite")
        self.check(workbook, filled, written)


if __name__ == "__main__":
    if OFFICE is None:
        print("LibreOffice is not installed: not run")
        sys.exit(77)
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
