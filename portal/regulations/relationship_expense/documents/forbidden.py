"""What the law forbids, said above every form that spends (反不正当竞争法第八条)."""

FORBIDDEN = (
    "不得用客情费给客户的任何工作人员现金、礼金、购物卡或按采购量折算的好处，这是反不正当竞争法第八条禁止的。"
    "借支只是本人的备用金，只能凭单位开具的发票核销，没有发票的部分由本人退还。"
)
