//! Documents are read away from the page or in it: it makes no difference, and none is lost or counted twice.

use yardstick::app::{CommitteeMsg, Effect, Msg, Picked, Staged};
use yardstick::domain::intake::Verdict;
use yardstick::format::{Bundle, Place, ReadError, Standards, read_submission, write_submission};

use crate::cases;
use crate::charsets::gb18030;
use crate::desk::Desk;
use crate::project;
use crate::scenario::Scenario;
use crate::zips::{Packed, zip};

fn text(n: usize) -> String {
    let case = &cases::all("sixteen")[n % 16];
    let named = Scenario::with(case.sheet.clone()).called(&format!("unit-{n}"));
    write_submission(named.unit(&format!("{n}村党支部"), "village", "2026").sheet()).text
}

fn file(name: &str, bytes: impl Into<Vec<u8>>) -> Picked {
    Picked { name: name.to_owned(), contents: Ok(bytes.into()) }
}

/// Files of every kind: sound ones, changed ones, other ones, in archives, in bundles, in other encodings.
fn heap() -> Vec<Picked> {
    let texts: Vec<String> = (0..12).map(text).collect();
    let mut bundle = Bundle::default();
    for text in &texts[8..] {
        bundle.add(Place::Received, text.as_bytes()).expect("whole");
    }
    let bundle = bundle.write().text;
    let laid_out: serde_json::Value = serde_json::from_str(&bundle).expect("JSON");
    let wide: Vec<u8> = texts[3].encode_utf16().flat_map(u16::to_le_bytes).collect();
    let inside = [
        Packed::of("a.json", texts[0].as_bytes()),
        Packed { flags: 1, ..Packed::of("密.json", b"{}") },
        Packed::of("b.rar", b"Rar!"),
        Packed::of("bundle.json", bundle.as_bytes()),
        Packed::of("c.json", texts[1].as_bytes()),
    ];
    let mut files = vec![
        file("一.json", texts[2].clone()),
        file("二.zip", zip(&inside)),
        file("三.json", [&b"\xff\xfe"[..], &wide].concat()),
        file("四.json", encoding_rs::GB18030.encode(&texts[4]).0.into_owned()),
        file("断.json", &texts[5].as_bytes()[..2000]),
        file("改.json", texts[5].replacen("5村", "六村", 1)),
        file("表.csv", "单位,得分,名次"),
        file("五.json", texts[5].clone()),
        file("五 (1).json", texts[5].clone()),
        file("残.json", bundle.as_bytes()[..bundle.len() - 20].to_vec()),
        file("排.json", serde_json::to_string_pretty(&laid_out).expect("JSON")),
        file("断.zip", zip(&inside)[..900].to_vec()),
        file("模板.json", project::read("templates/staged_tasks.json")),
        Picked { name: "大.json".to_owned(), contents: Err(ReadError::TooMany) },
    ];
    files.extend(texts[6..8].iter().enumerate().map(|(n, text)| file(&format!("{n}.json"), text.clone())));
    files
}

/// A desk to which `heap` was given, whose batches are answered by `answer` with the briefs that a worker has.
fn looked(mut answer: impl FnMut(&mut Desk, usize, CommitteeMsg)) -> Desk {
    let mut desk = Desk::committee();
    desk.model.gb18030 = gb18030;
    let mut effects = desk.tell(Msg::Committee(CommitteeMsg::Dropped(heap())));
    let mut batches = 0;
    while let Some(effect) = effects.pop() {
        if matches!(effect, Effect::LookAt(..)) {
            batches += 1;
            match desk.carry_out(effect) {
                Some(Msg::Committee(looked)) => answer(&mut desk, batches, looked),
                other => panic!("{other:?}"),
            }
            effects.push(Effect::StageSoon);
        } else if let Some(msg) = desk.carry_out(effect) {
            let more = desk.tell(msg);
            effects.splice(0..0, more);
        }
    }
    assert_eq!(desk.model.committee.unseen.left(), 0);
    desk
}

fn tell(desk: &mut Desk, msg: CommitteeMsg) {
    for effect in desk.tell(Msg::Committee(msg)) {
        if !matches!(effect, Effect::StageSoon) {
            desk.carry_out(effect);
        }
    }
}

fn is(staged: &Staged, wanted: &Verdict) -> bool {
    staged.outcome.as_ref().is_ok_and(|(_, verdict)| verdict == wanted)
}

