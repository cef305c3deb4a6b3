"""Every scenario's page in a real browser: seen, read by keyboard, saved from and printed."""

import json
import shutil
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from bakohumas import interchange, reports, scenarios
from bakohumas.languages import Lang
from bakohumas.scenarios import Story

PHONE, DESK = (390, 844), (1366, 900)
EVIL = "</script><img src=x onerror=alert(1)>"
MOST = 1_500_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Chrome]:
    """A headless Chromium, as Debian packs it."""
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if chromium is None or driver is None:
        pytest.skip("no browser here: apt-get install chromium chromium-driver")
    options = ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.binary_location = chromium
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    with Chrome(options=options, service=Service(driver)) as running:
        yield running


@pytest.fixture(scope="module", params=list(scenarios.SCENARIOS))
def story(request: pytest.FixtureRequest) -> Story:
    """One scenario with few runs."""
    return scenarios.SCENARIOS[request.param](runs=16)


@pytest.fixture(scope="module")
def file(story: Story, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its page, in English."""
    return written(story, tmp_path_factory.mktemp(story.name))


def written(story: Story, folder: Path, lang: Lang = "en") -> Path:
    """The page of a story as a file."""
    page = folder / f"{lang}.html"
    page.write_text(reports.page(story, lang=lang), "utf-8")
    return page


def opened(
    browser: Chrome, page: Path, size: tuple[int, int] = DESK, scheme: str = "light"
) -> None:
    """The page on a screen of that size, by day or by night; nothing of earlier pages is left."""
    wide, high = size
    screen = {"width": wide, "height": high, "deviceScaleFactor": 1, "mobile": size == PHONE}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    browser.get_log("browser")  # type: ignore[no-untyped-call]
    browser.get(page.as_uri())


def asked(browser: Chrome, script: str) -> Any:  # noqa: ANN401 - whatever a page answers
    """What a line of script says of the page."""
    return browser.execute_script(f"return {script}")


def press(browser: Chrome, *keys: str) -> None:
    """Keys, one after the other."""
    for key in keys:
        ActionChains(browser).send_keys(key).perform()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("lang", ["en", "id"])
def test_a_page_fits_every_screen(
    browser: Chrome, story: Story, tmp_path: Path, size: tuple[int, int], lang: Lang
) -> None:
    """Nothing is wrong, nothing sticks out: what is wider than the screen scrolls in itself."""
    page = written(story, tmp_path, lang)
    opened(browser, page, size)
    figures = "[...document.querySelectorAll('figure')]"

    assert browser.get_log("browser") == []  # type: ignore[no-untyped-call]
    assert asked(browser, "innerWidth") == size[0]
    assert asked(browser, "document.documentElement.scrollWidth") <= size[0]
    assert asked(browser, "document.documentElement.lang") == lang
    assert asked(browser, "document.querySelectorAll('figure svg').length") >= 4
    assert asked(browser, f"{figures}.every(each => each.querySelector('figcaption').innerText)")
    assert asked(browser, "document.querySelectorAll('script, img, iframe').length") == 0
    assert asked(browser, "performance.getEntriesByType('resource').length") == 0
    assert len(page.read_bytes()) <= MOST


def test_letters_are_large_enough(browser: Chrome, file: Path) -> None:
    """No letter of a picture is below nine pixels, on a phone either."""
    opened(browser, file, PHONE)
    smallest = """Math.min(...[...document.querySelectorAll('svg text')].map(each => {
        const { a, b } = each.getCTM(), scale = Math.hypot(a, b);
        return scale * parseFloat(getComputedStyle(each).fontSize) }))"""

    assert asked(browser, smallest) >= 9


def test_everything_can_be_reached_by_keyboard(browser: Chrome, file: Path) -> None:
    """Tab comes to the skip link first, Enter goes to the content; details open and close."""
    opened(browser, file)
    press(browser, Keys.TAB)

    assert asked(browser, "document.activeElement.className") == "skip"
    assert asked(browser, "document.activeElement.getBoundingClientRect().left") >= 0
    press(browser, Keys.ENTER)
    assert asked(browser, "location.hash") == "#main"
    assert asked(browser, "document.querySelector('main').getBoundingClientRect().top") < 50
    for _ in range(100):
        press(browser, Keys.TAB)
        if asked(browser, "document.activeElement.tagName") == "SUMMARY":
            break
    first = "document.querySelector('details').open"
    assert asked(browser, "document.activeElement === document.querySelector('summary')")
    assert not asked(browser, first)
    press(browser, Keys.ENTER)
    assert asked(browser, first)
    press(browser, Keys.SPACE)
    assert not asked(browser, first)


def test_the_data_can_be_saved(browser: Chrome, story: Story, file: Path, tmp_path: Path) -> None:
    """A click on the link saves the facts of the story, byte by byte."""
    opened(browser, file)
    saving = {"behavior": "allow", "downloadPath": str(tmp_path), "eventsEnabled": False}
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", saving)
    link = "document.querySelector('a[download]')"
    asked(browser, f"{link}.click()")
    saved = tmp_path / f"bakohumas-{story.name}.json"
    script = "const done = arguments[0]; setTimeout(done, 100)"
    for _ in range(100):
        if saved.exists() and saved.stat().st_size:
            break
        browser.execute_async_script(script)

    assert saved.read_text("utf-8") == interchange.dumps(story.facts())
    assert json.loads(saved.read_text("utf-8"))["scenario"] == story.name


def test_night_and_day_have_grounds_of_their_own(browser: Chrome, file: Path) -> None:
    """Paper and ink change places with the reader's scheme, in pictures too."""
    colours = {}
    for scheme in ("light", "dark"):
        opened(browser, file, DESK, scheme)
        colours[scheme] = asked(
            browser,
            "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body)"
            ".color, getComputedStyle(document.querySelector('svg')).color]",
        )

    assert colours["light"][0] == "rgb(255, 255, 255)"
    assert all(light != dark for light, dark in zip(*colours.values(), strict=True))


def test_it_prints(browser: Chrome, file: Path) -> None:
    """On paper there is a page or more, and no navigation."""
    opened(browser, file, DESK, "dark")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert asked(browser, "getComputedStyle(document.querySelector('nav')).display") == "none"
    assert asked(browser, "getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    paper = b64decode(printed["data"])

    assert paper.startswith(b"%PDF-")
    assert paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page/") >= 3


def test_a_name_that_is_a_tag_stays_a_name(browser: Chrome, tmp_path: Path) -> None:
    """A body with a tag for a name makes no element and no dialog, wherever it stands."""
    story = scenarios.national(runs=8)
    named = interchange.dumps(story.body).replace('"Bakohumas"', json.dumps(EVIL))
    page = written(attrs.evolve(story, body=interchange.loads(named)), tmp_path)
    opened(browser, page)

    assert browser.get_log("browser") == []  # type: ignore[no-untyped-call]
    assert asked(browser, "document.querySelectorAll('img, script').length") == 0
    assert EVIL in asked(browser, "document.body.innerText")
    assert EVIL in asked(browser, "document.querySelector('svg').textContent")
