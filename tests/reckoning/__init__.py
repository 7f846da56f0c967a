"""An independent reckoning of tenders, written from the manual alone, and every output held against it.

Nothing here that reckons imports anything of the program: what both get wrong together, nobody sees.
"""
