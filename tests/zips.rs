//! [`Packed`]: zip archives made by hand, sound and hostile.

use miniz_oxide::deflate::compress_to_vec;

/// One file of an archive, every field of it free to lie.
#[derive(Clone)]
pub(crate) struct Packed {
    /// Its name as bytes.
    pub(crate) name: Vec<u8>,
    /// Bit 0: encrypted; bit 11: the name is UTF-8.
    pub(crate) flags: u16,
    /// 0: stored; 8: deflated.
    pub(crate) method: u16,
    /// What lies in the archive.
    pub(crate) inside: Vec<u8>,
    /// How long it says that the contents are.
    pub(crate) stated: u32,
    /// CRC-32 of the contents, as stated.
    pub(crate) crc: u32,
    /// What made it (3 is Unix), in the upper byte.
    pub(crate) made_by: u16,
    /// The mode of the file on Unix.
    pub(crate) mode: u32,
}

impl Packed {
    /// A file as any program packs it.
    pub(crate) fn of(name: &str, contents: &[u8]) -> Packed {
        Packed {
            name: name.as_bytes().to_vec(),
            flags: 0x800,
            method: 8,
            inside: compress_to_vec(contents, 6),
            stated: u32::try_from(contents.len()).expect("small"),
            crc: crc(contents),
            made_by: 0,
            mode: 0,
        }
    }
}

/// An archive all of whose numbers stand in 64 bits, as programs write it that do not know beforehand how much will come.
pub(crate) fn zip64(files: &[Packed]) -> Vec<u8> {
    let (mut out, mut central) = (Vec::new(), Vec::new());
    let short = |value: usize| u16::try_from(value).expect("small").to_le_bytes();
    let wide = |value: usize| u64::try_from(value).expect("small").to_le_bytes();
    let elsewhere = [0xff; 4];
    for file in files {
        let numbers = [wide(file.stated as usize), wide(file.inside.len()), wide(out.len())].concat();
        let head = [&[45, 0][..], &file.flags.to_le_bytes(), &file.method.to_le_bytes(), &[0; 4]].concat();
        let sizes = [&file.crc.to_le_bytes()[..], &elsewhere, &elsewhere].concat();
        let names = short(file.name.len());
        let local = [&[1, 0, 16, 0][..], &numbers[..16]].concat();
        out.extend([b"PK\x03\x04", &head[..], &sizes, &names, &[20, 0], &file.name, &local, &file.inside].concat());
        // Behind a field of somebody else: when it was changed, on Unix.
        let extra = [&b"UT\x05\x00\x01\0\0\0\0"[..], &[1, 0, 24, 0], &numbers].concat();
        let begin = [&[45, 0][..], &head, &sizes, &names, &short(extra.len()), &[0; 10], &elsewhere].concat();
        central.extend([b"PK\x01\x02", &begin[..], &file.name, &extra].concat());
    }
    let (begin, count, length) = (out.len(), wide(files.len()), wide(central.len()));
    out.extend(&central);
    let end = out.len();
    out.extend(
        [b"PK\x06\x06", &wide(44)[..], &[45, 0, 45, 0], &[0; 8], &count, &count, &length, &wide(begin)].concat(),
    );
    out.extend([b"PK\x06\x07", &[0; 4][..], &wide(end), &[1, 0, 0, 0]].concat());
    out.extend([b"PK\x05\x06", &[0; 4][..], &[0xff; 12], &[0, 0]].concat());
    out
}

/// The archive.
pub(crate) fn zip(files: &[Packed]) -> Vec<u8> {
    let (mut out, mut central) = (Vec::new(), Vec::new());
    let short = |value: usize| u16::try_from(value & 0xffff).expect("masked").to_le_bytes();
    let long = |value: usize| u32::try_from(value).expect("small").to_le_bytes();
    for file in files {
        let at = long(out.len());
        let sizes = [file.crc.to_le_bytes(), long(file.inside.len()), file.stated.to_le_bytes()].concat();
        let head = [&[20, 0][..], &file.flags.to_le_bytes(), &file.method.to_le_bytes(), &[0; 4], &sizes].concat();
        let names = short(file.name.len());
        out.extend([b"PK\x03\x04", &head[..], &names, &[0, 0], &file.name, &file.inside].concat());
        let by = file.made_by.to_le_bytes();
        let mode = (file.mode << 16).to_le_bytes();
        central.extend([b"PK\x01\x02", &by[..], &head, &names, &[0; 8], &mode, &at, &file.name].concat());
    }
    let (count, begin, length) = (short(files.len()), long(out.len()), long(central.len()));
    out.extend(&central);
    out.extend([b"PK\x05\x06", &[0; 4][..], &count, &count, &length, &begin, &[0, 0]].concat());
    out
}

/// CRC-32, bit by bit.
pub(crate) fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 };
    !bytes.iter().fold(!0_u32, |crc, &byte| (0..8).fold(crc ^ u32::from(byte), step))
}
