"""What people do at the desk, start to end, in a real browser."""

import pytest

PAGES = ("/", "/stories", "/stories/{}", "/claims/{}.c1", "/compare?one=a1&two=a2", "/sources",
         "/sources/Grethe%20Aal%C3%B8se", "/search", "/search?q=kajen", "/watch", "/articles/a1",
         "/correct/a1/a1", "/nothing", "/api/v1/docs", "/readings")  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES)
def test_no_page_keeps_anybody_out(visit, stories, page, scheme):
    reader = visit(color_scheme=scheme)
    reader.go(page.format(stories))
    if "/stories/" in page:
        reader.page.wait_for_selector("#graph canvas", state="attached")
    assert reader.violations() == []
    reader.complaints[:] = [c for c in reader.complaints if page != "/nothing"]


@pytest.mark.parametrize("page", PAGES[:9])
def test_no_page_is_wider_than_a_phone(visit, stories, page):
    reader = visit(width=360)
    reader.go(page.format(stories))
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 360


def test_reading_a_pasted_text(visit):
    page = visit().read()
    assert page.locator(".row").count() == 6


def test_reading_a_dropped_file(visit, tmp_path):
    path = tmp_path / "nyt.txt"
    path.write_text("Broen er lukket.\n", "utf-8")
    page = visit().go()
    page.set_input_files("#file", path)
    page.click("button.main")
    page.wait_for_selector("article.sheet")


def test_doubting_a_row_lights_up_its_words_and_the_reverse(visit):
    page = visit().read()
    page.click("#r1-0 .what")
    assert page.locator(".lit").count() > 0
    page.keyboard.press("Escape")
    assert page.locator(".lit").count() == 0
    page.locator(".text .source").first.click()
    assert page.locator(".row.on").count() == 1


def test_the_pointer_shows_what_belongs_together(visit):
    page = visit().read()
    page.hover("#r1-2 .what")
    assert page.locator("[data-k].hint-lit").count() > 0


def test_asking_why(visit):
    page = visit().read()
    page.click("#r1-0 details summary")
    assert page.locator("#r1-0 dl").is_visible()


def test_leaving_only_anonymous_sources(visit):
    page = visit().read()
    page.click("text=anonymous 1")
    assert page.locator(".row:visible").count() == 1


def test_correcting_in_place_and_taking_it_back(visit):
    page = visit().read()
    page.click("#r1-0 .fix a")
    page.wait_for_selector("#r1-0 form.correct")
    page.select_option("#r1-0 select[name=status]", "denied")
    page.click("#r1-0 form.correct button.main")
    page.wait_for_selector("#history")
    assert "denied" in page.locator("#r1-0 .tags").inner_text()
    page.click("#history button.quiet")
    page.wait_for_selector("#history .undone")
    assert "asserted" in page.locator("#r1-0 .tags").inner_text()


def test_everything_but_the_graph_works_without_scripts(visit):
    page = visit(java_script_enabled=False).read()
    page.click("#r1-0 .fix a")
    page.select_option("select[name=status]", "denied")
    page.click("form.correct button.main")
    assert page.locator("#history").is_visible()


def test_the_keyboard_is_enough(visit):
    page = visit().go()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.focus("#text")
    page.keyboard.type("Broen er lukket.")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("article.sheet")


def test_moving_through_the_ledger_with_arrows(visit):
    page = visit().read()
    page.focus("#r1-0 .head a")
    page.keyboard.press("ArrowDown")
    assert page.locator("#r1-1.on").count() == 1


def test_saving_an_article(visit):
    page = visit().read()
    page.click(".menu summary")
    with page.expect_download() as saved:
        page.click("text=Spreadsheet")
    assert saved.value.suggested_filename.endswith(".csv")


def test_adding_to_the_archive_and_on_to_the_story(visit):
    page = visit().read()
    page.click("text=Add to the archive")
    page.click("text=Its story")
    assert "/stories/" in page.url


def test_following_a_story_to_a_claim_and_an_article(visit, stories):
    page = visit().go("/stories")
    page.click(".lines a")
    page.click(".claim a")
    page.click(".wordings a")
    assert "/articles/a" in page.url


def test_the_graph_leads_to_a_picture_and_has_a_table(visit, stories):
    page = visit().go(f"/stories/{stories}")
    page.wait_for_selector("#graph canvas", state="attached")
    with page.expect_download() as saved:
        page.click(".graph-tools [data-png]")
    assert saved.value.suggested_filename == "ifolge-graph.png"
    page.click("#graph-table summary")
    assert page.locator("#graph-table tbody tr").count() > 1


