"""The ledger: accounts and entries in which every amount stands twice; only documents in force post to it."""
