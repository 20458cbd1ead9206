"""Who keeps a signed table on paper (§2.3); the other forms follow it [assumption]."""

KEPT_BY = ("财务部", "销售部")  # the original, a copy
