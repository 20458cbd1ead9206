"""Robots of group chats, as channels. Only the worker loads this, when it has something for a robot."""

from types import SimpleNamespace
from typing import Any

import requests
from apprise.plugins import dingtalk, wecombot
from apprise.plugins.feishu import NotifyFeishu
from apprise.plugins.lark import NotifyLark

from portal.core.notices.outcomes import ChannelDown
from portal.outgoing import Robot

# Taken one by one: apprise's own way to find them loads a hundred and thirty others.
VENDORS: dict[str, Any] = {
    "wecombot": wecombot.NotifyWeComBot,
    "dingtalk": dingtalk.NotifyDingTalk,
    "feishu": NotifyFeishu,
    "lark": NotifyLark,
}


def send(robot: Robot, text: str) -> None:
    """Let a robot say something; raises ChannelDown."""
    vendor = VENDORS[robot.url.partition(":")[0]]
    try:
        speaker = vendor(**vendor.parse_url(robot.url))
    except TypeError as bad:
        raise ChannelDown("机器人的密钥不合要求，请检查 PORTAL_ROBOTS") from bad
    if not speaker.notify(body=text, title=""):
        raise ChannelDown("机器人没有接受，请检查网络和密钥")


def strict_post(url: str, **options: Any) -> requests.Response:
    """Post as they do, but hear a refusal: both answer 200 and say no inside."""
    response = requests.post(url, **options)  # noqa: S113 - they give a timeout
    if response.ok and response.json().get("errcode", 0) != 0:
        raise requests.RequestException("refused")
    return response


# apprise 2.3 takes any 200 of WeCom and DingTalk for success and would lose what their robots refuse.
STRICT = SimpleNamespace(post=strict_post, codes=requests.codes, RequestException=requests.RequestException)
for module in (wecombot, dingtalk):
    vars(module)["requests"] = STRICT
