//! Documentation as `/** … */`.

use crate::{
    contract::{Block, Docs},
    emit::Writer,
};

/// Writes a comment of documentation and further sentences; nothing where there are none.
pub(super) fn write(writer: &mut Writer, docs: &Docs, sentences: &[String]) {
    let mut lines = lines(docs);
    if !sentences.is_empty() {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(sentences.iter().flat_map(|sentence| wrap(sentence)));
    }
    let lines: Vec<String> = lines.iter().map(|line| harmless(line)).collect();
    match &lines[..] {
        [] => {}
        [line] => writer.line(&format!("/** {line} */")),
        lines => {
            writer.line("/**");
            for line in lines {
                let line = format!(" * {line}");
                writer.line(line.trim_end());
            }
            writer.line(" */");
        }
    }
}

fn lines(docs: &Docs) -> Vec<String> {
    let mut lines = Vec::new();
    let mut was_tag = false;
    for block in &docs.blocks {
        let is_tag = matches!(
            block,
            Block::Param { .. } | Block::Returns(_) | Block::Entry(_)
        );
        let joins = lines.is_empty() || was_tag && is_tag;
        if !joins {
            lines.push(String::new());
        }
        was_tag = is_tag;
        match block {
            Block::Paragraph(text) | Block::Markdown(text) => {
                lines.extend(text.lines().map(str::to_owned));
            }
            Block::Preformatted(text) => {
                lines.extend(text.lines().map(|line| format!("    {line}")));
            }
            Block::Entry(text) => hang(&mut lines, "- ", text),
            Block::Param { name, text } => hang(&mut lines, &format!("@param {name} "), text),
            Block::Returns(text) => hang(&mut lines, "@return ", text),
            Block::Deprecated(text) => hang(&mut lines, "@deprecated ", text),
        }
    }
    lines
}

/// Text behind a word, with its further lines indented.
fn hang(lines: &mut Vec<String>, word: &str, text: &str) {
    let mut rest = text.lines();
    lines.push(format!("{word}{}", rest.next().unwrap_or_default()));
    lines.extend(rest.map(|line| format!("  {line}")));
}

/// Text that neither ends the comment it stands in nor begins another.
pub(super) fn harmless(text: &str) -> String {
    text.replace("*/", "* /").replace("/*", "/ *")
}

/// Lines of at most 100 characters, where the words allow it.
fn wrap(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.len() + word.len() < 100 => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