/// The table, each file in a line, in the order of names: what stands in a bundle that was laid out anew comes a little
/// later when it is looked for in batches.
fn rows(desk: &Desk) -> Vec<String> {
    let row = |staged: &Staged| {
        let outcome = staged.outcome.as_ref().map(|(received, verdict)| (&received.digest, verdict));
        let kept = staged.quarantined.as_ref().map(|file| &file.key[..8]);
        let (text, total) = (staged.text.len(), staged.total);
        format!("{} {outcome:?} {:?} {kept:?} {text} {total:?}", staged.name, staged.charset)
    };
    let mut rows: Vec<String> = desk.model.committee.staged.iter().map(row).collect();
    rows.sort();
    rows
}

#[test]
fn it_makes_no_difference_who_reads() {
    let nobody = |msg| match msg {
        CommitteeMsg::LookedAt(batch, _) => CommitteeMsg::LookedAt(batch, vec![]),
        other => other,
    };
    let there = looked(|desk, _, msg| tell(desk, msg));
    let here = looked(|desk, _, msg| tell(desk, nobody(msg)));
    // It dies after the first batch, and what it said last comes once more, late.
    let dies = looked(|desk, n, msg| {
        let late = msg.clone();
        tell(desk, if n > 1 { nobody(msg) } else { msg });
        tell(desk, late);
    });
    let mut at_once = Desk::committee();
    at_once.model.committee.stage(heap(), gb18030);
    assert_eq!(rows(&here), rows(&there));
    assert_eq!(rows(&dies), rows(&there));
    assert_eq!(rows(&at_once), rows(&there));
    let verdicts = |verdict| there.model.committee.staged.iter().filter(move |one| is(one, &verdict)).count();
    assert_eq!((verdicts(Verdict::Accepted), verdicts(Verdict::Duplicate), rows(&there).len()), (12, 9, 30));
    let damaged = there.model.committee.staged.iter().find(|one| one.name == "残.json").expect("it is told");
    assert!(matches!(damaged.outcome, Err(ReadError::CutOff { .. })), "beside what is whole in it");
    assert!(damaged.quarantined.is_some());
}

#[test]
fn what_is_put_away_in_the_meantime_does_not_come_back() {
    let mut desk = Desk::committee();
    desk.tell(Msg::Committee(CommitteeMsg::Dropped(vec![file("一.json", text(1))])));
    let effects = desk.tell(Msg::Committee(CommitteeMsg::TimeToStage));
    desk.tell(Msg::Committee(CommitteeMsg::Discarded));
    desk.tell(Msg::Committee(CommitteeMsg::Dropped(vec![file("二.json", text(2))])));
    desk.tell(Msg::Committee(CommitteeMsg::TimeToStage));
    for effect in effects {
        let late = desk.carry_out(effect).expect("an answer");
        desk.tell(late);
    }
    assert_eq!((desk.model.committee.staged.len(), desk.model.committee.unseen.left()), (0, 1));
}

/// Every sheet of the cases, read as a whole and by way of a worker; and what is not sound.
#[test]
fn a_brief_says_the_same_as_the_file() {
    let (mut worker, mut page) = (Standards::default(), Standards::default());
    let mut sound = 0;
    for folder in ["strong_branch", "sixteen"] {
        for case in cases::all(folder) {
            let text = write_submission(&case.sheet).text;
            let whole = read_submission(text.as_bytes());
            let brief = worker.brief(text.as_bytes()).expect("it is sound");
            assert!(brief.text.len() * 2 < text.len(), "the standard stays away");
            let followed = page.follow(brief.clone()).map_or_else(|| page.read(text.as_bytes()), Ok);
            assert_eq!(followed, whole);
            // The standard is known now, and shared.
            assert_eq!(page.follow(brief), whole.ok());
            sound += 1;
        }
    }
    assert!(sound > 16, "{sound}");
    for unsound in ["", "{}", "{\"format\":\"yardstick.submission\"}", &text(1).replacen("1村", "2村", 1)] {
        assert_eq!((worker.brief(unsound.as_bytes()), read_submission(unsound.as_bytes()).is_err()), (None, true));
    }
}

#[test]
fn standards_of_a_hundred_files_are_one() {
    let mut standards = Standards::default();
    let [one, other] = [1, 2].map(|n| standards.read(text(n).as_bytes()).expect("sound").submission.template);
    assert!(std::sync::Arc::ptr_eq(&one, &other));
}
