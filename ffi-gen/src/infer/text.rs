//! A draft as text: TOML that a person reads, reasons beside facts, and what is not known as comments.

use super::{Draft, Entry, Group, Standing};
use crate::annotation::{Subject, format::basic_string};

/// The whole draft as a file of its own.
pub(super) fn new_file(draft: &Draft) -> String {
    let mut text = String::from(HEAD);
    text += &format!("\n[library]\nname = {}\n", basic_string(&draft.name));
    if !draft.strip.is_empty() {
        text += &format!("strip = {}\n", list(&draft.strip));
    }
    text += &convention(draft);
    for group in &draft.groups {
        let fresh = || group.entries.iter().filter(|entry| !entry.is_written);
        if fresh().next().is_none() {
            continue;
        }
        text += &heading(group);
        for entry in fresh() {
            text += &self::entry(entry);
        }
    }
    text
}

const HEAD: &str = "\
# A draft of who owns what, made by `ffi-gen infer` from attributes, comments, names and types. Read it as a reviewer:
# an entry vouches for its function, and also for what it does not say (a handle is borrowed for the call and not null, a
# number may have any value). What is commented out is doubtful, and `unknown` says what to find out.
";

/// `[error.status]`, where functions use it.
pub(super) fn convention(draft: &Draft) -> String {
    match &draft.success {
        Some(success) => format!(
            "\n[error.status]\nok = [{}]\n# unknown: `codes`, the constants that name errors, and `message`, the function that explains one\n",
            basic_string(success)
        ),
        None => String::new(),
    }
}

/// The line between the groups.
pub(super) fn heading(group: &Group) -> String {
    let title = group.title.as_deref().unwrap_or("functions of no type");
    let rule = "-".repeat(110_usize.saturating_sub(title.len()));
    format!("\n# ---- {title} {rule}\n")
}

/// One entry, with an empty line before it.
pub(super) fn entry(entry: &Entry) -> String {
    let mut lines = vec![header(entry)];
    if let Some(name) = &entry.rename {
        lines.push(format!("rename = {}", basic_string(name)));
    }
    if !entry.strip.is_empty() {
        lines.push(format!("strip = {}", list(&entry.strip)));
    }
    if let Some(params) = &entry.params {
        lines.push(format!("params = {}", list(params)));
    }
    facts(entry, &mut lines);
    let mark = if entry.is_active() { "" } else { "# " };
    let mut text = String::from("\n");
    for line in lines {
        text += &format!("{mark}{line}\n");
    }
    for unknown in &entry.unknown {
        text += &format!("# unknown: {}\n", flat(unknown));
    }
    for note in &entry.notes {
        text += &format!("# {}\n", flat(note));
    }
    text
}

/// `[fn.NAME]`.
pub(super) fn header(entry: &Entry) -> String {
    let table = match entry.subject {
        Subject::Type => "type",
        Subject::Function => "fn",
        Subject::Callback => "callback",
    };
    let is_bare = entry
        .name
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    match is_bare {
        true => format!("[{table}.{}]", entry.name),
        false => format!("[{table}.{}]", basic_string(&entry.name)),
    }
}

fn facts(entry: &Entry, lines: &mut Vec<String>) {
    if entry.lines.is_empty() {
        lines.push("facts = []".to_owned());
        return;
    }
    lines.push("facts = [".to_owned());
    for line in &entry.lines {
        let fact = format!("{},", basic_string(&line.fact.to_string()));
        let reason = flat(&line.reason);
        lines.push(match line.standing {
            Standing::Sure => format!("    {fact:<46} # {reason}"),
            Standing::Doubtful => format!("    # {fact:<44} # doubtful, {reason}"),
        });
    }
    lines.push("]".to_owned());
}

fn list(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| basic_string(word)).collect();
    format!("[{}]", words.join(", "))
}

/// Comments are one line, whatever the header says.
fn flat(text: &str) -> String {
    text.split(char::is_control).collect::<Vec<_>>().join(" ")
}
