"""How each kind of question is read: one module a kind, from cells to a value or to what is wrong."""
