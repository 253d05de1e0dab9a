//! What `--help` prints.

/// The manual.
pub(crate) const HELP: &str = "\
yardstick: check, score, roll up and write Yardstick files

usage:
  yardstick lint    <file or folder>…  [--json]
  yardstick score   <file or folder>…  [--json]
  yardstick rollup  <file or folder>…  [--quota <part>/<whole>] [-o <file>] [--json]
  yardstick new     <template>         [--unit-type <id>] [--name <unit>] [--period <period>] [-o <file>]
  yardstick migrate <file or folder>…  [-o <file or folder>]
  yardstick bundle  <file or folder>…  [-o <file>]
  yardstick schema  <template|submission|rollup|bundle|key>

commands:
  lint     Check templates: everything that is wrong with each, with its place and how to mend it.
  score    Score submissions: every item with its reasons, figures of ledgers, sections, total,
           grade, flags, what the unit is barred from, and what is still missing.
  rollup   Roll up submissions: what becomes of each file, ranks, shares, the mean; -o writes the
           roll-up file. Submissions to other templates or for other periods are never added up:
           the largest group is rolled up.
  new      Write an empty submission to a template, to be filled by a program or by hand.
  migrate  Write files anew in the current version. Without -o a single file goes to standard
           output; with -o <folder> every file keeps its name. What the file says stays as it is.
  bundle   Put files into one: a backup, or everything of a machine to take elsewhere. Bundles among
           them are merged. In a damaged bundle every document that is whole can still be used.
  schema   Print the JSON Schema of a kind of file.

files:
  A folder stands for every .json file in it, at any depth. - is standard input. A bundle stands
  for the templates (lint) or the submissions (score, rollup) in it.

options:
  --json             print JSON instead of text
  --lang <tag>       zh-Hans (default), zh-Hant or en
  -o, --out <path>   where the result goes
  --quota <p>/<w>    the share of units that the award may go to, rounded down: 1/3
  --unit-type <id>   the kind of unit, one of the template's unit_types
  --name <unit>      the name of the unit
  --period <period>  2026, 2026-H1, 2026-Q3, 2026-04, 2026-04-A, 2026-S2 or once
  -h, --help         this text
  -V, --version      the version

exit codes:
  0  all is well
  1  findings: a flaw in a template, something missing in a submission, a file that does not count
  2  the call, or a file, cannot be used

examples:
  yardstick lint templates/
  yardstick score village.json --lang en
  yardstick score - --json < village.json
  yardstick rollup inbox/ --quota 1/3 -o county.json
  yardstick new templates/zz_centre.json --unit-type town --period 2026-H1 -o empty.json
";
