//! Rust source, split just finely enough for the tests of the house: what is code, what is a
//! string, what is a comment.

use std::iter::Peekable;
use std::str::Chars;

/// One file: its code with strings and comments blanked out, and its strings by line.
pub(crate) struct Source {
    /// Code only; every line stays where it was.
    pub(crate) code: String,
    /// String literals and the line each begins on.
    pub(crate) strings: Vec<(usize, String)>,
}

impl Source {
    /// Splits a file.
    pub(crate) fn of(text: &str) -> Source {
        let mut reader =
            Reader { chars: text.chars().peekable(), line: 1, source: Source { code: String::new(), strings: vec![] } };
        while reader.step() {}
        reader.source
    }

    /// The lines of code, counted from 1.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.code.lines())
    }
}

/// Whether `word` stands in `line` as a whole word.
pub(crate) fn mentions(line: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

struct Reader<'a> {
    chars: Peekable<Chars<'a>>,
    line: usize,
    source: Source,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<char> {
        let c = self.chars.next()?;
        if c == '\n' {
            self.line += 1;
            self.source.code.push('\n');
        }
        Some(c)
    }

    fn code(&mut self, c: char) {
        if c != '\n' {
            self.source.code.push(c);
        }
    }

    fn step(&mut self) -> bool {
        let Some(c) = self.next() else { return false };
        match (c, self.chars.peek()) {
            ('/', Some('/')) => while self.chars.peek().is_some_and(|c| *c != '\n') && self.next().is_some() {},
            ('/', Some('*')) => self.block(),
            ('"', _) => self.string(None),
            ('r', Some('"' | '#')) if !self.source.code.ends_with(|c: char| c.is_alphanumeric() || c == '_') => {
                self.raw();
            }
            ('\'', _) => self.char_or_lifetime(),
            _ => self.code(c),
        }
        true
    }

    fn block(&mut self) {
        let mut last = ' ';
        while let Some(c) = self.next() {
            if last == '*' && c == '/' {
                return;
            }
            last = c;
        }
    }

    fn raw(&mut self) {
        let mut hashes: usize = 0;
        while self.chars.peek() == Some(&'#') {
            self.next();
            hashes += 1;
        }
        if self.chars.peek() == Some(&'"') {
            self.next();
            self.string(Some(hashes));
        }
    }

    /// A string after its opening quote; a raw one ends with as many `#` as it began with.
    fn string(&mut self, raw: Option<usize>) {
        let (from, mut text) = (self.line, String::new());
        while let Some(c) = self.next() {
            if c == '\\' && raw.is_none() {
                text.push(c);
                text.extend(self.next());
            } else if c == '"' && (0..raw.unwrap_or(0)).all(|_| self.chars.next_if_eq(&'#').is_some()) {
                break;
            } else {
                text.push(c);
            }
        }
        self.source.code.push_str("\"\"");
        self.source.strings.push((from, text));
    }

    fn char_or_lifetime(&mut self) {
        let mut ahead = self.chars.clone();
        let (first, second) = (ahead.next(), ahead.next());
        if first == Some('\\') || second == Some('\'') {
            // A character: over its first sign, which may be an escaped quote, to the closing one.
            if self.next() == Some('\\') {
                self.next();
            }
            while self.next().is_some_and(|c| c != '\'') {}
            self.source.code.push_str("' '");
        } else {
            self.code('\'');
        }
    }
}

#[test]
fn code_strings_and_comments_are_told_apart() {
    let text = "let a = \"x // \\\" 中\"; // 注 \"no\"\nlet b = 'c'; let l: &'static str = r#\"raw \"q\" \"#; /* f64\n */ f(b'\\'', '\"');";
    let source = Source::of(text);
    let strings: Vec<&str> = source.strings.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(strings, ["x // \\\" 中", "raw \"q\" "]);
    assert!(!source.code.contains("f64") && !source.code.contains('注'));
    assert!(source.code.contains("&'static str"));
    assert_eq!(source.code.lines().count(), 3);
}
