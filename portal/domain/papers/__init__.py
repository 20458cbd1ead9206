"""Papers as other papers refer to them."""
