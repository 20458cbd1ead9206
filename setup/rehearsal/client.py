"""What people and strangers see of an installation through nginx and TLS; what is wrong first ends it."""

import http.client
import ssl
import sys
import time
from html.parser import HTMLParser
from urllib.parse import urlencode

CERTIFICATE = "/etc/guiju/tls.crt"
REPORT = {"matter": "非常情况", "place": "萧山", "happened": "仓库进水", "progress": "已转移货物",
          "proposal": "减免运费", "asked": "请批准"}  # fmt: skip
PATIENCE = 60


class Form(HTMLParser):
    """What a browser would post from the form whose action begins so; and where links lead."""

    def __init__(self, page: str, action: str) -> None:
        super().__init__()
        self.wanted, self.action, self.fields = action, "", dict[str, str]()
        self.links: list[str] = []
        self.within, self.text = False, ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(said.get("href", ""))
        if tag == "form":
            self.within = not self.action and said.get("action", "").startswith(self.wanted)
            self.action = said["action"] if self.within else self.action
        left_out = said.get("type") in ("radio", "checkbox") and "checked" not in said
        if self.within and tag in ("input", "textarea") and said.get("name") and not left_out:
            self.fields[said["name"]] = said.get("value", "")
        if self.within and tag == "textarea":
            self.text = said.get("name", "")
        if self.within and tag == "select":
            self.fields.setdefault(said.get("name", ""), "")
            self.choice = said.get("name", "")
        if self.within and tag == "option" and "selected" in said:
            self.fields[self.choice] = said.get("value", "")

    def handle_data(self, data: str) -> None:
        if self.text:
            self.fields[self.text] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.text = ""
        if tag == "form":
            self.within = False


