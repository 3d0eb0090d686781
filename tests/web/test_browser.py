"""The survey in a real browser, without JavaScript, on a telephone's screen."""

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from site_for_tests import LETTER, SURVEY, Book, Site, open_site

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")

if not (CHROMIUM and DRIVER):
    pytest.skip("needs Chromium and its driver", allow_module_level=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
    ):
        options.add_argument(flag)
    options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = webdriver.Chrome(options, webdriver.ChromeService(DRIVER))
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": True},
    )
    yield driver
    driver.quit()


def requests(browser: Any) -> set[str]:
    """The addresses the browser has asked for since the last look."""
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    return {e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"}


def picture(browser: Any, name: str) -> None:
    """A picture of the page, for whoever asked for one by `DESKBELL_PICTURES=folder`."""
    if folder := os.environ.get("DESKBELL_PICTURES"):
        browser.save_screenshot(str(Path(folder) / f"{name}.png"))


def width(browser: Any) -> float:
    return float(browser.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]["width"])


def send(browser: Any) -> None:
    """Press the button, and wait for the thanks."""
    from selenium.webdriver.support.ui import WebDriverWait

    find(browser, "button").click()
    thanked(browser, WebDriverWait(browser, 20))


def thanked(browser: Any, patience: Any) -> None:
    patience.until(lambda _: "Thank you" in browser.title)


def find(browser: Any, selector: str) -> Any:
    return browser.find_element("css selector", selector)


def test_a_survey_is_answered_on_a_telephone_without_scripts(browser: Any, site: Site) -> None:
    browser.get(site.url + "/s/good?score=8")
    assert width(browser) == 360
    assert find(browser, "input[name=overall][value='8']").is_selected()
    picture(browser, "survey-telephone")
    find(browser, "input[name=overall][value='3']").click()
    find(browser, "#comment").send_keys("Nobody called back.\nTwice.")
    assert not find(browser, "input[name=time][value='4']").is_displayed()
    find(browser, "summary").click()
    find(browser, "input[name=time][value='4']").click()
    picture(browser, "survey-open")
    send(browser)
    picture(browser, "survey-thanks")
    kept = site.book.surveys["good"].answers
    assert kept == {"overall": "3", "time": "4", "comment": "Nobody called back.\nTwice."}


def test_a_choice_can_be_taken_back(browser: Any, site: Site) -> None:
    browser.get(site.url + "/s/good?score=8")
    find(browser, "input[name=overall][value='']").click()
    find(browser, "#comment").send_keys("Words only.")
    send(browser)
    assert site.book.surveys["good"].answers == {"comment": "Words only."}


def test_the_survey_can_be_answered_with_the_keyboard_alone(browser: Any, site: Site) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.ui import WebDriverWait

    browser.get(site.url + "/s/good")
    keys = ActionChains(browser).send_keys(Keys.TAB).send_keys(Keys.ARROW_RIGHT)
    keys.send_keys(Keys.ARROW_RIGHT).send_keys(Keys.TAB).send_keys("Fine")
    keys.send_keys(Keys.TAB).send_keys(Keys.TAB).send_keys(Keys.ENTER).perform()
    thanked(browser, WebDriverWait(browser, 20))
    assert site.book.surveys["good"].answers == {"overall": "2", "comment": "Fine"}


def test_every_control_has_a_name_and_is_large_enough_for_a_thumb(browser: Any, site: Site) -> None:
    browser.get(site.url + "/s/good")
    find(browser, "summary").click()
    controls = browser.find_elements("css selector", "input, textarea, button, summary")
    assert len(controls) == 6 * 11 + 3
    for control in controls:
        assert control.accessible_name
        assert control.size["height"] >= 44


NASTY = "\"'><script>document.title='owned'</script><img src=//evil.example/x onerror=alert(1)><b>"


def test_what_others_wrote_runs_nothing_and_loads_nothing(browser: Any) -> None:
    html = f"<style>p{{color:red;background:url(https://evil.example/c)}}</style>{NASTY}<p>Letter</p>" + (
        "<form action='https://evil.example/f'><input></form><iframe src='https://evil.example/i'></iframe>"
        "<link rel=stylesheet href='https://evil.example/s.css'><meta http-equiv=refresh content='0;url=https://evil.example/m'>"
    )
    book = Book(surveys={"good": replace(SURVEY, subject=NASTY, agent=NASTY, answers={"comment": NASTY})})
    book.shown = [replace(LETTER, subject=NASTY, html=html)]
    with open_site(book) as site:
        requests(browser)
        for path in ("/s/good", "/letters", "/letters/7"):
            browser.get(site.url + path)
            assert "<script>" in find(browser, "body").text
            picture(browser, "nasty" + path.replace("/", "-"))
        asked = {url for url in requests(browser) if url.startswith("http") and not url.startswith(site.url)}
    assert asked == set()


def test_pages_for_the_picture_book(browser: Any, site: Site) -> None:
    """Every page fits a telephone's width, in every language."""
    for language in ("de", "fr", "es"):
        site.book.surveys[language] = replace(SURVEY, language=language)
    for path in ("/s/de", "/s/fr", "/s/es", "/t/good", "/a/good", "/letters", "/letters/7", "/s/bad", "/"):
        browser.get(site.url + path)
        assert width(browser) == 360, path
        picture(browser, "page" + path.replace("/", "-"))
