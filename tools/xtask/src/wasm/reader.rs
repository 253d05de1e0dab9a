//! Bytes, LEB128 numbers and names, each with an error that says where.

/// A position in a slice of the module.
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// Why reading stopped.
pub(super) type Read<T> = Result<T, String>;

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.at == self.bytes.len()
    }

    pub(super) fn byte(&mut self) -> Read<u8> {
        let byte = self.bytes.get(self.at).ok_or("it ends too early")?;
        self.at += 1;
        Ok(*byte)
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    pub(super) fn take(&mut self, count: usize) -> Read<&'a [u8]> {
        let end = self.at.checked_add(count).filter(|end| *end <= self.bytes.len());
        let end = end.ok_or("it ends too early")?;
        let taken = &self.bytes[self.at..end];
        self.at = end;
        Ok(taken)
    }

    /// An unsigned number; the 64-bit ones of memory offsets included.
    pub(super) fn number(&mut self) -> Read<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(format!("a number at byte {} is too long", self.at))
    }

    pub(super) fn length(&mut self) -> Read<usize> {
        usize::try_from(self.number()?).map_err(|error| error.to_string())
    }

    /// A signed number, whose value does not matter here.
    pub(super) fn skip_signed(&mut self) -> Read<()> {
        self.number().map(drop)
    }

    pub(super) fn name(&mut self) -> Read<String> {
        let length = self.length()?;
        Ok(String::from_utf8_lossy(self.take(length)?).into_owned())
    }

    /// A part of its own, with its size in front.
    pub(super) fn part(&mut self) -> Read<Reader<'a>> {
        let size = self.length()?;
        self.take(size).map(Reader::new)
    }
}
