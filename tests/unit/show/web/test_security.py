"""Each line of the table in docs/explain/security.md has its test here or where the table says."""

import logging
import re
from pathlib import Path

import pytest
from tests.unit.show.web.conftest import EDITOR, KAJEN, READER

from ifolge.errors import UsageError
from ifolge.show.request import ServeRequest
from ifolge.show.serving import settings_of
from ifolge.show.web import access, guard
from ifolge.show.web.settings import Role, Settings, Token, read_tokens

EVIL = '<script>alert(1)</script><img src=x onerror="alert(2)">'
PAGES = ("/", "/stories", "/sources", "/search", "/watch", "/readings", "/api/v1/docs")


def bearer(token):
    return {"authorization": f"Bearer {token}"}


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "desk.example"])
def test_beyond_this_machine_it_demands_a_token_and_says_how(host):
    with pytest.raises(UsageError, match="--token"):
        Settings(host=host)
    assert Settings(host=host, tokens=(Token.of(EDITOR),))


def test_a_name_of_its_own_demands_a_token_too():
    with pytest.raises(UsageError, match="--allow-host"):
        Settings(hosts=("desk.example",))


def test_short_tokens_are_refused():
    with pytest.raises(UsageError, match="16 characters"):
        read_tokens(["Mette:kort"])


def test_tokens_may_carry_a_name_and_a_role():
    request = ServeRequest(tokens=(f"Mette:{EDITOR}",), reader_tokens=(READER,))
    found = settings_of(request).tokens
    assert [(t.name, t.role) for t in found] == [("Mette", Role.EDITOR), ("", Role.READER)]


@pytest.mark.parametrize("page", PAGES)
def test_nobody_comes_in_without_a_token(guarded, page):
    answer = guarded.get(page, follow_redirects=False)
    assert answer.status_code in (303, 401)
    assert "Mette" not in answer.text


def test_the_api_asks_for_a_bearer_token(guarded):
    answer = guarded.get("/api/v1/stories")
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert "Bearer" in answer.headers["www-authenticate"]
    assert guarded.get("/api/v1/stories", headers=bearer("wrong" * 5)).status_code == 401
    assert guarded.get("/api/v1/stories", headers=bearer(READER)).status_code == 200


def test_signing_in_and_out(guarded):
    assert guarded.submit("/login", "/login", token="wrong").status_code == 403
    answer = guarded.submit("/login", "/login?next=/stories", token=EDITOR, next="/stories")
    assert answer.url.path == "/stories"
    assert EDITOR not in str(guarded.cookies)
    guarded.submit("/logout")
    assert guarded.get("/", follow_redirects=False).status_code == 303


def test_after_signing_in_nobody_is_sent_elsewhere(guarded):
    for onward in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:1"):
        answer = guarded.post(
            "/login",
            data={"csrf": guarded.token("/login"), "token": EDITOR, "next": onward},
            follow_redirects=False,
        )
        assert answer.headers["location"] == "/"


def test_a_forged_or_old_session_is_none(guarded, monkeypatch):
    desk_access = guarded.app.state.desk.access
    cookie = desk_access.session(EDITOR)
    for forged in (cookie[:-1] + ("0" if cookie[-1] != "0" else "1"), "a.b.c", "", "..", "é.1.x"):
        assert desk_access._by_cookie(forged) is None
    assert desk_access._by_cookie(cookie).name == "Mette"
    monkeypatch.setattr(access.time, "time", lambda: 4e9)
    assert desk_access._by_cookie(cookie) is None


def test_cookies_are_kept_from_scripts_and_other_sites(browser):
    cookie = browser.get("/").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie


def test_readers_may_look_but_change_nothing(guarded):
    reader = bearer(READER)
    body = {"text": KAJEN.article.text}
    assert guarded.post("/api/v1/articles", json=body, headers=reader).status_code == 403
    decision = {"verdict": "same_actor", "one": "a", "two": "b"}
    assert guarded.post("/api/v1/decisions", json=decision, headers=reader).status_code == 403
    assert guarded.delete("/api/v1/decisions/1", headers=reader).status_code == 403
    assert guarded.post("/api/v1/analyse", json=body, headers=reader).status_code == 200
    guarded.submit("/login", "/login", token=READER)
    assert guarded.submit("/read", text="Hej.").status_code == 403
    assert 'name="text"' not in guarded.get("/").text


