"""Which papers the knowledge that people read still rests on."""

from sqlalchemy import Select, select

from portal.domain.operations.knowledge.articles import in_force
from portal.domain.operations.models import Article


def papers_of_knowledge() -> Select[int]:
    """SQL: ids of the papers of the articles in force."""
    return select(Article.document_id).join(Article.document).where(in_force())


STILL_NEEDED = (papers_of_knowledge,)
