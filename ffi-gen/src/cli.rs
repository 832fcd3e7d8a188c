//! The command line: what can be asked for, and what is printed. Everything else is in the library.

mod doctor;
mod explain;
mod export;
mod facts;
mod fmt;
mod infer;
mod report;
mod verify;

use crate::{
    annotation,
    backend::{
        registry::{self, Settings},
        summary,
    },
    diagnostic::{Code, Color, Diagnostic, Diagnostics, render},
    emit::{
        Files,
        disk::{self, Change},
    },
    frontend::{Header, Input},
    pipeline::{self, Failure, Request},
    resolve::Selection,
    source::SourceMap,
};
use clap::{
    Args, Parser, Subcommand, ValueEnum,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use std::{
    env,
    ffi::OsString,
    io::{self, IsTerminal, Read, Write},
    path::PathBuf,
    sync::Arc,
};

/// Done.
const DONE: u8 = 0;
/// Diagnostics with errors.
const FAILED: u8 = 1;
/// The command line makes no sense.
const USAGE: u8 = 2;

/// Makes bindings for C libraries from their headers
#[derive(Parser)]
#[command(name = "ffi-gen", version, max_term_width = 100, after_help = EXIT_CODES)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Translate headers
    Generate(Generate),
    /// Draft a side file, with the reason for every fact
    Infer(infer::Infer),
    /// Write the header of what a crate exports with `#[export]`
    Export(export::Export),
    /// Print every fact about a function or type, and where each comes from
    Explain(explain::Explain),
    /// Print what was understood of headers, as JSON
    Dump(Dump),
    /// Compare declarations written by hand with headers
    Verify(verify::Verify),
    /// Bring side files into canonical form
    Fmt(fmt::Fmt),
    /// Print what facts there are, with what each takes and means
    Facts(facts::Facts),
    /// Print ffi_annotations.h, the macros that annotate a C header
    AnnotationsHeader {
        /// Print interop_message.h instead, the macro that makes messages of structures
        #[arg(long)]
        messages: bool,
    },
    /// Show what was found on this machine, and what to do about what was not
    Doctor,
}

const EXIT_CODES: &str =
    "Exit codes: 0 done, 1 errors (nothing is written then), 2 the command line makes no sense";

const EXAMPLES: &str = "Examples:
  ffi-gen generate thing.h                              bindings to standard output
  ffi-gen generate '<zlib.h>' -o src --name zlib        src/zlib.rs, for `mod zlib;`
  ffi-gen generate '<zlib.h>' --allow 'deflate.*'       some functions, and the types they need
  ffi-gen generate thing.h -- -I include -D THING=1     arguments for clang";

