"""For whom a knowledge article is. Pure."""

from typing import Literal

Audience = Literal["全体员工", "运维人员"]
ALL, OPERATIONS = "全体员工", "运维人员"
