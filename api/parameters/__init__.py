"""Query parameters: one model a list, unknown names refused; a parameter named like a column filters by it."""
