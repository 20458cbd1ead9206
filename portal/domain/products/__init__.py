"""Products: what the company sells, as forms about stock, targets and accounts refer to it."""