def test_a_token_with_a_name_signs_for_itself(guarded):
    body = {"verdict": "same_actor", "one": "a", "two": "b", "author": "Somebody else"}
    answer = guarded.post("/api/v1/decisions", json=body, headers=bearer(EDITOR))
    assert answer.json()["author"] == "Mette"


def test_forms_need_the_token_of_their_page(browser):
    number = browser.read_kajen()
    for address in ("/read", f"/correct/a1/{number}", f"/add/{number}", f"/forget/{number}"):
        assert browser.post(address, data={"text": "Hej."}).status_code == 403
        assert browser.post(address, data={"csrf": "0" * 40}).status_code == 403
    token = browser.token()
    browser.cookies.clear()
    assert browser.post("/read", data={"csrf": token, "text": "Hej."}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_other_sites_change_nothing(browser, headers):
    answer = browser.post("/api/v1/articles", json={"text": "Hej."}, headers=headers)
    assert answer.status_code == 403


def test_the_api_takes_json_only(browser):
    text = {"content-type": "text/plain"}
    answer = browser.post("/api/v1/articles", content='{"text": "Hej."}', headers=text)
    assert answer.status_code == 422


def test_it_answers_to_its_own_name_only(browser):
    assert browser.get("/", headers={"host": "evil.example"}).status_code == 400
    for name in ("localhost:8017", "127.0.0.1:1", "[::1]:8017"):
        assert browser.get("/", headers={"host": name}).status_code == 200


def test_every_answer_has_the_safe_headers(browser):
    for page in (*PAGES, "/static/desk.css", "/nothing", "/api/v1/nothing"):
        headers = browser.get(page).headers
        policy = headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_no_template_has_what_the_policy_forbids():
    folder = Path(guard.__file__).parent / "templates"
    for path in folder.glob("*.html"):
        source = path.read_text("utf-8")
        assert not re.search(r"\son\w+=|\sstyle=|<style|<script>|https?://(?!\")", source), (
            path.name
        )
        assert "|safe" not in source


def test_hostile_text_is_nothing_but_text(browser):
    answer = browser.submit("/read", text=f"Hej {EVIL}", title=EVIL, outlet=EVIL)
    for page in (answer.text, browser.get("/").text, browser.get(f"/search?q={EVIL}").text):
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_what_is_too_large_is_refused(small):
    assert small.post("/api/v1/analyse", json={"text": "x" * 30_000}).status_code == 413

    def stream():
        for _ in range(30):
            yield b"x" * 1000

    headers = {"content-type": "application/json"}
    answer = small.post("/api/v1/analyse", content=stream(), headers=headers)
    assert answer.status_code == 413


def test_too_many_readings_have_to_wait(small):
    answers = [small.post("/api/v1/analyse", json={"text": "Hej."}) for _ in range(5)]
    assert [a.status_code for a in answers] == [200, 200, 200, 429, 429]
    assert int(answers[-1].headers["retry-after"]) >= 1


def test_no_secret_is_logged(guarded, caplog):
    with caplog.at_level(logging.INFO):
        guarded.submit("/login", "/login", token=EDITOR)
        guarded.get(f"/stories?token={EDITOR}", headers=bearer(EDITOR))
    ours = [r.getMessage() for r in caplog.records if r.name.startswith(("ifolge", "uvicorn"))]
    assert any(line.startswith("GET /stories 200") for line in ours)
    assert EDITOR not in " ".join(ours)


def test_problems_tell_nothing_of_the_inside(browser):
    for address in ("/articles/%00", "/api/v1/stories/x%00y", "/export/json/nothing"):
        answer = browser.get(address)
        assert answer.status_code in (404, 422)
        assert "Traceback" not in answer.text
        assert "site-packages" not in answer.text


def test_every_line_of_the_table_has_a_test_that_exists():
    page = Path(__file__).parents[4] / "docs" / "explain" / "security.md"
    rows = [line for line in page.read_text("utf-8").splitlines() if re.match(r"\| V\d", line)]
    tests = Path(__file__).parents[3].rglob("test_*.py")
    there = "".join(path.read_text("utf-8") for path in tests)
    assert len(rows) > 15
    for row in rows:
        named = re.findall(r"`(test_\w+)`", row.split("|")[3])
        assert named, row
        for name in named:
            assert f"def {name}(" in there, name


def test_behind_a_proxy_with_tls_cookies_are_for_tls_only(open_browser):
    secure = open_browser()
    secure.base_url = "https://localhost:8017"
    assert "Secure" in secure.get("/").headers["set-cookie"]
