"""The controls of a page, as a browser finds them: which there are, what they show, and how to set one otherwise."""

import time
from urllib.parse import parse_qs, urlsplit

from browsing import LOOKED_MS, SHOWN, settle, visit
from playwright.sync_api import Locator, Page, TimeoutError

# What people write (forms, drafts, who they are) is theirs and goes into no address.
_FIND = """() => {
    const kinds = ("Radio ButtonGroup Selectbox MultiSelect Slider NumberInput DateInput TextInput TextArea "
        + "Checkbox Feedback Tabs")
    const all = [...document.querySelectorAll(kinds.split(' ').map(kind => `[data-testid=st${kind}]`).join(', '))]
    return all
        .filter(each => !each.closest('[data-testid=stForm], [data-testid=stDialog], [class*="st-key-written_"]'))
        .map(each => [each.parentElement.closest('[class*="st-key-"]')?.className, each])
        .map(([name, each]) => [name?.match(/st-key-(\\S+)/)[1] ?? null, each])
}"""
_KEYS = f"() => ({_FIND})().map(([key, each]) => [key, each.dataset.testid])"
_SHOWN = f"""() => ({_FIND})().map(([key, each]) => [key, each.dataset.testid + ': ' + (
    each.querySelector('[aria-checked=true]')?.innerText
    ?? each.querySelector('input:checked')?.closest('label')?.innerText
    ?? each.querySelector('[role=slider]')?.getAttribute('aria-valuenow')
    ?? [...each.querySelectorAll('[data-baseweb=tag], input')].map(one => one.value || one.innerText).join(' | ')
    + (each.dataset.testid === 'stSelectbox' ? each.innerText : '')
)])"""


# Nothing in those that share, withdraw or say what became of something stands in the address.
_OF_ACTIONS = ":is(.st-key-share, [class*=st-key-withdrawing_], [class*=st-key-moving_])"
_POPOVERS = f"[data-testid=stMain] [data-testid=stPopoverButton]:not({_OF_ACTIONS} *)"
_COUNT_RUNS = """() => {
    const app = document.querySelector('[data-testid=stApp]')
    if (window.counted !== app) {  // drawn anew after a lost connection, it is another element
        window.counted = app
        window.runs = window.runs === undefined ? 0 : window.runs + 1
        const noted = () => { if (app.dataset.testScriptState === 'notRunning') window.runs += 1 }
        new MutationObserver(noted).observe(app, { attributeFilter: ['data-test-script-state'] })
    }
    return window.runs
}"""
_STEP = "url => { history.pushState(null, '', url); dispatchEvent(new PopStateEvent('popstate')) }"
_UNSEEN_MS = 3_000


def choose(page: Page, key: str, option: str) -> None:
    """Choose an option of a switch, and wait until the run it starts has ended.

    A click may only fold in what lies over the page: then nothing runs, and it is clicked again.
    """
    chosen, runs = page.locator(f".st-key-{key} [aria-checked=true]"), page.evaluate(_COUNT_RUNS)
    if chosen.inner_text() == option:
        return
    ends = time.monotonic() + SHOWN / 1000
    while page.evaluate(_COUNT_RUNS) == runs and chosen.inner_text() != option:
        assert time.monotonic() < ends, f"{key}: choosing {option!r} starts nothing"
        page.locator(f".st-key-{key}").get_by_text(option, exact=True).click()
        _ran(page, runs)
    settle(page)


def pick(page: Page, key: str, option: str) -> None:
    """Pick an option of a list that folds, in the popover that holds it, and wait until the page shows it."""
    opened, runs = _popover_of(page, key), page.evaluate(_COUNT_RUNS)
    unfolded(page, page.locator(f".st-key-{key} input"))
    page.get_by_role("option", name=option, exact=True).click()
    _ran(page, runs)
    if opened:
        _close(page, opened)


def go(page: Page, url: str) -> None:
    """Another address in the same visit, as a step back is one: a third of what a visit costs."""
    settle(page)  # a run that was still on its way writes its own address over this one
    runs, ends = page.evaluate(_COUNT_RUNS), time.monotonic() + SHOWN / 1000
    page.evaluate(_STEP, url)
    while not _ran(page, runs):
        assert time.monotonic() < ends, f"{url}: stepping there starts nothing"
        page.evaluate(_STEP, url)


def stepped(page: Page, url: str) -> None:
    """An address: a step where the tab shows the app already, else a visit."""
    (go if urlsplit(page.url).netloc == urlsplit(url).netloc else visit)(page, url)