class Browser:
    """One browser, over TLS whose certificate it checks."""

    def __init__(self, name: str) -> None:
        self.name, self.cookie = name, ""
        self.tls = ssl.create_default_context(cafile=CERTIFICATE)
        self.place = "/"

    def ask(
        self, method: str, place: str, body: str = "", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """One answer, whatever it is."""
        line = http.client.HTTPSConnection(self.name, context=self.tls, timeout=90)
        said = {"Host": self.name, "Referer": f"https://{self.name}{self.place}", "Cookie": self.cookie}
        if body:
            said["Content-Type"] = "application/x-www-form-urlencoded"
        line.request(method, place, body or None, {**said, **headers})
        answer = line.getresponse()
        content = answer.read()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            self.cookie = cookie.partition(";")[0]
        self.said = {k.lower(): v for k, v in answer.headers.items()}
        return answer.status, self.said, content

    def get(self, place: str) -> str:
        """A page, wherever it leads."""
        status, headers, content = self.ask("GET", place)
        while status in (302, 303, 308):
            place = headers["location"]
            status, headers, content = self.ask("GET", place)
        expect(status == 200, f"{place}: {status}")
        self.place = place
        return content.decode()

    def post(self, page: str, action: str, **typed: str) -> str:
        """The page after a form was sent."""
        form = Form(page, action)
        expect(bool(form.action), f"a form {action} on {self.place}")
        status, headers, content = self.ask("POST", form.action, urlencode({**form.fields, **typed}))
        expect(status == 303, f"{form.action}: {status} {content.decode()[:2000] if status != 303 else ''}")
        return self.get(headers["location"])

    def sign_in(self, number: str, password: str) -> str:
        """The page that opens after signing in."""
        return self.post(self.get("/login"), "/login", number=number, password=password)


def expect(true: bool, what: str) -> None:
    if not true:
        sys.exit(f"not so: {what}")


def strangers(name: str) -> None:
    """Other names, http, headers of one's own, too much."""
    browser = Browser(name)
    for host in ("evil.example", "", "127.0.0.1", "a b"):
        status, _, content = browser.ask("GET", "/login", Host=host)
        expect(status == 400 and b"evil" not in content, f"400 for the host {host!r}, not {status}")
    plain = http.client.HTTPConnection(name, timeout=10)
    plain.request("GET", "/mine?a=1")
    answer = plain.getresponse()
    expect(answer.status == 308, "http leads to https")
    expect(answer.headers["Location"] == f"https://{name}/mine?a=1", "to the same page")
    status, headers, content = browser.ask("GET", "/login", **{"X-Forwarded-Host": "evil.example"})
    expect(status == 200 and b"evil" not in content, "a forwarded name changes nothing")
    expect(headers["strict-transport-security"] == "max-age=31536000", "HSTS of a year")
    expect("'none'" in headers["content-security-policy"], "a policy")
    cookie = headers["set-cookie"]
    expect(cookie.startswith("__Host-guiju=") and "Secure" in cookie and "Path=/;" in cookie, cookie)
    status, _, content = browser.ask("POST", "/login", "x=" + "x" * 3_000_000)
    expect(status == 413 and "内容太大".encode() in content, f"413 in Chinese, not {status}")
    print("strangers: other names 400, http to https, HSTS, __Host- cookie, 413")


def guesses(name: str) -> None:
    """An address of one's own in front of nginx's changes nothing: the sixth guess waits."""
    browser, states = Browser(name), []
    page = browser.get("/login")
    for n in range(7):
        form = Form(page, "/login").fields | {"number": "0001", "password": "falsch"}
        states.append(browser.ask("POST", "/login", urlencode(form), **{"X-Forwarded-For": f"10.0.0.{n}"})[0])
    expect(states == [422] * 5 + [429] * 2, f"guesses {states}")
    print(f"guesses: {states}")


def files(name: str) -> None:
    """Style sheet and script: packed, kept for ever, with the headers of pages; the key is not among them."""
    browser = Browser(name)
    place = next(word for word in browser.get("/login").split('"') if word.endswith(".css"))
    status, headers, _ = browser.ask("GET", place, **{"Accept-Encoding": "gzip"})
    expect(status == 200, place)
    expect(headers.get("content-encoding") == "gzip", "packed")
    expect("immutable" in headers["cache-control"] and "max-age=31536000" in headers["cache-control"], "kept")
    expect(headers["x-content-type-options"] == "nosniff", "nosniff")
    folder = place.rsplit("/", 2)[0]
    for odd in ("../wsgi.py", "..%2fwsgi.py", "%2e%2e/wsgi.py", ".git/config"):
        status, _, _ = browser.ask("GET", f"{folder}/{odd}")
        expect(status in (400, 404), f"{odd}: {status}")
    print(f"files: {place} gzip, {headers['cache-control']}; nothing beside them")


def paper(name: str, password: str) -> None:
    """A report goes from the account manager through her manager to its PDF."""
    chen, zhou = Browser(name), Browser(name)
    chen.sign_in("1001", password)
    sent = chen.post(chen.get("/forms/f01-6/new"), "/forms/f01-6", act="send", **REPORT)
    place = chen.place
    expect("已提交" in sent, f"sent: {place}")
    inbox = zhou.sign_in("1003", password)
    task = next(link for link in Form(inbox, "-").links if link.startswith("/tasks/"))
    done = zhou.post(zhou.get(task), f"{task}/decision", kind="approve", opinion="同意减免")
    expect("已批准" in done, "approved")
    until = time.monotonic() + PATIENCE
    while True:
        status, headers, content = chen.ask("GET", f"{place}/pdf")
        if status == 200 and content.startswith(b"%PDF"):
            break
        expect(status in (200, 202) and time.monotonic() < until, f"a PDF at {place}/pdf, not {status}")
        time.sleep(0.5)
    print(f"paper: {place} approved, PDF of {len(content)} bytes, {headers['content-type']}")


def again(name: str, password: str) -> None:
    """After a restore: the paper is there, with its PDF."""
    browser = Browser(name)
    until = time.monotonic() + PATIENCE
    while browser.ask("GET", "/login")[0] != 200:
        expect(time.monotonic() < until, "the portal answers again")
        time.sleep(0.5)
    browser.sign_in("1003", password)
    expect("仓库进水" in browser.get("/documents/1"), "the paper is there")
    status, _, content = browser.ask("GET", "/documents/1/pdf")
    expect(status == 200 and content.startswith(b"%PDF"), f"its PDF is there, not {status}")
    print("restored: the paper and its PDF")


def main(name: str, first: str, password: str) -> None:
    if first == "--again":
        again(name, password)
        return
    strangers(name)
    files(name)
    expect("沈知" in Browser(name).sign_in("0001", first), "the administrator is in")
    print("administrator: signed in through nginx and TLS")
    paper(name, password)
    guesses(name)


if __name__ == "__main__":
    main(*sys.argv[1:])
