//! Organisations, never persons: what a template may not ask, and which words make a reviewer look
//! twice. A word list can be worded around; what really keeps persons out is that no rule stores
//! text about anyone, and that rows have columns with names.

/// Fields about a person. A template that asks for one is refused.
const REFUSED: Words = words(&[
    "身份证号",
    "身份證號",
    "个人电话",
    "個人電話",
    "住址",
    "人像",
    "宗教",
    "疾病",
    "案件号",
    "案件號",
    "处分",
    "處分",
    "上访",
    "上訪",
    "前科",
]);

/// Words that often go with lists of persons: shown to the author, not refused.
const WARNED: Words = words(&[
    "重点人员",
    "重點人員",
    "稳控",
    "穩控",
    "信访人",
    "信訪人",
    "涉邪",
    "信教",
    "刑满",
    "刑滿",
    "社区矫正对象",
    "社區矯正對象",
    "吸毒",
    "精神障碍",
    "精神障礙",
    "嫌疑",
    "线索",
    "線索",
    "画像",
    "畫像",
    "黑名单",
    "黑名單",
]);

/// Fields that ask who somebody is. A field that takes a text, and a column of a ledger, may not be
/// called so: posts are asked for, not persons.
const PERSONAL: Words = words(&[
    "姓名",
    "名字",
    "身份证",
    "身份證",
    "手机",
    "手機",
    "性别",
    "性別",
    "年龄",
    "年齡",
    "出生",
    "民族",
    "籍贯",
    "籍貫",
    "户籍",
    "戶籍",
    "当事人",
    "當事人",
    "责任人",
    "責任人",
    "负责人",
    "負責人",
    "联系人",
    "聯繫人",
    "经办人",
    "經辦人",
    "名单",
]);

/// The first word in the name of a text field that asks who somebody is.
pub fn personal(text: &str) -> Option<&'static str> {
    first(&PERSONAL, text)
}

/// The first refused word in a text.
pub fn refused(text: &str) -> Option<&'static str> {
    first(&REFUSED, text)
}

/// The first warned word in a text.
pub fn warned(text: &str) -> Option<&'static str> {
    first(&WARNED, text)
}

/// Spaces inside a word do not hide it.
fn first(words: &Words, text: &str) -> Option<&'static str> {
    let is_gap = |c: char| c.is_whitespace() || c == '\u{200b}';
    let begins = |word: &str, rest: &str| {
        let mut rest = rest.chars().filter(|c| !is_gap(*c));
        word.chars().all(|c| rest.next() == Some(c))
    };
    // Every letter of every text comes by here, and nearly none begins a word.
    let may_begin = |c: char| words.beginnings >> (u32::from(c) % 128) & 1 == 1;
    text.char_indices().filter(|(_, c)| may_begin(*c)).find_map(|(at, c)| {
        let mut starting = words.all.iter().copied().filter(|word| word.starts_with(c));
        starting.find(|word| begins(word, &text[at..]))
    })
}

/// Words, and a bit for each letter that one begins with, by the last seven bits of its code.
struct Words {
    all: &'static [&'static str],
    beginnings: u128,
}

const fn words(all: &'static [&'static str]) -> Words {
    let (mut beginnings, mut n) = (0, 0);
    while n < all.len() {
        let word = all[n].as_bytes();
        // Chinese letters are three bytes long; the last two end with six bits of the code each.
        assert!(word[0] >> 4 == 0b1110);
        beginnings |= 1 << ((word[1] & 1) << 6 | word[2] & 0b11_1111);
        n += 1;
    }
    Words { all, beginnings }
}
