"""The menu lists the regulations that ask something of one's posts; all of them are one click away."""

from tests.pages import Browser, Page


def titles(page: Page) -> set[str]:
    """The regulations that a page's links name."""
    links = [link for link in page.all("a") if (link.get("href") or "").startswith("/regulations/")]
    return {"".join(link.itertext()).strip() for link in links}


def test_an_account_manager_is_shown_what_concerns_him(chen: Browser) -> None:
    found = titles(chen.get("/"))
    assert "客户维护管理制度" in found
    assert not found & {"企划部门管理规定", "银行客户投诉管理制度", "信息系统运行维护管理制度"}


def test_everybody_finds_all_of_them(chen: Browser) -> None:
    found = titles(chen.get("/regulations"))
    assert {"企划部门管理规定", "客户维护管理制度", "信息系统运行维护管理制度"} <= found