def _ran(page: Page, runs: int) -> bool:
    """Wait for the end of a run that was started after so many; whether it was seen.

    A browser that is busy while a run begins and ends draws neither: one that was not seen within seconds is over, or
    was never asked for.
    """
    try:
        page.wait_for_function(f"runs => ({_COUNT_RUNS})() > runs", arg=runs, timeout=_UNSEEN_MS, polling=LOOKED_MS)
    except TimeoutError:
        settle(page)
    else:
        settle(page)
        return True
    return page.evaluate(_COUNT_RUNS) > runs


def says(page: Page, key: str) -> None:
    """Wait until a control stands in the address."""
    script = "key => new URLSearchParams(location.search).has(key)"
    page.wait_for_function(script, arg=key, polling=LOOKED_MS)


def said(page: Page) -> dict[str, list[str]]:
    """What the address says."""
    return parse_qs(urlsplit(page.url).query, keep_blank_values=True)


def found(page: Page) -> list[str]:
    """The keys of the controls that say what is shown. Fails for one without a key."""
    keys = [key for key, _ in page.evaluate(_KEYS)]
    assert None not in keys, "A control without a key cannot stand in an address."
    return list(dict.fromkeys(keys))


def found_folded(page: Page) -> list[str]:
    """The same with those in popovers, which are opened for it."""
    return list(dict.fromkeys([*found(page), *(key for key, _ in _in_popovers(page, _KEYS))]))


def shown(page: Page) -> dict[str, str]:
    """What every control shows, by its key."""
    return dict(page.evaluate(_SHOWN))


def shown_folded(page: Page) -> dict[str, str]:
    """The same with those in popovers, which are opened for it."""
    return {**shown(page), **dict(_in_popovers(page, _SHOWN))}


def set_otherwise(page: Page, key: str) -> bool:
    """Set a control to something it does not show now; False where it has nothing else to show."""
    opened = _popover_of(page, key)
    control = page.locator(f".st-key-{key}").last
    kind = control.locator("[data-testid]").first.get_attribute("data-testid") or ""
    match kind:
        case "stButtonGroup":
            control.locator("[role=radio][aria-checked=false]").first.click()
        case "stRadio":
            control.locator("label:has(input:not(:checked))").first.click()
        case "stSlider":
            control.get_by_role("slider").press("ArrowLeft")
        case "stSelectbox" | "stMultiSelect":
            options = unfolded(page, control.locator("input"))
            if kind == "stSelectbox" and options.count() == 1:
                page.keyboard.press("Escape")
                return False
            options.nth(1 if kind == "stSelectbox" else 0).click()
        case "stNumberInput":
            control.locator("input").fill("15")
            control.locator("input").press("Enter")
        case "stTextInput":
            control.locator("input").fill("a")
            control.locator("input").press("Enter")
        case _:
            raise AssertionError(f"{key} is a {kind}: say here how it is set.")
    if opened:
        says(page, key)
        settle(page)
        _close(page, opened)
    return True


def unfolded(page: Page, box: Locator) -> Locator:
    """The options of a list that folds, unfolded; one that has only now been drawn may fold again once."""
    settle(page)
    options = page.get_by_role("option")
    ends = time.monotonic() + SHOWN / 1000
    while not options.count():
        assert time.monotonic() < ends, "the list does not unfold"
        box.press("ArrowDown")
        page.wait_for_timeout(300)
    return options


def _in_popovers(page: Page, script: str) -> list:
    rows = []
    for button in page.locator(_POPOVERS).all():
        _open(page, button)
        rows += page.evaluate(script)
        _close(page, button)
    return rows


def _popover_of(page: Page, key: str) -> Locator | None:
    """Open the popover that holds a control, if one does; its button."""
    if page.locator(f".st-key-{key}").count():
        return None
    for button in page.locator(_POPOVERS).all()[::-1]:  # most controls are in the last one
        _open(page, button)
        if page.locator(f".st-key-{key}").count():
            return button
        _close(page, button)
    raise AssertionError(f"{key} is nowhere on the page.")


def _open(page: Page, button: Locator) -> None:
    button.click()
    page.locator("[data-testid=stPopoverBody] [data-testid=stWidgetLabel]").first.wait_for()


def _close(page: Page, button: Locator) -> None:
    """By its button: Escape would also empty a list that has the focus."""
    button.click()
    page.locator("[data-testid=stPopoverBody]").wait_for(state="hidden")
