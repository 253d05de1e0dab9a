//! `yardstick bundle`

use yardstick::app::wording;
use yardstick::format::{Bundle, Kind, Place, ReadError, kind_of, read_bundle};

use crate::files::{self, Progress};
use crate::{Call, Unusable};

/// Puts files into one bundle; all is well when each got in.
pub(crate) fn run(call: &Call) -> Result<bool, Unusable> {
    let files = files::all(&call.paths)?;
    let mut progress = Progress::through(&files);
    let (mut bundle, mut well) = (Bundle::default(), true);
    for file in &files {
        for error in add(&mut bundle, &files::read(file)?) {
            eprintln!("{}: {}", file.display(), wording::read_trouble(call.lang, &error));
            well = false;
        }
        progress.step();
    }
    files::write(call.out.as_deref(), &bundle.write().text)?;
    Ok(well)
}

/// Adds a file, or what is in it where it is a bundle itself; returns what is wrong.
fn add(bundle: &mut Bundle, file: &[u8]) -> Vec<ReadError> {
    let place = match kind_of(file) {
        Ok(Kind::Submission) => Place::Records,
        Ok(Kind::Template) => Place::Templates,
        Ok(Kind::Rollup) => Place::Rollups,
        Ok(Kind::Bundle) => match read_bundle(file) {
            Ok(other) => {
                let members = other.members.iter();
                let wrong = members.filter_map(|member| bundle.add(member.place, &member.file).err());
                return wrong.chain(other.damage.clone()).collect();
            }
            Err(error) => return vec![error],
        },
        // A bundle is passed on; a key is not.
        Ok(found @ Kind::Key) => return vec![ReadError::OtherKind { found, wanted: Kind::Bundle }],
        Err(error) => return vec![error],
    };
    bundle.add(place, file).err().into_iter().collect()
}
