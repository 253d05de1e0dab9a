//! Addresses: a stable hook, since other people's scripts open sheets by them.

use proptest::prelude::*;
use yardstick::app::Route;
use yardstick::domain::SubmissionId;

fn fill(id: &str) -> Route {
    Route::Fill(SubmissionId::from(id))
}

#[test]
fn every_address_leads_to_its_place_and_back() {
    for (hash, route) in [
        ("#/", Route::Home),
        ("#/rollup", Route::Rollup),
        ("#/fill?template=strong_branch", Route::New("strong_branch".to_owned())),
        ("#/fill?template=templates/own.json", Route::New("templates/own.json".to_owned())),
        ("#/fill?template=https://a.example/t.json", Route::New("https://a.example/t.json".to_owned())),
        ("#/fill?template=%E6%A0%87%E5%B0%BA.json", Route::New("标尺.json".to_owned())),
        ("#/fill?record=abc", fill("abc")),
        ("#/print?record=abc", Route::Print(SubmissionId::from("abc"))),
    ] {
        assert_eq!(Route::parse(hash), route, "{hash}");
        assert_eq!(route.hash(), hash);
    }
}

#[test]
fn other_spellings_lead_to_the_same_place() {
    for (hash, route) in [
        ("", Route::Home),
        ("#", Route::Home),
        ("/", Route::Home),
        ("#rollup", Route::Rollup),
        ("#/rollup/", Route::Rollup),
        ("#/rollup?x=1", Route::Rollup),
        ("#/fill?lang=en&record=abc", fill("abc")),
        ("#/fill?record=abc&template=strong_branch", fill("abc")),
        ("#/fill?template=标尺.json", Route::New("标尺.json".to_owned())),
    ] {
        assert_eq!(Route::parse(hash), route, "{hash}");
    }
}

#[test]
fn what_is_unknown_leads_home() {
    for hash in [
        "#/nowhere",
        "#/fill",
        "#/fill?",
        "#/fill?record=",
        "#/fill?record",
        "#/fill?records=a",
        "#/print?template=a",
        "#/FILL?record=a",
        "#/%66ill?record=a",
    ] {
        assert_eq!(Route::parse(hash), Route::Home, "{hash}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_route_survives_its_address(text in "\\PC{1,40}|[%&=?#+ /]{1,6}|[a-zA-Z0-9_-]{1,64}") {
        let id = SubmissionId::from(text.as_str());
        for route in [Route::New(text), Route::Fill(id.clone()), Route::Print(id)] {
            let hash = route.hash();
            prop_assert!(hash.is_ascii() && !hash.contains(' '), "{}", hash);
            prop_assert_eq!(Route::parse(&hash), route);
        }
    }

    #[test]
    fn any_address_leads_somewhere_without_panic(hash in "\\PC{0,40}|#/fill\\?record=[%0-9a-gA-G+]{0,12}") {
        let route = Route::parse(&hash);
        prop_assert_eq!(Route::parse(&route.hash()), route);
    }
}