#[derive(Args)]
#[command(after_help = EXAMPLES)]
struct Generate {
    #[command(flatten)]
    source: Source,
    /// The language to write
    #[arg(long, value_parser = languages(), default_value = registry::BUILT_IN[0].name)]
    lang: &'static registry::Entry,
    /// `raw`: exactly what C has, all of it unsafe; `safe`: beside it a safe API of what the contract vouches for.
    /// With a contract the default is `safe`
    #[arg(long, value_enum)]
    tier: Option<Tier>,
    /// The reviewed side file: who owns what, where the header does not say
    #[arg(long, value_name = "FILE")]
    contract: Option<PathBuf>,
    /// `declared`: only what somebody vouches for; `inferred`: for experiments, also what `infer` is sure of
    #[arg(long, value_enum, default_value_t)]
    trust: Trust,
    /// Write DIR/NAME.rs instead of standard output; DIR is made if need be. NAME is that of the library in the
    /// contract, or `raw`
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Another name for the file in DIR
    #[arg(long, requires = "output", value_name = "NAME")]
    name: Option<String>,
    /// Write no bindings; fail if the file in DIR differs from what would be written
    #[arg(long, requires = "output")]
    check: bool,
    /// Translate only items whose whole name matches, and what they need; may be repeated
    #[arg(long, value_name = "REGEX")]
    allow: Vec<String>,
    /// Leave out items whose whole name matches, unless others need them; may be repeated
    #[arg(long, value_name = "REGEX")]
    block: Vec<String>,
    /// Let each safe wrapper report how often it calls C, how long that takes and how it fails, to the recorder of the
    /// crate `metrics`; the crate that uses the bindings needs the feature `metrics` of `ffi-runtime`
    #[arg(long)]
    instrument: bool,
    /// Write what was translated and what was left out, and why, as JSON to this file
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

#[derive(Args)]
struct Dump {
    #[command(flatten)]
    source: Source,
    /// Print the safe side instead: what each function takes, gives and ties together, as text
    #[arg(long)]
    resolved: bool,
    /// The reviewed side file
    #[arg(long, value_name = "FILE", requires = "resolved")]
    contract: Option<PathBuf>,
}

#[derive(Args)]
struct Source {
    /// A file, `<name.h>` to search for it as #include does, or `-` for standard input
    #[arg(value_name = "HEADER", required = true)]
    headers: Vec<PathBuf>,
    /// Go on with what clang makes of a header that it finds errors in
    #[arg(long)]
    keep_going: bool,
    /// Arguments for clang: -I DIR, -D NAME, --target=TRIPLE, --sysroot=DIR
    #[arg(last = true, value_name = "CLANG ARGS")]
    arguments: Vec<String>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Trust {
    #[default]
    Declared,
    Inferred,
}

#[derive(Clone, Copy, ValueEnum)]
enum Tier {
    Raw,
    Safe,
}

/// The languages that `--lang` takes.
fn languages() -> impl TypedValueParser<Value = &'static registry::Entry> {
    let values = registry::BUILT_IN.iter();
    let values = values.map(|entry| PossibleValue::new(entry.name).help(entry.about));
    PossibleValuesParser::new(values)
        .try_map(|name| registry::entry(&name).ok_or("there is no back end of this name"))
}

/// Runs the command that `arguments` (the program's name first) ask for, and returns the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let command_line = match CommandLine::try_parse_from(arguments) {
        Ok(command_line) => command_line,
        Err(error) => {
            // Help and version are "errors" that go to standard output and mean success.
            let code = if error.use_stderr() { USAGE } else { DONE };
            return match error.print() {
                Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => FAILED,
                _ => code,
            };
        }
    };
    match command_line.command {
        Command::Generate(arguments) => generate(arguments),
        Command::Infer(arguments) => infer::run(arguments),
        Command::Export(arguments) => export::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Dump(arguments) => dump(arguments),
        Command::Verify(arguments) => verify::run(arguments),
        Command::Fmt(arguments) => fmt::run(&arguments),
        Command::Facts(arguments) => facts::run(&arguments),
        Command::AnnotationsHeader { messages } => annotations_header(messages),
        Command::Doctor => doctor::run(),
    }
}

fn generate(arguments: Generate) -> u8 {
    let mut diagnostics = Diagnostics::default();
    let trusts = arguments.trust == Trust::Inferred;
    let tier = arguments.tier.unwrap_or(match arguments.contract {
        Some(_) => Tier::Safe,
        None if trusts => Tier::Safe,
        None => Tier::Raw,
    });
    let language = arguments.lang;
    if !language.has_tiers && (arguments.instrument || arguments.tier.is_some()) {
        complain(&format!(
            "error: `--tier` and `--instrument` are about Rust: leave them out with `--lang {}`\n",
            language.name
        ));
        return USAGE;
    }
    if arguments.instrument && matches!(tier, Tier::Raw) {
        complain(
            "error: `--instrument` is about safe wrappers, and the raw tier has none: add `--contract FILE`\n",
        );
        return USAGE;
    }
    let settings = Settings {
        name: arguments.name.as_deref(),
        tier: match tier {
            Tier::Raw => registry::Tier::Raw,
            Tier::Safe => registry::Tier::Safe,
        },
        instrument: arguments.instrument,
    };
    let backend = match (language.make)(settings) {
        Ok(backend) => backend,
        Err(diagnostic) => {
            diagnostics.push(diagnostic);
            return finish(&diagnostics, &SourceMap::default());
        }
    };
    let request = Request {
        input: arguments.source.read(&mut diagnostics),
        selection: Selection {
            allow: arguments.allow,
            block: arguments.block,
        },
        overlay: arguments.contract,
        backend: Arc::from(backend),
    };
    let run = match trusts {
        true => infer::run_trusting,
        false => pipeline::run,
    };
    let output = match run(&request, &mut diagnostics) {
        Ok(output) => output,
        Err(Failure { sources, .. }) => return finish(&diagnostics, &sources),
    };
    let files = &output.emission.files;
    if let Some(path) = arguments
        .report
        .as_deref()
        .filter(|path| output.has_read(path))
    {
        diagnostics.push(Diagnostic::error(
            Code::OutputOverwritten,
            format!(
                "the report would replace `{}`, which was read",
                path.display()
            ),
        ));
        return finish(&diagnostics, output.resolved.contract().sources());
    }
    let report = arguments.report.map(|path| (path, report::json(&output)));
    let report = report
        .iter()
        .map(|(path, text)| (path.clone(), text.as_bytes()));
    let written = match (&arguments.output, arguments.check) {
        (Some(directory), true) => {
            let same = disk::check(files, directory, &mut diagnostics);
            disk::write_all(report).map(|changes| [changes, same].concat())
        }
        (Some(directory), false) => {
            disk::write_all(report.chain(disk::in_directory(files, directory)))
        }
        (None, _) => {
            disk::write_all(report).and_then(|changes| print(&text_of(files)).map(|()| changes))
        }
    };
    match written {
        Ok(changes) => tell(&changes),
        Err(diagnostic) => diagnostics.push(diagnostic),
    }
    finish(&diagnostics, output.resolved.contract().sources())
}

