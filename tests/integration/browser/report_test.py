"""The pages in headless Chromium: as a reader with eyes, a keyboard or a screen reader.

Writes the example vendor's pages with the command line and opens them: no message on the
console, no request, no violation that axe-core knows of in light and dark at two widths,
search, filters, links into the page, and every control within reach of the Tab key. Needs
Debian's chromium, chromium-driver and python3-selenium, and npm with its registry. Run by
ctest; by hand: report_test.py BIN_DIR WORK_DIR [SCREENSHOT_DIR]
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
BIN_DIR, WORK_DIR = (pathlib.Path(p).resolve() for p in sys.argv[1:3])
SCREENSHOTS = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else None
# Filled questionnaires: one of values and one of yes and no.
FORMS = ("forms/marketplace-privacy-security", "forms/mvsp-3.0")
PAGES = ("apps/soundings", "index") + FORMS
NEEDS_PERSON = 13
WIDTHS = (1280, 390)
SCHEMES = ("light", "dark")


def run(*command, **options):
    return subprocess.run([str(word) for word in command], check=True, capture_output=True,
                          text=True, timeout=300, **options).stdout


def write_pages(folder):
    server = subprocess.Popen(
        [BIN_DIR / "clausebookd", "--listen", "127.0.0.1:0", "--database", folder / "test.db"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        address = server.stdout.readline().strip().removeprefix("listening on ")
        program = (BIN_DIR / "clausebook", "--server", address)
        for book in ("demo-platform", "demo"):
            run(*program, "apply", ROOT / "deploy" / book)
        run(*program, "report", "--vendor", "lanternfish", "--out", folder / "pages")
        (folder / "pages/forms").mkdir()
        for form in FORMS:
            filled = subprocess.run(
                [*program, "fill", "--questionnaire", pathlib.Path(form).name, "--app", "soundings",
                 "--include-unapproved", "--form", "html", "--out", folder / f"pages/{form}.html"],
                capture_output=True, text=True, timeout=300)
            assert filled.returncode in (0, NEEDS_PERSON), filled.stderr
    finally:
        server.terminate()
        server.wait(timeout=60)
        server.stdout.close()
    return folder / "pages"


def start_browser(profile):
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic",
                     "--disable-dev-shm-usage", "--no-first-run", "--disable-sync",
                     "--disable-background-networking", "--disable-component-update",
                     f"--user-data-dir={profile}"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)


class ReportTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        WORK_DIR.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", ".npmrc"):
            shutil.copy(HERE / name, WORK_DIR)
        run("npm", "install", "--no-save", "--no-audit", "--no-fund", cwd=WORK_DIR)
        cls.axe = (WORK_DIR / "node_modules/axe-core/axe.min.js").read_text()
        cls.folder = tempfile.TemporaryDirectory()
        cls.pages = write_pages(pathlib.Path(cls.folder.name))
        cls.browser = start_browser(os.path.join(cls.folder.name, "profile"))

    @classmethod
    def tearDownClass(cls):
        cls.browser.quit()
        cls.folder.cleanup()

    def open(self, page, width=1280, scheme="light", anchor=""):
        self.browser.get("about:blank")
        for log in ("browser", "performance"):
            self.browser.get_log(log)
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600})
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {
            "features": [{"name": "prefers-color-scheme", "value": scheme}]})
        self.browser.get((self.pages / f"{page}.html").as_uri() + anchor)

    def find(self, selector):
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def visible(self, selector):
        return self.browser.execute_script(
            "return [...document.querySelectorAll(arguments[0])]"
            ".filter((element) => element.checkVisibility())", selector)

    def in_view(self, selector):
        return self.browser.execute_script(
            "const box = document.querySelector(arguments[0]).getBoundingClientRect();"
            "const bar = document.querySelector('#toolbar').getBoundingClientRect();"
            "return box.top >= Math.max(0, bar.bottom) && box.top < innerHeight", selector)

    def every_view(self):
        for page in PAGES:
            for width in WIDTHS:
                for scheme in SCHEMES:
                    with self.subTest(page=page, width=width, scheme=scheme):
                        self.open(page, width, scheme)
                        yield f"{pathlib.Path(page).name}-{width}-{scheme}"

    def test_axe_finds_nothing(self):
        for _ in self.every_view():
            self.browser.execute_script(self.axe)
            violations = self.browser.execute_async_script(
                "axe.run().then((r) => arguments[0](r.violations.map((v) => v.id + ': ' +"
                " v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200) + n.failureSummary))))")
            self.assertEqual(violations, [])

    def test_nothing_on_the_console_and_no_request(self):
        for _ in self.every_view():
            self.assertEqual(self.browser.get_log("browser"), [])
            requests = [entry["message"] for entry in self.browser.get_log("performance")
                        if '"Network.requestWillBeSent"' in entry["message"]]
            outside = [message for message in requests if '"url":"file:///' not in message]
            self.assertEqual(outside, [])
            self.assertEqual(len(requests), 1)  # the page itself

    def test_the_policy_stops_what_is_not_ours(self):
        self.open("apps/soundings")
        self.browser.execute_script(
            "const s = document.createElement('script'); s.textContent = 'window.x = 1';"
            "document.body.append(s);"
            "const i = new Image(); i.src = 'http://127.0.0.1:9/x.png';")
        self.assertIsNone(self.browser.execute_script("return window.x"))
        self.assertIn("Content Security Policy", str(self.browser.get_log("browser")))

    def test_nothing_is_wider_than_a_phone(self):
        for page in PAGES:
            self.open(page, 390)
            self.assertLessEqual(
                self.browser.execute_script("return document.documentElement.scrollWidth"), 390)

    def test_search_and_filters(self):
        self.open("apps/soundings")
        everything = len(self.visible("article.answer"))
        self.assertGreater(everything, 100)
        self.find("#search").send_keys("UNINSTALLED kept")
        some = self.visible("article.answer")
        self.assertTrue(0 < len(some) < 20, len(some))
        self.assertIn("retention-after-uninstall", [e.get_attribute("id") for e in some])
        self.assertIn(f"{len(some)} of ", self.find("#shown").text)
        self.find("#search").clear()
        self.find("#search").send_keys("x", Keys.BACKSPACE)
        self.find("[data-filter=conflict]").click()
        self.assertEqual({e.get_attribute("data-verdict")
                          for e in self.visible("article.answer")}, {"conflict"})
        self.find("[data-filter=conflict]").click()
        self.assertEqual(len(self.visible("article.answer")), everything)

    def test_a_table_narrowed_to_what_differs(self):
        self.open("index")
        rows = len(self.visible("tr.row"))
        self.browser.find_element(By.XPATH, "//button[.='Only where apps differ']").click()
        self.assertTrue(0 < len(self.visible("tr.row")) < rows)

    def test_a_phone_unfolds_the_rows_of_the_table(self):
        self.open("index", 390)
        self.assertEqual(self.visible("tr.row td"), [])
        row = "tr#retention-after-uninstall"
        self.assertEqual(len(self.visible(f"{row} .sum .badge")) > 0, True)
        fold = self.find(f"{row} .fold")
        fold.click()
        self.assertEqual(fold.get_attribute("aria-expanded"), "true")
        cells = self.visible(f"{row} td")
        self.assertGreater(len(cells), 1)
        self.assertEqual(len(self.visible("tr.row td")), len(cells))
        self.assertTrue(all(cell.get_attribute("data-app") for cell in cells))
        fold.send_keys(Keys.ENTER)
        self.assertEqual(self.visible(f"{row} td"), [])
        self.open("index", 390, anchor="#data-sold")
        self.assertGreater(len(self.visible("tr#data-sold td")), 1)
        self.open("index")
        self.assertEqual(self.visible(".fold"), [])

    def test_paper_is_white_and_whole(self):
        for page in PAGES:
            self.open(page, scheme="dark")
            self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {
                "media": "print",
                "features": [{"name": "prefers-color-scheme", "value": "dark"}]})
            self.assertEqual(self.browser.execute_script(
                "return getComputedStyle(document.body).backgroundColor"), "rgb(255, 255, 255)")
            self.assertEqual(self.browser.execute_script(
                "return getComputedStyle(document.body).color"), "rgb(0, 0, 0)")
            self.assertEqual(self.visible(".toolbar, .contents, .controls"), [])
            if page == "index":
                self.assertGreater(len(self.visible("tr.row td")), 100)
            self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})

    def test_a_cell_leads_to_the_answer(self):
        self.open("index")
        self.find("a[href='apps/soundings.html#retention-after-uninstall']").click()
        self.assertIn("Soundings", self.find("h1").text)
        self.assertTrue(self.in_view("#retention-after-uninstall"))

    def test_a_link_leads_to_an_answer_that_is_filtered_out(self):
        self.open("apps/soundings", anchor="#penetration-tested")
        self.assertTrue(self.in_view("#penetration-tested"))
        self.find("[data-filter=conflict]").click()
        self.assertFalse(self.find("#penetration-tested").is_displayed())
        self.browser.execute_script("location.hash = ''; location.hash = 'penetration-tested'")
        self.assertTrue(self.in_view("#penetration-tested"))

    def test_the_tab_key_reaches_everything(self):
        for page in PAGES:
            self.open(page)
            reachable = len(self.visible(
                "a[href]:not(.skip), button, input, summary, [tabindex='0']")) + 1
            self.browser.execute_script(
                "window.reached = [];"
                "addEventListener('focusin', (event) => reached.push(event.target));")
            webdriver.ActionChains(self.browser, duration=0).send_keys(
                Keys.TAB * reachable).perform()
            self.assertEqual(
                self.browser.execute_script("return [reached[0].className,"
                                            " new Set(reached).size]"), ["skip", reachable])

    def test_colours_can_be_changed(self):
        self.open("apps/soundings")
        page = "return getComputedStyle(document.body).backgroundColor"
        light = self.browser.execute_script(page)
        self.find("[data-controls] button").click()
        self.assertNotEqual(self.browser.execute_script(page), light)
        self.find("[data-controls] button").click()
        self.assertEqual(self.browser.execute_script(page), light)

    @unittest.skipIf(SCREENSHOTS is None, "nobody asked for screenshots")
    def test_screenshots(self):
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        for name in self.every_view():
            self.browser.save_screenshot(str(SCREENSHOTS / f"{name}.png"))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[4:]])
