//! The files in `words/`: every word is said somewhere, in its own script and punctuation.

use yardstick::app::learn;
use yardstick::domain::Lang;

use crate::cases;
use crate::project;
use crate::source::{Source, mentions};

/// `flaw.bad_id` → `FlawBadId`, as the build script does.
fn variant(key: &str) -> String {
    let big = |part: &str| part[..1].to_ascii_uppercase() + &part[1..];
    key.split(['.', '_']).map(big).collect()
}

fn words(lang: Lang) -> Vec<(String, String)> {
    let file = cases::json_of(&format!("words/{}.json", lang.tag()));
    let members = file.as_object().expect("words").clone();
    members.into_iter().map(|(key, text)| (key, text.as_str().expect("a text").to_owned())).collect()
}

#[test]
fn a_language_is_known_by_its_tag_and_calls_itself_by_its_own_name() {
    for (lang, tag, name) in
        [(Lang::ZhHans, "zh-Hans", "简体中文"), (Lang::ZhHant, "zh-Hant", "繁體中文"), (Lang::En, "en", "English")]
    {
        assert_eq!((lang.tag(), lang.name(), Lang::from_tag(tag)), (tag, name, Some(lang)));
    }
    assert_eq!(Lang::from_tag("zh"), None);
}

#[test]
fn every_word_is_used() {
    let sources = project::files("src", ".rs");
    let code: String = sources.iter().map(|file| Source::of(&project::read(file)).code).collect();
    // What a script says stands in it when the page is built.
    let script = project::read("offline.js");
    let unused: Vec<String> = words(Lang::ZhHans)
        .into_iter()
        .map(|(key, _)| key)
        .filter(|key| !mentions(&code, &format!("Word::{}", variant(key))) && !script.contains(&format!("\"{key}\"")))
        .collect();
    assert!(unused.is_empty(), "never said: {unused:?}");
}

/// The filling page is linked without them.
#[test]
fn what_only_the_desk_says_is_said_only_there() {
    const THERE: [&str; 17] = [
        "app/wording/flaw.rs",
        "app/wording/mod.rs",
        "app/wording/refused.rs",
        "app/wording/table.rs",
        "app/wording/trouble.rs",
        "app/wording/written.rs",
        "bin/yardstick/rollup.rs",
        "web/pages/frame.rs",
        "web/pages/carry.rs",
        "web/pages/key.rs",
        "web/pages/lock.rs",
        "web/pages/look.rs",
        "web/pages/machine.rs",
        "web/pages/matrix.rs",
        "web/pages/print.rs",
        "web/pages/rollup.rs",
        "web/pages/staging.rs",
    ];
    let list = project::read("words/desk.txt");
    let words = words(Lang::ZhHans);
    let sources = project::files("src", ".rs");
    for beginning in list.lines() {
        let said: Vec<_> = words.iter().filter(|(key, _)| key.starts_with(beginning)).collect();
        assert!(!said.is_empty(), "{beginning} begins no word");
        for file in sources.iter().filter(|file| !THERE.iter().any(|there| file.ends_with(there))) {
            let code = Source::of(&project::read(file)).code;
            for (key, _) in &said {
                assert!(!mentions(&code, &format!("Word::{}", variant(key))), "{file} says {key}");
            }
        }
    }
}

#[test]
fn words_stand_in_the_order_of_their_keys_and_none_is_blank() {
    for lang in Lang::ALL {
        let text = project::read(&format!("words/{}.json", lang.tag()));
        let keys: Vec<&str> =
            text.lines().filter_map(|line| line.trim().strip_prefix('"')?.split('"').next()).collect();
        assert!(keys.is_sorted(), "{}", lang.tag());
        for (key, text) in words(lang) {
            assert!(!text.is_empty(), "{key} in {}", lang.tag());
        }
    }
}

#[test]
fn chinese_sentences_use_chinese_punctuation() {
    for lang in [Lang::ZhHans, Lang::ZhHant] {
        for (key, text) in words(lang) {
            let plain = without_blanks(&text);
            let signs: Vec<char> = plain.chars().collect();
            for window in signs.windows(3) {
                let [before, sign, after] = [window[0], window[1], window[2]];
                assert!(!(is_han(before) && ",.;:?!()".contains(sign) && is_han(after)), "{key}: {text}");
                assert!(
                    !(sign.is_ascii_punctuation() && after.is_ascii_punctuation() && is_han(before)),
                    "{key}: {text}"
                );
            }
        }
    }
}

/// A blank stands for a word.
fn without_blanks(text: &str) -> String {
    let mut parts = text.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |out, part| out + "字" + part.split_once('}').map_or("", |(_, rest)| rest))
}

fn is_han(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c)
}

#[test]
fn simplified_and_traditional_are_told_apart() {
    let (simplified, traditional) = (words(Lang::ZhHans), words(Lang::ZhHant));
    let count = |all: &[(String, String)], signs: &str| {
        all.iter().filter(|(_, text)| text.contains(|c| signs.contains(c))).count()
    };
    // A few of the commonest signs that have two forms.
    assert_eq!(count(&simplified, "個項這還沒為們來對開單應說請"), 0);
    assert_eq!(count(&traditional, "个项这还没为们来对开单应说请"), 0);
}

#[test]
fn words_are_taken_in_only_from_a_file_of_this_very_build() {
    let text = project::read("words/en.json");
    let refused = |text: &str| learn(Lang::En, text.as_bytes()).is_err();
    assert!(
        refused("[]")
            && refused("{}")
            && refused("{\"a\":1}")
            && refused(&text[..text.floor_char_boundary(text.len() / 2)])
    );
    // Another build may have as many words under other names: then all of them would be off.
    assert!(refused(&text.replacen("\"action.export\"", "\"zzz.export\"", 1)), "a key is another one");
    assert!(!refused(&text));
}