fn dump(arguments: Dump) -> u8 {
    let mut diagnostics = Diagnostics::default();
    let input = arguments.source.read(&mut diagnostics);
    let overlay = arguments.contract.as_deref();
    match pipeline::resolve(&input, &Selection::default(), overlay, &mut diagnostics) {
        Ok((resolved, _)) => {
            let contract = resolved.contract();
            let text = match arguments.resolved {
                true => summary::text(&resolved),
                false => {
                    let mut text = serde_json::to_string_pretty(contract)
                        .expect("a contract has only string keys and no failing parts");
                    text.push('\n');
                    text
                }
            };
            if let Err(diagnostic) = print(&text) {
                diagnostics.push(diagnostic);
            }
            finish(&diagnostics, contract.sources())
        }
        Err(Failure { sources, .. }) => finish(&diagnostics, &sources),
    }
}

fn annotations_header(messages: bool) -> u8 {
    let mut diagnostics = Diagnostics::default();
    let text = match messages {
        true => annotation::message::TEXT,
        false => annotation::header::TEXT,
    };
    if let Err(diagnostic) = print(text) {
        diagnostics.push(diagnostic);
    }
    finish(&diagnostics, &SourceMap::default())
}

impl Source {
    fn read(self, diagnostics: &mut Diagnostics) -> Input {
        let mut headers = Vec::new();
        for path in self.headers {
            if path.as_os_str() != "-" {
                headers.push(Header::named(path));
                continue;
            }
            let mut text = Vec::new();
            if let Err(error) = io::stdin().lock().read_to_end(&mut text) {
                diagnostics.push(Diagnostic::error(
                    Code::HeaderUnreadable,
                    format!("standard input cannot be read: {error}"),
                ));
            }
            headers.push(Header::Stdin(text));
        }
        Input {
            headers,
            arguments: self.arguments,
            keep_going: self.keep_going,
        }
    }
}

/// Says what became of each file, where it does not mix with bindings on standard output.
fn tell(changes: &[(PathBuf, Change)]) {
    for (path, change) in changes {
        let shown = path.display();
        let line = match change {
            Change::Written => format!("wrote {shown}\n"),
            Change::None => format!("{shown} is up to date\n"),
        };
        complain(&line);
    }
}

/// Prints to standard error. There is nobody left to tell when that cannot be written.
fn complain(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Prints the diagnostics and says how it went.
fn finish(diagnostics: &Diagnostics, sources: &SourceMap) -> u8 {
    if diagnostics.iter().next().is_some() {
        complain(&render(diagnostics, sources, color()));
    }
    if diagnostics.has_errors() {
        FAILED
    } else {
        DONE
    }
}

fn print(text: &str) -> Result<(), Diagnostic> {
    let mut stdout = io::stdout().lock();
    match stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush())
    {
        // Whoever reads it has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Diagnostic::error(
            Code::OutputUnwritable,
            format!("standard output cannot be written: {error}"),
        )),
        Ok(()) => Ok(()),
    }
}

/// All files in a row; where there are several, each under its name.
fn text_of(files: &Files) -> String {
    let several = files.iter().nth(1).is_some();
    let mut text = String::new();
    for (path, output) in files.iter() {
        if several {
            text += &format!("// {path}\n");
        }
        text += &output.text;
    }
    text
}

fn color() -> Color {
    let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
        || env::var_os("TERM").is_some_and(|value| value == "dumb");
    match io::stderr().is_terminal() && !refused {
        true => Color::Always,
        false => Color::Never,
    }
}
