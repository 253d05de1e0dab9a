//! Text → JSON, stricter than JSON: no repeated keys, no decimal numbers, no depth or size that no real
//! file has. What comes through means the same to every reader.
//!
//! A crate of its own so that it is built for speed where all else is built small.

use serde_json::{Map, Value};

mod text;

const MAX_DEPTH: u8 = 32;
const MAX_NODES: u32 = 400_000;
const MAX_TEXT: usize = 20_000;

/// Why a text is refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mistake {
    /// Counted from 1.
    pub line: usize,
    /// Characters of the line up to where reading stopped.
    pub column: usize,
    /// What is wrong, in English. Nothing when the text ends too early.
    pub problem: Option<String>,
}

/// What was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Read<'a> {
    /// It.
    pub value: Value,
    /// The text of it, if that is its canonical text (RFC 8785) for sure: whoever needs that need not write it anew.
    /// Nothing where that takes more than a look, as with keys that are not ASCII or a sign given by its number.
    pub canonical: Option<&'a str>,
}

/// Reads strict JSON.
///
/// # Errors
/// The first [`Mistake`].
pub fn parse(text: &str) -> Result<Read<'_>, Mistake> {
    let mut reader = Reader { text, at: 0, nodes: 0, is_canonical: true, problem: None };
    reader.document().ok_or_else(|| reader.mistake())
}

/// Nothing comes back from reading when there is a problem, or when the text ends.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    nodes: u32,
    /// So far.
    is_canonical: bool,
    problem: Option<String>,
}

impl<'a> Reader<'a> {
    fn document(&mut self) -> Option<Read<'a>> {
        let value = self.value(0)?;
        let canonical = self.is_canonical.then(|| &self.text[..self.at]);
        match self.next() {
            Some(_) => self.refuse("nothing more is expected"),
            None => Some(Read { value, canonical }),
        }
    }

    fn mistake(self) -> Mistake {
        let read = &self.text.as_bytes()[..self.at];
        let line = read.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
        Mistake {
            line: read.split(|&byte| byte == b'\n').count(),
            // The first byte of a character is none that continues one.
            column: line.iter().filter(|&&byte| byte & 0xc0 != 0x80).count(),
            problem: self.problem,
        }
    }

    #[cold]
    fn refuse<T>(&mut self, problem: &str) -> Option<T> {
        self.problem = Some(problem.to_owned());
        None
    }

    /// The byte that comes next.
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no blank, read.
    fn next(&mut self) -> Option<u8> {
        loop {
            let byte = self.peek()?;
            self.at += 1;
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Some(byte);
            }
            self.is_canonical = false;
        }
    }

    fn value(&mut self, depth: u8) -> Option<Value> {
        let byte = self.next()?;
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return self.refuse("more than 400000 values");
        }
        match byte {
            b'"' => {
                let text = self.string()?;
                if text.len() > MAX_TEXT && text.chars().count() > MAX_TEXT {
                    return self.refuse("a text of more than 20000 characters");
                }
                Some(Value::String(text))
            }
            b'{' | b'[' if depth == MAX_DEPTH => self.refuse("nested more than 32 deep"),
            b'{' => self.object(depth + 1),
            b'[' => self.array(depth + 1),
            b'-' | b'0'..=b'9' => self.number(),
            b't' => self.word("rue", Value::Bool(true)),
            b'f' => self.word("alse", Value::Bool(false)),
            b'n' => self.word("ull", Value::Null),
            _ => self.refuse("a value is expected"),
        }
    }

    fn array(&mut self, depth: u8) -> Option<Value> {
        let mut values = Vec::new();
        if self.next()? == b']' {
            return Some(Value::Array(values));
        }
        self.at -= 1;
        loop {
            values.push(self.value(depth)?);
            match self.next()? {
                b',' => {}
                b']' => return Some(Value::Array(values)),
                _ => return self.refuse("`,` or `]` is expected"),
            }
        }
    }

    fn object(&mut self, depth: u8) -> Option<Value> {
        let text = self.text;
        let mut members = Map::new();
        // Keys as they are written: where none has an escape they compare as they are.
        let mut before = "";
        let mut byte = self.next()?;
        if byte == b'}' {
            return Some(Value::Object(members));
        }
        loop {
            if byte != b'"' {
                return self.refuse("a key in quotes is expected");
            }
            let begin = self.at;
            let key = self.string()?;
            let end = self.at;
            let written = &text[begin..end - 1];
            let follows = before < written || members.is_empty();
            self.is_canonical &= follows && key.is_ascii() && key.len() == written.len();
            before = written;
            if self.next()? != b':' {
                return self.refuse("`:` is expected");
            }
            if members.insert(key, self.value(depth)?).is_some() {
                self.at = end;
                return self.refuse(&["the key \"", written, "\" stands twice"].concat());
            }
            match self.next()? {
                b',' => byte = self.next()?,
                b'}' => return Some(Value::Object(members)),
                _ => return self.refuse("`,` or `}` is expected"),
            }
        }
    }

    /// What is left of `true`, `false` or `null`.
    fn word(&mut self, rest: &str, value: Value) -> Option<Value> {
        for wanted in rest.bytes() {
            let byte = self.peek()?;
            self.at += 1;
            if byte != wanted {
                return self.refuse("a value is expected");
            }
        }
        Some(value)
    }

    fn number(&mut self) -> Option<Value> {
        let begin = self.at - 1;
        while matches!(self.peek(), Some(b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-')) {
            self.at += 1;
        }
        let number = &self.text[begin..self.at];
        let digits = number.strip_prefix('-').unwrap_or(number);
        if digits.len() > 1 && digits.starts_with('0') && digits.as_bytes()[1].is_ascii_digit() {
            return self.refuse("no number begins with 0");
        }
        if !number.ends_with(|end: char| end.is_ascii_digit()) && self.at == self.text.len() {
            return None;
        }
        let value = if digits.len() == number.len() {
            number.parse::<u64>().ok().map(Value::from)
        } else {
            number.parse::<i64>().ok().filter(|&n| n != 0).map(Value::from)
        };
        value.or_else(|| self.refuse("a decimal or huge number; amounts are written in quotes, as \"2.5\""))
    }
}
