//! Where a number of a zip archive does not fit into 32 bits, or a program thought that it might not: it stands elsewhere,
//! in 64 (APPNOTE 4.3.14, 4.3.15 and 4.5.3).

use super::archive::{long, short};

/// What stands where a number does not.
const ELSEWHERE: usize = 0xffff_ffff;
const LOCATOR: &[u8] = b"PK\x06\x07";
const LOCATOR_LENGTH: usize = 20;
const END: &[u8] = b"PK\x06\x06";

/// Where the list of files begins, for an archive whose end stands at `end`.
pub(super) fn directory(bytes: &[u8], end: usize) -> Option<usize> {
    let begin = long(bytes, end + 16)?;
    if begin != ELSEWHERE {
        return (begin <= end).then_some(begin);
    }
    let locator = end.checked_sub(LOCATOR_LENGTH).filter(|&at| bytes[at..].starts_with(LOCATOR))?;
    let wide = wide(bytes, locator + 8)?;
    let is_end = bytes.get(wide..locator)?.starts_with(END);
    self::wide(bytes, wide.checked_add(48)?).filter(|&begin| is_end && begin <= wide)
}

/// The sizes and the place of a file, `[contents, packed, at]`, as far as they stand in its extra fields.
pub(super) fn numbers(stated: [usize; 3], mut extra: &[u8]) -> Option<[usize; 3]> {
    if !stated.contains(&ELSEWHERE) {
        return Some(stated);
    }
    while let (Some(kind), Some(length)) = (short(extra, 0), short(extra, 2)) {
        let field = extra.get(4..4 + usize::from(length))?;
        if kind == 1 {
            let mut places = (0..).step_by(8);
            let mut numbers = stated;
            for number in numbers.iter_mut().filter(|number| **number == ELSEWHERE) {
                *number = wide(field, places.next()?)?;
            }
            return Some(numbers);
        }
        extra = &extra[4 + field.len()..];
    }
    // A file of just that size.
    Some(stated)
}

fn wide(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?)).ok()
}
