"""Scores one sheet by the second implementation in `scorer/`.

    score.py TEMPLATE CASE        scores a test case or the entries of a submission
    score.py SUBMISSION           scores a submission by the template it carries

Prints the result as JSON: every line, sections, totals, grade, and how many things are missing.
"""

import json
import sys

from files import contents, read_sheet
from scorer import score, written


def main(paths):
    if len(paths) not in (1, 2):
        sys.exit(__doc__)
    template = contents(paths[0]) if len(paths) == 2 else contents(paths[0])["template"]
    result = score(template, read_sheet(paths[-1], template))
    print(json.dumps(written(result), ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main(sys.argv[1:])
