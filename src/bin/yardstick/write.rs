//! `yardstick new` and `yardstick migrate`

use yardstick::app::wording;
use yardstick::domain::{Sheet, Submission, SubmissionId, Unit, UnitTypeId};
use yardstick::format::{
    Bundle, Kind, Place, ReadError, kind_of, read_bundle, read_submission, read_template, write_submission,
    write_template,
};

use crate::files::{self, Progress};
use crate::{Call, Unusable};

/// Writes an empty submission.
pub(crate) fn new(call: &Call) -> Result<bool, Unusable> {
    let path = call.only_path()?;
    let trouble = |error: ReadError| format!("{}: {}", path.display(), wording::read_trouble(call.lang, &error));
    let template = read_template(&files::read(path)?).map_err(trouble)?;
    if let Some(kind) =
        call.unit_type.as_deref().filter(|kind| !template.unit_types.iter().any(|one| one.id.as_str() == *kind))
    {
        let known: Vec<&str> = template.unit_types.iter().map(|one| one.id.as_str()).collect();
        return Err(format!("no kind of unit {kind:?}: {}", known.join(", ")));
    }
    let period = match &call.period {
        Some(text) => Some(text.parse().map_err(|error| format!("{error}"))?),
        None => None,
    };
    // The same call gives the same file: the id is drawn from what it says.
    let about = [template.fingerprint(), call.name.clone(), format!("{:?} {period:?}", call.unit_type)];
    let id = &yardstick::format::sha256(&about.join("\n"))[..16];
    let mut submission = Submission::new(SubmissionId::from(id), template);
    submission.unit =
        Unit { name: call.name.clone(), unit_type: call.unit_type.as_deref().map(UnitTypeId::from), ..Unit::default() };
    submission.period = period;
    files::write(call.out.as_deref(), &write_submission(&Sheet::open(submission)).text)?;
    Ok(true)
}

/// Writes files in the current version.
pub(crate) fn migrate(call: &Call) -> Result<bool, Unusable> {
    let files = files::all(&call.paths)?;
    let folder = call.out.as_deref().filter(|out| out.is_dir());
    if files.len() > 1 && folder.is_none() {
        return Err("several files need -o with a folder".to_owned());
    }
    let mut progress = Progress::through(&files);
    let mut well = true;
    for file in &files {
        let written = anew(&files::read(file)?);
        progress.step();
        match written {
            Ok(text) => {
                let named = folder.and_then(|folder| Some(folder.join(file.file_name()?)));
                files::write(named.as_deref().or(call.out.as_deref()), &text)?;
            }
            Err(error) => {
                eprintln!("{}: {}", file.display(), wording::read_trouble(call.lang, &error));
                well = false;
            }
        }
    }
    Ok(well)
}

fn anew(bytes: &[u8]) -> Result<String, ReadError> {
    match kind_of(bytes)? {
        Kind::Template => read_template(bytes).map(|template| write_template(&template)),
        Kind::Submission => {
            read_submission(bytes).map(|received| write_submission(&Sheet::open(received.submission)).text)
        }
        Kind::Bundle => {
            let (old, mut new) = (read_bundle(bytes)?, Bundle::default());
            for member in &old.members {
                // A roll-up says what was so when it was written.
                match member.place {
                    Place::Rollups => new.add(member.place, &member.file)?,
                    place => new.add(place, anew(&member.file)?.as_bytes())?,
                }
            }
            old.damage.map_or_else(|| Ok(new.write().text), Err)
        }
        found @ (Kind::Rollup | Kind::Key) => Err(ReadError::OtherKind { found, wanted: Kind::Submission }),
    }
}
