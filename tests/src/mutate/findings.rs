//! What went wrong: told apart, made small, saved.

use super::worker::Outcome;
use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

/// One way in which a header went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What kind it is, the same for every header that shows the same defect.
    pub signature: String,
    /// What was said.
    pub text: String,
}

impl Finding {
    /// What is wrong with an outcome, if anything is.
    pub fn of_outcome(outcome: &Outcome) -> Option<Finding> {
        let (signature, text) = match outcome {
            Outcome::Translated(_) | Outcome::Refused(_) => return None,
            // The first line names the place in the source.
            Outcome::Panicked(text) => (
                text.lines().next().unwrap_or_default().to_owned(),
                text.clone(),
            ),
            Outcome::Crashed(status) => (format!("crash {status}"), status.clone()),
            Outcome::Hung => ("hang".to_owned(), String::new()),
        };
        Some(Finding { signature, text })
    }

    /// What rustc refused.
    pub fn of_rustc(complaint: &str) -> Finding {
        let first = complaint.lines().find(|line| line.starts_with("error"));
        // Names and numbers differ from header to header.
        let mut signature = String::new();
        for (index, part) in first.unwrap_or("error").split('`').enumerate() {
            signature += if index % 2 == 0 { part } else { "`…`" };
        }
        Finding {
            signature: format!("rustc {signature}"),
            text: complaint.to_owned(),
        }
    }
}

/// Everything that went wrong, one header for each signature.
pub struct Findings {
    directory: PathBuf,
    seen: BTreeMap<String, usize>,
}

impl Findings {
    /// Findings are saved in `directory`.
    pub fn new(directory: &Path) -> Findings {
        Findings {
            directory: directory.to_owned(),
            seen: BTreeMap::new(),
        }
    }

    /// Counts a finding; a new one is made small with `reproduces` and saved.
    ///
    /// # Errors
    /// When it cannot be saved.
    pub fn add(
        &mut self,
        finding: &Finding,
        header: &[u8],
        reproduces: impl FnMut(&[u8]) -> bool,
    ) -> io::Result<()> {
        let count = self.seen.entry(finding.signature.clone()).or_default();
        *count += 1;
        if *count > 1 {
            return Ok(());
        }
        fs::create_dir_all(&self.directory)?;
        let path = self.directory.join(format!("{:03}.h", self.seen.len()));
        fs::write(&path, header)?;
        fs::write(
            path.with_extension("txt"),
            format!("{}\n{}", finding.signature, finding.text),
        )?;
        eprintln!("{}: {}", path.display(), finding.signature);
        fs::write(path.with_extension("min.h"), smaller(header, reproduces))
    }

    /// How often each signature was seen.
    pub fn counts(&self) -> &BTreeMap<String, usize> {
        &self.seen
    }
}

/// The longest that making one header small may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// Leaves out lines as long as what is left still `reproduces`, larger blocks first.
fn smaller(header: &[u8], mut reproduces: impl FnMut(&[u8]) -> bool) -> Vec<u8> {
    let mut lines: Vec<&[u8]> = header.split_inclusive(|&byte| byte == b'\n').collect();
    let end = Instant::now() + PATIENCE;
    let mut size = lines.len().div_ceil(2);
    while size > 0 {
        let mut at = 0;
        while at < lines.len() {
            if Instant::now() > end {
                return lines.concat();
            }
            let mut fewer = lines.clone();
            fewer.drain(at..(at + size).min(lines.len()));
            if reproduces(&fewer.concat()) {
                lines = fewer;
            } else {
                at += size;
            }
        }
        size /= 2;
    }
    lines.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_lines_that_matter_are_left() {
        let header = b"one\ntwo\nthree\nfour\nfive\nsix";
        let left = smaller(header, |text| {
            let has = |part: &[u8]| text.windows(part.len()).any(|window| window == part);
            has(b"two") && has(b"six")
        });
        assert_eq!(left, b"two\nsix");
    }

    #[test]
    fn defects_are_told_apart_by_kind_not_by_name() {
        let signature = |text| Finding::of_rustc(text).signature;
        assert_eq!(
            signature("warning: x\nerror[E0428]: the name `a` is defined"),
            signature("error[E0428]: the name `b` is defined\nmore")
        );
        assert_ne!(signature("error[E0428]: x"), signature("error[E0080]: x"));
    }
}
