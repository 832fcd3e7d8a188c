//! `ffi-gen infer`: a draft of a side file, or its facts as JSON lines; and `generate --trust inferred`.

use super::{Source, complain, finish, print, tell};
use crate::{
    annotation::overlay,
    backend,
    diagnostic::{Code, Diagnostic, Diagnostics},
    emit::disk,
    infer::{self, update},
    pipeline::{self, Failure, Output, Read, Request},
};
use clap::{Args, ValueEnum};
use std::{fs, path::PathBuf};

const EXAMPLES: &str = "Examples:
  ffi-gen infer '<lmdb.h>'                       a draft to standard output
  ffi-gen infer '<lmdb.h>' -o lmdb.ffi.toml      a draft to a file; what stands there already stays as it is
  ffi-gen infer '<lmdb.h>' --format json         one object per line, for programs";

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Infer {
    #[command(flatten)]
    source: Source,
    /// Write to this file; entries that it has already are left alone, and new ones are added to their groups
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// What to write
    #[arg(long, value_enum, default_value_t, conflicts_with = "output")]
    format: Format,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Format {
    /// A side file for people.
    #[default]
    Toml,
    /// One JSON object per line.
    Json,
}

pub(super) fn run(arguments: Infer) -> u8 {
    let mut diagnostics = Diagnostics::default();
    let input = arguments.source.read(&mut diagnostics);
    let existing = arguments.output.as_deref().filter(|path| path.exists());
    let read = match pipeline::read(&input, existing, &mut diagnostics) {
        Ok(read) => read,
        Err(Failure { sources, .. }) => return finish(&diagnostics, &sources),
    };
    let Read {
        contract, overlay, ..
    } = &read;
    if let Format::Json = arguments.format {
        if let Err(diagnostic) = print(&infer::json::lines(contract, overlay)) {
            diagnostics.push(diagnostic);
        }
        return finish(&diagnostics, contract.sources());
    }
    let draft = infer::draft(contract, overlay, &mut diagnostics);
    let (active, commented) = draft.counts();
    let written = match (&arguments.output, existing) {
        (Some(path), Some(_)) => fs::read_to_string(path)
            .ok()
            .and_then(|text| update::update(&text, &draft))
            .ok_or_else(|| {
                Diagnostic::error(
                    Code::OverlayInvalid,
                    format!("the new entries cannot be put into `{}`", path.display()),
                )
            })
            .and_then(|text| disk::write_all([(path.clone(), text.as_bytes())])),
        (Some(path), None) => disk::write_all([(path.clone(), infer::text(&draft).as_bytes())]),
        (None, _) => print(&infer::text(&draft)).map(|()| Vec::new()),
    };
    match written {
        Ok(changes) => {
            tell(&changes);
            if arguments.output.is_some() {
                complain(&format!(
                    "{active} new entries to review, {commented} more as comments with what is not known\n"
                ));
            }
        }
        Err(diagnostic) => diagnostics.push(diagnostic),
    }
    finish(&diagnostics, contract.sources())
}

/// As `pipeline::run`, with what `infer` is sure of taken as true.
pub(super) fn run_trusting(
    request: &Request,
    diagnostics: &mut Diagnostics,
) -> Result<Output, Failure> {
    let mut read = pipeline::read(&request.input, request.overlay.as_deref(), diagnostics)?;
    let draft = infer::draft(&read.contract, &read.overlay, diagnostics);
    let (trusted, _) = draft.counts();
    let file = read
        .contract
        .add_source("inferred.ffi.toml".into(), infer::text(&draft).as_bytes());
    let inferred = overlay::read(file, read.contract.sources(), diagnostics);
    read.overlay = inferred.beneath(read.overlay);
    diagnostics.push(
        Diagnostic::warning(
            Code::NotReviewedButTrusted,
            format!("{trusted} entries are trusted that nobody has reviewed"),
        )
        .note("a wrong guess makes the safe API unsound: a double free, a use after free")
        .help("for anything but an experiment, review what `ffi-gen infer` writes and use `--contract`"),
    );
    let (resolved, files) =
        pipeline::decide(&request.input, &request.selection, read, diagnostics)?;
    let mut emission = backend::run(&*request.backend, &resolved);
    emission.files = emission.files.noted(NOTICE);
    Ok(Output {
        resolved,
        emission,
        read: files,
    })
}

const NOTICE: &str = "\
// NOT REVIEWED: made with `--trust inferred`, from a draft that nobody has looked at. A wrong guess about who owns what
// makes this API unsound.
";
