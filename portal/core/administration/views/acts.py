"""Every act of the administrator as data: its address, its words, its form, and the operation behind it."""

from collections.abc import Callable
from typing import Any, NamedTuple

from portal.core.administration import forms, people, posts, units
from portal.core.administration.acts import Administrator
from portal.core.administration.queries import person_named, unit_named
from portal.core.org.models import Holding, Person, Post, Unit, UnitPlace
from portal.extensions import Model


class Order(NamedTuple):
    """A valid form for a row (0: for none), who sent it, and the hash of a password to give."""

    row_id: int
    form: Any
    who: Administrator
    secret: str = ""


class Act(NamedTuple):
    """One act on a row of a table (none: on the company)."""

    name: str
    place: str
    title: str
    button: str
    of: type[Model] | None
    form: type[forms.Act]
    perform: Callable[[Order], str]
    gives_password: bool = False
    note: str = ""


def open_unit(order: Order) -> str:
    """A unit below this one."""
    form = order.form
    units.open_unit(form.code.data, form.name.data, order.row_id, form.day(), order.who)
    return f"已设立「{form.name.data}」，从 {form.day()} 起。"


def rename_unit(order: Order) -> str:
    """Another name for this unit."""
    units.rename_unit(order.row_id, order.form.name.data, order.form.day(), order.who)
    return f"从 {order.form.day()} 起名称是「{order.form.name.data}」。以前的单据仍写当时的名称。"


def move_unit(order: Order) -> str:
    """Another parent for this unit."""
    parent = unit_named(order.form.parent.data, order.form.day(), "parent")
    units.move_unit(order.row_id, parent, order.form.day(), order.who)
    return f"从 {order.form.day()} 起属于新的上级部门。"


def close_unit(order: Order) -> str:
    """This unit ends."""
    units.close_unit(order.row_id, order.form.day(), order.who)
    return f"部门自 {order.form.day()} 起撤销。"


def withdraw_change(order: Order) -> str:
    """A planned change of a unit is dropped."""
    units.withdraw_change(order.row_id, order.who)
    return "已撤销登记的变动。"


def open_post(order: Order) -> str:
    """A post in this unit."""
    form = order.form
    post = posts.open_post(order.row_id, form.role.data or "", form.title.data or "", form.day(), order.who)
    return f"已设立岗位「{post.title}」，从 {form.day()} 起。"


def close_post(order: Order) -> str:
    """This post ends."""
    posts.close_post(order.row_id, order.form.day(), order.who)
    return f"岗位自 {order.form.day()} 起撤销。"


def appoint(order: Order) -> str:
    """Somebody takes this post."""
    form, person = order.form, person_named(order.form.person.data)
    posts.appoint(order.row_id, person, form.day(), form.seen.data or "", order.who)
    return f"已任命，从 {form.day()} 起。等这个岗位的单据会在一分钟内送达。"


def end_holding(order: Order) -> str:
    """Somebody gives this post up."""
    posts.end_holding(order.row_id, order.form.day(), order.who)
    return f"任职自 {order.form.day()} 起结束。"


def enrol(order: Order) -> str:
    """A new employee."""
    form = order.form
    people.enrol(form.number.data, form.name.data, form.day(), order.secret, order.who)
    return f"{form.name.data}（工号 {form.number.data}）已入职，入职日期 {form.day()}。"


def rename_person(order: Order) -> str:
    """Another name for this person."""
    people.rename_person(order.row_id, order.form.name.data, order.who)
    return f"姓名已改为「{order.form.name.data}」。以前的单据仍写当时的姓名。"


def leave(order: Order) -> str:
    """This person goes."""
    people.leave(order.row_id, order.form.day(), order.who)
    return f"自 {order.form.day()} 起离职，任职随之结束，不能再登录。请办理交接。"


def come_back(order: Order) -> str:
    """This person stays after all."""
    people.come_back(order.row_id, order.who)
    return "已撤销离职登记。岗位要另行任命。"


def reset_password(order: Order) -> str:
    """A new first password for this person."""
    person = people.reset_password(order.row_id, order.secret, order.who)
    return f"{person.name}（工号 {person.number}）的密码已重设，已登录的设备都已退出。"


def sign_out(order: Order) -> str:
    """This person is signed out everywhere."""
    person = people.sign_out(order.row_id, order.who)
    return f"{person.name}（工号 {person.number}）在所有设备上的登录都已退出。"


ACTS = (
    Act("child", "units/<id:row_id>/units/new", "新设下级部门", "设立", Unit, forms.UnitForm, open_unit),
    Act("unit_name", "units/<id:row_id>/name", "部门改名", "改名", Unit, forms.NameForm, rename_unit,
        note="只影响这一天及以后；已发出的单据保留当时的名称。"),
    Act("unit_parent", "units/<id:row_id>/parent", "改上级部门", "保存", Unit, forms.ParentForm, move_unit,
        note="从这一天起，新的流转按新的上级部门找审核人。"),
    Act("unit_closure", "units/<id:row_id>/closure", "撤销部门", "撤销部门", Unit, forms.EndForm, close_unit),
    Act("change_withdrawal", "changes/<id:row_id>/withdrawal", "撤销登记的变动", "撤销这项变动", UnitPlace,
        forms.SureForm, withdraw_change, note="只有还没到日子的变动可以撤销。"),
    Act("post", "units/<id:row_id>/posts/new", "新设岗位", "设立", Unit, forms.PostForm, open_post),
    Act("post_closure", "posts/<id:row_id>/closure", "撤销岗位", "撤销岗位", Post, forms.EndForm, close_post),
    Act("holder", "posts/<id:row_id>/holder", "任命", "任命", Post, forms.HolderForm, appoint),
    Act("holding_end", "holdings/<id:row_id>/end", "结束任职", "结束任职", Holding, forms.EndForm,
        end_holding),
    Act("person", "people/new", "入职", "登记入职", None, forms.EnrolForm, enrol, gives_password=True,
        note="登记后显示一次初始密码，请转交本人；入职之日起七天内有效。"),
    Act("person_name", "people/<id:row_id>/name", "改姓名", "保存", Person, forms.PersonNameForm,
        rename_person, note="从现在起使用新姓名；已签的单据保留当时的姓名。"),
    Act("departure", "people/<id:row_id>/departure", "登记离职", "登记离职", Person, forms.EndForm, leave,
        note="任职在这一天全部结束，之后不能登录；还没有移交的会列在人员页上。要一次移交，请用人员页上的“交接”。"),
    Act("stay", "people/<id:row_id>/stay", "撤销离职登记", "撤销离职登记", Person, forms.SureForm, come_back),
    Act("password", "people/<id:row_id>/password", "重设密码", "重设密码", Person, forms.SureForm,
        reset_password, gives_password=True, note="旧密码立即失效，已登录的设备全部退出；新密码只显示一次。"),
    Act("sessions", "people/<id:row_id>/sessions", "退出所有登录", "退出所有登录", Person, forms.SureForm,
        sign_out, note="这个人在所有设备上的登录立即退出，密码不变；没有提交的内容，重新登录后还在。"),
)  # fmt: skip
