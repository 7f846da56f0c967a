"""An oracle for what the reports say: it reads the forms, the grades and the kader itself.

Nothing here is the program's own code. What follows from the forms is reckoned in `tests/reckoning` and in
`town`; what stands on a page is taken apart by `pages`; and every number and every name on it has to be
explained, by a sentence in `says`, a table of `tables`, or a text that was published or handed in (`known`).
"""
