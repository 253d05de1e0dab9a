//! Texts in quotes.

use crate::Reader;

impl Reader<'_> {
    /// The text behind an opening quote, up to and with the closing one.
    pub(crate) fn string(&mut self) -> Option<String> {
        let plain = self.plain();
        // Most texts have no escape and are copied once.
        let mut text = String::from(plain);
        loop {
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    return Some(text);
                }
                b'\\' => text.push(self.escaped()?),
                _ => {
                    self.at += 1;
                    return self.refuse("a control character in a text");
                }
            }
            text.push_str(self.plain());
        }
    }

    /// What stands up to the next sign that means something.
    fn plain(&mut self) -> &str {
        let rest = &self.text.as_bytes()[self.at..];
        let length = rest.iter().position(|&byte| byte == b'"' || byte == b'\\' || byte < 0x20);
        let begin = self.at;
        self.at = length.map_or(self.text.len(), |length| begin + length);
        &self.text[begin..self.at]
    }

    /// The sign that an escape stands for.
    fn escaped(&mut self) -> Option<char> {
        self.at += 1;
        let byte = self.peek()?;
        self.at += 1;
        self.is_canonical &= !matches!(byte, b'/' | b'u');
        Some(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unit_or_pair(),
            _ => return self.refuse("an unknown escape"),
        })
    }

    /// The sign of a UTF-16 unit, or of two that belong together.
    fn unit_or_pair(&mut self) -> Option<char> {
        let first = self.unit()?;
        let mut code = first;
        if (0xd800..0xdc00).contains(&first) {
            for wanted in [b'\\', b'u'] {
                if self.peek()? != wanted {
                    return self.refuse("half of a surrogate pair");
                }
                self.at += 1;
            }
            // Anything that is no second half becomes a code that is no sign.
            let second = self.unit()?.wrapping_sub(0xdc00);
            code = if second < 0x400 { 0x1_0000 + ((first - 0xd800) << 10) + second } else { first };
        }
        char::from_u32(code).or_else(|| self.refuse("half of a surrogate pair"))
    }

    /// Four hexadecimal digits.
    fn unit(&mut self) -> Option<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            let byte = self.peek()?;
            self.at += 1;
            let Some(digit) = char::from(byte).to_digit(16) else { return self.refuse("an unknown escape") };
            unit = unit << 4 | digit;
        }
        Some(unit)
    }
}
