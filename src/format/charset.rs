//! Bytes → text. Other programs save what we wrote in other encodings; the contents are the same.

/// Reads GB 18030, or says that the bytes are none. It takes tables that a browser has anyway, so each edge
/// hands in its own.
pub type Decoder = fn(&[u8]) -> Option<String>;

/// How a text was encoded.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Charset {
    /// As we write it, with or without a byte order mark. Also what is no text.
    #[default]
    Utf8,
    /// Told by its byte order mark.
    Utf16,
    /// Guessed, since it is no UTF-8: somebody should look whether it reads well.
    Gb18030,
}

/// The same contents in UTF-8 without a byte order mark. What is no text in any of the encodings is left as it
/// is, and refused by its reader: no sign is ever stored that stands for one that could not be read.
pub fn legible(bytes: Vec<u8>, gb18030: Decoder) -> (Vec<u8>, Charset) {
    let wide = |unit: fn([u8; 2]) -> u16| {
        let (units, rest) = bytes.as_chunks::<2>();
        let units: Vec<u16> = units.iter().skip(1).map(|pair| unit(*pair)).collect();
        String::from_utf16(&units).ok().filter(|_| rest.is_empty())
    };
    let (text, charset) = match bytes {
        _ if bytes.starts_with(b"\xff\xfe") => (wide(u16::from_le_bytes), Charset::Utf16),
        _ if bytes.starts_with(b"\xfe\xff") => (wide(u16::from_be_bytes), Charset::Utf16),
        _ => match std::str::from_utf8(&bytes) {
            Ok(text) => (text.strip_prefix('\u{feff}').map(str::to_owned), Charset::Utf8),
            // It ends inside a sign: it was cut off.
            Err(error) if error.error_len().is_none() => (None, Charset::Utf8),
            Err(_) => (gb18030(&bytes), Charset::Gb18030),
        },
    };
    match text {
        Some(text) => (text.into_bytes(), charset),
        None => (bytes, Charset::Utf8),
    }
}

/// Knows no GB 18030.
pub const fn no_decoder(_: &[u8]) -> Option<String> {
    None
}
