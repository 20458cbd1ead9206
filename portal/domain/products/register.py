"""The register of products: its card, its codes, its words."""

from portal.core.code_lists.code_list import CodeList, Words
from portal.core.spreadsheets.layout import ListForm
from portal.domain.products.codes import code_of, fault
from portal.domain.products.facts import Card, ProductList
from portal.domain.products.models import Product

LIST = ListForm("products", "产品登记表", ProductList)
PRODUCTS = CodeList(
    kind="product",
    path="products",
    model=Product,
    card=Card,
    workbook=LIST,
    words=Words("产品", "编码", "编码", "名称、规格、编码、拼音首字母"),
    fields=(("code", "name"), ("spec", "unit"), ("since", "until")),
    more=(("规格", lambda product: product.spec), ("计量单位", lambda product: product.unit)),
    code_of=code_of,
    fault=fault,
    called=lambda said: said["name"] + said["spec"],
)