def test_comparing_two_articles(visit, stories):
    page = visit().go(f"/stories/{stories}")
    page.check("input[name=two][value=a3]")
    page.click(".compare-form button")
    assert page.locator("mark").count() > 0


def test_deciding_and_taking_it_back(visit, stories):
    page = visit().go(f"/claims/{stories}.c1")
    page.select_option("#two", index=1)
    page.click("#decide ~ .deciding form >> nth=0 >> button")
    page.wait_for_url("**/stories/*")
    page.goto(page.url.replace("/stories/", "/claims/") + ".c1")
    page.click("#decided ~ ul button")
    page.wait_for_url("**/stories/*")


def test_searching_and_keeping_the_search(visit, stories):
    page = visit().go("/search")
    page.fill("#q", "havnefoged")
    page.keyboard.press("Enter")
    page.wait_for_selector(".excerpt")
    page.fill("#name", "Havnen")
    page.click("text=Keep search")
    assert page.locator("text=Havnen").count() > 0


def test_from_a_source_to_what_it_said(visit, stories):
    page = visit().go("/sources")
    page.click("text=Grethe Aaløse")
    assert page.locator(".said").count() > 1


def test_changing_the_language(visit):
    page = visit().go("/search?q=kajen")
    page.click("text=Dansk")
    assert page.locator("h1").inner_text() == "Søg i arkivet"
    assert "q=kajen" in page.url


def test_the_first_start_offers_an_example(visit):
    page = visit().go()
    page.click("a[href='/?example=da']")
    assert "Havnebroen" in page.input_value("#text")


def test_a_page_without_graph_is_light(visit):
    page, weights = visit(), []
    page.page.on("response", lambda answer: weights.append(len(answer.body())))
    page.go("/stories")
    page.page.wait_for_load_state("networkidle")
    assert sum(weights) < 120_000


def test_a_kept_search_tells_by_feed_and_is_dropped(visit, stories):
    page = visit().go("/search?q=havnefoged&status=denied")
    page.fill("#name", "Afvist i havnen")
    page.click("text=Keep search")
    kept = page.locator("#kept + .lines li")
    assert "Afvist i havnen" in kept.inner_text()
    feed = page.request.get(
        page.url.split("/search")[0] + kept.locator("a.small").get_attribute("href")
    )
    assert feed.headers["content-type"].startswith("application/atom+xml")
    kept.locator("button").click()
    page.wait_for_load_state()
    assert page.locator("#kept").count() == 0


def test_watching_tells_what_to_do_when_nothing_is_watched(visit):
    page = visit(locale="da-DK").go("/watch")
    assert page.locator("h1").inner_text() == "Overvåg"
    assert "ifolge watch" in page.locator(".teach").inner_text()


def test_a_danish_reader_in_the_dark_on_a_phone(visit):
    page = visit(width=390, locale="da-DK", color_scheme="dark").read()
    assert page.locator("html").get_attribute("lang") == "da"
    page.click("text=anonyme 1")
    assert page.locator(".row:visible").count() == 1
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(int(part) for part in colour[4:-1].split(",")) < 60
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_address_of_an_article_or_a_story_stays(visit, stories):
    first, second = visit(), visit()
    page = first.go(f"/stories/{stories}")
    title = page.locator("h1").inner_text()
    page.request.post(
        f"{first.address}/api/v1/articles",
        data={
            "text": "Kajen er lukket.",
            "id": "a9",
            "title": "En anden",
            "published": "2026-03-10",
        },
    )
    assert second.go(f"/stories/{stories}").locator("h1").inner_text() == title
    assert second.go("/stories/a1").locator("h1").inner_text() == title
    assert second.go("/articles/a1#r1-0").locator("#r1-0").is_visible()


def test_what_became_of_what_a_source_said(visit, stories):
    page = visit().go("/sources")
    assert page.locator("th:has-text('Confirmed later')").count() == 1
    page.click("text=Grethe Aaløse")
    assert page.locator("#fate").is_visible()


def test_the_keyboard_alone_corrects(visit):
    page = visit().read()
    page.focus("#r1-0 .fix a")
    page.keyboard.press("Enter")
    page.wait_for_selector("#r1-0 form.correct")
    page.wait_for_function("document.activeElement.name == 'canonical_source'")
    page.keyboard.press("Control+A")
    page.keyboard.type("Havnefogeden")
    page.keyboard.press("Enter")
    page.wait_for_selector("#history")
    assert "Havnefogeden" in page.locator("#r1-0 .head").inner_text()
