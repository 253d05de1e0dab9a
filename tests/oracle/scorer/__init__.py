"""A second scorer, written from docs/template-guide.md alone and on exact fractions.

It shares nothing with the program but the meaning of the files, so that a mistake has to be made
twice to go unnoticed. Sections in the notes ("guide 7") are those of the guide.
"""

from scorer.sheet import Sheet, score
from scorer.written import written

__all__ = ["Sheet", "score", "written"]
