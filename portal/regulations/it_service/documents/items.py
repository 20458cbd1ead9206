"""The paper by which a configuration item is registered, or changed."""

from portal.core.evidence import Evidence
from portal.core.sheet import Given
from portal.core.usual_form import Signing, Which
from portal.regulations.it_service.documents.papers import paper
from portal.regulations.it_service.facts import ItemRecord
from portal.regulations.it_service.flows import ADMINS, LEAD, REGISTERED
from portal.regulations.it_service.rules.items import item_refusals

item = paper(
    Which("F09-6", "PZ", "配置项记录", "§4.4.7", ItemRecord),
    (
        (Given("author", "登记人"), "day", "entry"),
        ("known",),
        ("name", "type"),
        ("owner", "unit", "status"),
        ("part", "location", "version"),
        ("relations",),
        ("remark",),
    ),
    Signing("登记人", REGISTERED),
    number="PZ-{yyyy}-{nnn}",
    authors=(*ADMINS, *LEAD),
    evidence=Evidence("附件", "§4.4.7", 0, 9),
    notice="批准后登记册就按这张记录：没有写上的关系从批准那天起不再有。",
    refuse=item_refusals,
    summary=lambda said: (f"{said.entry}：{said.name}", f"{said.type}，{said.status}，{said.owner.label}"),
)
