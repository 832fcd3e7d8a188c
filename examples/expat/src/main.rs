//! Checks whether files are well-formed XML, without a line of unsafe code.
#![forbid(unsafe_code)]

use expat::{Error, Parser};
use std::{env, fs, process::ExitCode};

fn main() -> ExitCode {
    let version = expat::version().to_string_lossy().into_owned();
    let mut is_well_formed = true;
    let files: Vec<String> = env::args().skip(1).collect();
    if files.is_empty() {
        println!("{version}");
        for text in ["<planet><moon/></planet>", "<planet>\n<moon></planet>"] {
            report("text", text.as_bytes());
        }
        return ExitCode::SUCCESS;
    }
    for file in files {
        match fs::read(&file) {
            Ok(text) => is_well_formed &= report(&file, &text),
            Err(error) => {
                eprintln!("{file}: {error}");
                is_well_formed = false;
            }
        }
    }
    if is_well_formed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Says whether a text is well-formed, and where not.
fn report(name: &str, text: &[u8]) -> bool {
    // Without an encoding, the text itself says which it is.
    let Some(mut parser) = Parser::create(None) else {
        eprintln!("{name}: no memory for a parser");
        return false;
    };
    match check(&mut parser, text) {
        Ok(()) => println!("{name}: well-formed, {} bytes", text.len()),
        Err(_) => {
            let message = expat::error_string(parser.error_code());
            let message = message.map_or("unknown".into(), |text| text.to_string_lossy());
            let (line, column) = (parser.line_number(), parser.column_number());
            println!("{name}:{line}:{column}: {message}");
            return false;
        }
    }
    true
}

/// Gives the text to the parser in pieces, as a program that reads from a network would.
fn check(parser: &mut Parser, text: &[u8]) -> Result<(), Error> {
    for piece in text.chunks(4096) {
        parser.parse(piece, 0)?;
    }
    parser.parse(&[], 1)
}
