"""How browsers reach the portal: its names, TLS, proxies, processes."""

from urllib.parse import urlsplit

from flask import current_app

from portal.config import Settings
from portal.deployment.lack import Lacks, must, should
from portal.serving import HERE

ON_THIS_MACHINE = (HERE, "::1", "localhost")


def hosts(settings: Settings) -> Lacks:
    """Links in letters and pages must not lead to whatever name a stranger made up."""
    named, told = settings.serving.hosts, urlsplit(settings.outgoing.url).hostname
    if not named:
        yield must("没有限定主机名：在 PORTAL_HOSTS 写上门户的主机名，例如 portal.example.com。")
    elif told and told not in named:
        yield must(f"PORTAL_URL 里的主机名 {told} 不在 PORTAL_HOSTS 里，邮件里的链接打不开：把它加进去。")


def tls(settings: Settings) -> Lacks:
    """Without TLS passwords and papers cross the network in the clear; ASVS 3.3.1 and 3.4.1."""
    if not settings.serving.https:
        yield must(
            "没有启用 TLS，密码和单据在网上是明文：在前面的 nginx 配好证书，再写 PORTAL_HTTPS=1"
            "（登录凭据从此只走 TLS，浏览器一年内只用 https）。"
        )
    elif settings.outgoing.url.startswith("http:"):
        yield must("用了 TLS，PORTAL_URL 还是 http://：改成 https://，否则邮件里的链接走明文。")


def proxies(settings: Settings) -> Lacks:
    """Whoever gets past the proxy may claim any address."""
    serving = settings.serving
    open_to_others = not serving.socket and serving.bind not in ON_THIS_MACHINE
    if serving.https and not serving.proxies:
        yield must(
            "TLS 由前面的代理负责，却没有写有几层代理：一层 nginx 写 PORTAL_PROXIES=1，否则登录限速不分人。"
        )
    if serving.proxies and open_to_others:
        yield should(
            f"门户在 {serving.bind} 上听，别的机器可以绕过代理：让防火墙只放代理进来，或改用 127.0.0.1。"
        )
    if not serving.proxies and open_to_others:
        yield should(f"门户在 {serving.bind} 上直接对外：前面放 nginx，慢的浏览器就占不住门户。")


def processes(settings: Settings) -> Lacks:
    """One process stands still while it does one slow thing."""
    if settings.serving.processes == 1:
        yield should("只有一个网页进程，一张慢的页面会让别人等：PORTAL_PROCESSES 写 2 或更多。")


def debugging(_settings: Settings) -> Lacks:
    """ASVS 13.4.2: no debugging."""
    if current_app.debug:
        yield must("调试模式开着，出错时会露出程序内部：去掉 FLASK_DEBUG。")
