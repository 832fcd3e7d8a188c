//! Headers that were almost right: mutations of real ones, the same for the same seed.

use crate::{corpus, random::Random};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Words that matter to a C parser, or to whoever reads what it found.
const WORDS: [&str; 48] = [
    "struct",
    "union",
    "enum",
    "typedef",
    "static",
    "extern",
    "inline",
    "const",
    "volatile",
    "int",
    "char",
    "void",
    "long double",
    "_Complex double",
    "__int128",
    "_Bool",
    "unsigned",
    "...",
    "*",
    "(*)(void)",
    "[]",
    "[0]",
    "[-1]",
    "[0x7fffffffffffffff]",
    ": 0",
    ": 3",
    "{",
    "}",
    "(",
    ")",
    ";",
    ",",
    "#define X ",
    "#undef X\n",
    "#if 0\n",
    "#endif\n",
    "\\\n",
    "/**",
    "*/",
    "//!",
    "\"",
    "'",
    "0xffffffffffffffffu",
    "__attribute__((packed))",
    "__attribute__((aligned(64)))",
    "__attribute__((vector_size(16)))",
    "#pragma pack(1)\n",
    "\0",
];

/// The headers that mutations start from: the cases of the tests, and the corpus where it is installed.
///
/// # Errors
/// When the cases cannot be read.
pub fn seeds() -> Result<Vec<Vec<u8>>, String> {
    let cases = concat!(env!("CARGO_MANIFEST_DIR"), "/cases");
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in ["raw", "abi"] {
        let entries = fs::read_dir(Path::new(cases).join(folder)).map_err(|e| e.to_string())?;
        let paths = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
        files.extend(paths.filter(|path| path.extension().is_some_and(|found| found == "h")));
    }
    files.sort();
    let headers = corpus::HEADERS.iter();
    files.extend(headers.map(|header| Path::new("/usr/include").join(header.include)));
    let texts: Vec<Vec<u8>> = files
        .iter()
        .filter_map(|path| fs::read(path).ok())
        .collect();
    if texts.is_empty() {
        return Err("there is nothing to mutate".to_owned());
    }
    Ok(texts)
}

/// One of `seeds`, changed in a few places.
pub fn mutate(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut text = random.pick(seeds).clone();
    for _ in 0..=random.below(8) {
        let at = place(&text, random);
        match random.below(8) {
            0 => drop(text.drain(at..end(&text, at, random))),
            1 => {
                let piece = text[at..end(&text, at, random)].to_vec();
                text.splice(at..at, piece);
            }
            2 => {
                let other = random.pick(seeds);
                let from = place(other, random);
                let piece = other[from..end(other, from, random)].to_vec();
                text.splice(at..at, piece);
            }
            3 if at < text.len() => text[at] = random.below(256) as u8,
            4 => text.truncate(at),
            _ => {
                let word = format!(" {} ", random.pick(&WORDS));
                text.splice(at..at, word.into_bytes());
            }
        }
    }
    text
}

fn place(text: &[u8], random: &mut Random) -> usize {
    random.below(text.len() as u64 + 1) as usize
}

/// The end of a piece that starts at `at`: mostly short, or up to the end of the line.
fn end(text: &[u8], at: usize, random: &mut Random) -> usize {
    let rest = text.len() - at;
    let line = text[at..].iter().position(|byte| *byte == b'\n');
    match line {
        Some(line) if random.one_in(2) => at + line + 1,
        _ => at + (random.below(64) as usize).min(rest),
    }
}
