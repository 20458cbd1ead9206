"""What people are told when something went wrong: what it is, and what to do next."""

from typing import NamedTuple


class Told(NamedTuple):
    """A title and a sentence; `kept` ones give a post back to be sent once more."""

    title: str
    sentence: str
    kept: bool = False


WORDS = {
    400: Told("请求不完整", "浏览器发来的内容不完整，没有收下。请返回上一页，重新操作。"),
    401: Told("登录已过期", "请在新窗口登录，再回到这一页接着做。"),
    403: Told("不能这样做", "你没有做这件事的权限。需要时请联系管理员。"),
    404: Told("没有找到", "没有找到这一页或这张单据，或者你无权查看。"),
    405: Told("不能这样打开", "这个地址不能直接打开。请回到待办，从菜单进入。"),
    413: Told("内容太大", "提交的内容太大，没有收下。请返回上一页，缩短文字、减少行数或缩小文件后再提交。"),
    429: Told("太频繁", "操作太频繁，这一次没有收下。", kept=True),
    503: Told("正忙", "门户正忙，这次操作没有生效。", kept=True),
}
FAILED = Told(
    "出了问题", "门户出了问题，这次操作没有生效。已经记下，请稍后再试；还不行，请联系管理员。", kept=True
)
FULL = Told("存不下了", "门户的磁盘满了，这次操作没有生效。请联系管理员，腾出空间后再试。", kept=True)
READ_ONLY = Told(
    "存不下了", "门户的磁盘现在只能读，这次操作没有生效。请联系管理员，能写以后再试。", kept=True
)
EXPIRED = Told("页面已过期", "这个页面属于上一次登录，没有收下。", kept=True)
WRONG_HOST = Told("网址不对", "这个网址不是门户的网址。请用管理员告诉的网址打开门户。")


def when(seconds: int) -> str:
    """How long to wait, in words; nothing for no time."""
    if not seconds:
        return ""
    told = f"{seconds} 秒" if seconds < 100 else f"{-(-seconds // 60)} 分钟"
    return f"请在 {told}后再试。"
