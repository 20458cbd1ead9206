"""Payees: the organisations that relationship expenses are paid to; no natural person is one."""
