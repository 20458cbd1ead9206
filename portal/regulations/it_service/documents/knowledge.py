"""The paper by which what helped is written down for others."""

from portal.core.sheet import Given
from portal.core.usual_form import Signing, Which
from portal.regulations.it_service.documents.papers import paper
from portal.regulations.it_service.facts import Knowledge
from portal.regulations.it_service.flows import IT, REVIEWED
from portal.regulations.it_service.rules.knowledge import knowledge_refusals

article = paper(
    Which("F09-7", "ZS", "知识条目", "§4.4.8", Knowledge),
    (
        (Given("author", "作者"), Given("unit", "所在部门"), "day"),
        ("title",),
        ("part", "audience", "expires"),
        ("symptom",),
        ("cause",),
        ("solution",),
        ("keywords",),
        ("replaces",),
    ),
    Signing("作者", REVIEWED),
    number="ZS-{yyyy}-{nnn}",
    authors=IT,
    refuse=knowledge_refusals,
    summary=lambda said: (said.title, f"给{said.audience}看，有效期到 {said.expires}"),
)
