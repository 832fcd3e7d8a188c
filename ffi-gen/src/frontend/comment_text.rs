//! From the text of a comment to neutral [`Docs`]: leaders go, Doxygen and gtk-doc tags become structure.

use crate::contract::{Block, Docs};

/// Reads a comment, delimiters included.
pub(crate) fn parse(comment: &[u8]) -> Docs {
    let text = String::from_utf8_lossy(comment);
    let mut reader = Reader::default();
    for line in strip_leaders(&text) {
        reader.line(line);
    }
    reader.finish()
}

/// The lines between the delimiters, without decoration and without the indentation they all share.
fn strip_leaders(text: &str) -> Vec<&str> {
    let is_block = text.starts_with("/*");
    let inner = if is_block {
        text.strip_prefix("/*")
            .map(|rest| rest.strip_suffix("*/").unwrap_or(rest))
            .unwrap_or(text)
    } else {
        text
    };
    let mut lines: Vec<&str> = inner
        .lines()
        .enumerate()
        .map(|(index, line)| {
            let body = line.trim_end();
            let lead = body.trim_start();
            if is_block {
                let marker = |c| c == '*' || c == '!';
                match index {
                    0 => lead.trim_start_matches(marker).trim_start_matches('<'),
                    _ if lead.starts_with('*') => lead.trim_start_matches('*'),
                    _ => body,
                }
            } else {
                lead.trim_start_matches('/').trim_start_matches(['!', '<'])
            }
        })
        .map(|line| if is_decoration(line) { "" } else { line })
        .collect();
    if is_block && let Some(first) = lines.first_mut() {
        *first = first.trim_start();
    }
    let indent = |line: &&str| line.len() - line.trim_start().len();
    let skip = usize::from(is_block);
    let shared = lines
        .iter()
        .skip(skip)
        .filter(|line| !line.is_empty())
        .map(indent)
        .min()
        .unwrap_or(0);
    for line in lines.iter_mut().skip(skip) {
        *line = line.get(shared..).unwrap_or("");
    }
    lines
}

/// A line drawn to look good: `----`, `====`, `****`.
fn is_decoration(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3 && line != "~~~" && line.chars().all(|c| "-=*+#~_/".contains(c))
}

fn is_indented(line: &str) -> bool {
    line.starts_with("    ") || line.starts_with('\t')
}

/// What ends text whose shape matters.
#[derive(Clone, Copy)]
enum Until {
    /// The first line that is not indented.
    Indentation,
    /// This tag.
    Tag(&'static str),
    /// A line that is, or for gtk-doc begins with, this.
    Mark(&'static str),
}

/// What the lines read so far belong to.
#[derive(Default)]
enum Open {
    #[default]
    Nothing,
    Paragraph,
    Entry,
    Preformatted(Until),
    Param(String),
    Returns,
    Deprecated,
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    open: Open,
    text: String,
}

impl Reader {
    fn line(&mut self, line: &str) {
        if let Open::Preformatted(until) = self.open {
            return self.preformatted_line(line, until);
        }
        let content = line.trim();
        if content.is_empty() {
            return self.close();
        }
        if let Some((mark, rest)) = opening_mark(content) {
            self.begin(Open::Preformatted(Until::Mark(mark)));
            if !rest.is_empty() {
                self.preformatted_line(rest, Until::Mark(mark));
            }
            return;
        }
        if let Some((name, rest)) = tag_of(content) {
            return self.tag(name, rest);
        }
        if let Some((name, rest)) = gtk_param(content) {
            self.begin(Open::Param(name.to_owned()));
            return self.push_inline(rest);
        }
        if let Some(rest) = content.strip_prefix("Returns:") {
            self.begin(Open::Returns);
            return self.push_inline(rest);
        }
        if let Some(rest) = ["- ", "* ", "-# ", "o "]
            .iter()
            .find_map(|bullet| content.strip_prefix(bullet))
        {
            self.begin(Open::Entry);
            return self.push_inline(rest);
        }
        if matches!(self.open, Open::Nothing) {
            self.open = if is_indented(line) {
                self.push(line);
                Open::Preformatted(Until::Indentation)
            } else {
                Open::Paragraph
            };
            if matches!(self.open, Open::Preformatted(_)) {
                return;
            }
        }
        self.push_inline(content);
    }

    fn preformatted_line(&mut self, line: &str, until: Until) {
        let content = line.trim();
        match until {
            Until::Tag(tag) if tag_of(line).is_some_and(|(name, _)| name == tag) => self.close(),
            Until::Mark(mark) if content == mark => self.close(),
            Until::Mark("]|") if content.contains("]|") => {
                let (code, rest) = line.split_once("]|").unwrap_or((line, ""));
                if !code.trim().is_empty() {
                    self.push(code);
                }
                self.close();
                if !rest.trim().is_empty() {
                    self.line(rest.trim());
                }
            }
            Until::Indentation if !line.is_empty() && !is_indented(line) => {
                self.close();
                self.line(line);
            }
            _ => self.push(line),
        }
    }

    fn tag(&mut self, name: &str, rest: &str) {
        match name {
            "param" => {
                let rest = rest
                    .strip_prefix('[')
                    .and_then(|rest| rest.split_once(']'))
                    .map_or(rest, |(_, rest)| rest)
                    .trim_start();
                let (param, text) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
                self.begin(Open::Param(param.to_owned()));
                self.push_inline(text);
            }
            "return" | "returns" | "result" | "retval" => {
                self.begin(Open::Returns);
                self.push_inline(rest);
            }
            "deprecated" => {
                self.begin(Open::Deprecated);
                self.push_inline(rest);
            }
            "code" => self.begin(Open::Preformatted(Until::Tag("endcode"))),
            "verbatim" => self.begin(Open::Preformatted(Until::Tag("endverbatim"))),
            // Tags that place a comment say nothing to its reader.
            "file" | "ingroup" | "addtogroup" | "defgroup" | "fn" | "struct" | "typedef"
            | "enum" | "def" | "name" | "{" | "}" => self.begin(Open::Nothing),
            "li" => {
                self.begin(Open::Entry);
                self.push_inline(rest);
            }
            "brief" | "short" | "details" | "note" | "warning" | "see" | "sa" | "since"
            | "remark" | "attention" | "par" => {
                self.begin(Open::Paragraph);
                self.push_inline(rest);
            }
            // An inline command that happens to begin the line.
            _ => {
                if matches!(self.open, Open::Nothing) {
                    self.open = Open::Paragraph;
                }
                self.push_inline(&format!("@{name} {rest}"));
            }
        }
    }

    fn push(&mut self, line: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(line);
    }

    /// Adds a line without the commands that only set a typeface or a link: `\c word`, `@ref word`, `\p word`.
    fn push_inline(&mut self, line: &str) {
        const COMMANDS: &[&str] = &["c", "p", "a", "e", "em", "b", "ref", "link", "endlink", "n"];
        if !line.contains(['@', '\\']) {
            return self.push(line.trim());
        }
        let words = line.split_whitespace().filter(|word| {
            !word
                .strip_prefix(['@', '\\'])
                .is_some_and(|command| COMMANDS.contains(&command))
        });
        self.push(&words.collect::<Vec<_>>().join(" "));
    }

    fn begin(&mut self, open: Open) {
        self.close();
        self.open = open;
    }

    fn close(&mut self) {
        let text = std::mem::take(&mut self.text);
        let open = std::mem::take(&mut self.open);
        let flowing = text.trim().to_owned();
        let block = match open {
            Open::Nothing => return,
            Open::Preformatted(_) if flowing.is_empty() => return,
            Open::Preformatted(_) => Block::Preformatted(text.trim_end().replace('\t', "    ")),
            Open::Param(name) => Block::Param {
                name,
                text: flowing,
            },
            _ if flowing.is_empty() => return,
            Open::Paragraph => Block::Paragraph(flowing),
            Open::Entry => Block::Entry(flowing),
            Open::Returns => Block::Returns(flowing),
            Open::Deprecated => Block::Deprecated(flowing),
        };
        self.blocks.push(block);
    }

    fn finish(mut self) -> Docs {
        self.close();
        Docs {
            blocks: self.blocks,
        }
    }
}

/// The mark that ends the code which a line opens, as gtk-doc or Markdown do, and the code on that line.
fn opening_mark(line: &str) -> Option<(&'static str, &str)> {
    if let Some(rest) = line.strip_prefix("|[") {
        let rest = rest.trim_start();
        let language = rest
            .strip_prefix("<!--")
            .and_then(|rest| rest.split_once("-->"));
        return Some(("]|", language.map_or(rest, |(_, rest)| rest)));
    }
    let mark = ["```", "~~~"]
        .into_iter()
        .find(|mark| line.starts_with(mark))?;
    (!line[mark.len()..].contains(mark)).then_some((mark, ""))
}

/// A Doxygen command at the start of a line: `@param`, `\return`.
fn tag_of(line: &str) -> Option<(&str, &str)> {
    let rest = line.trim_start().strip_prefix(['@', '\\'])?;
    if let Some(rest) = rest.strip_prefix(['{', '}']) {
        return Some(("}", rest));
    }
    let length = rest
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(rest.len());
    let (name, rest) = rest.split_at(length);
    // gtk-doc writes parameters as `@name: text`.
    (length > 0 && !rest.starts_with([':', '_']) && !rest.starts_with(|c: char| c.is_ascii_digit()))
        .then(|| (name, rest.trim_start()))
}

fn gtk_param(line: &str) -> Option<(&str, &str)> {
    let rest = line.strip_prefix('@')?;
    let (name, text) = rest.split_once(':')?;
    let is_name = name
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.');
    (is_name && !name.is_empty()).then(|| (name, text.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doxygen_tags_become_structure() {
        let docs = parse(
            b"/**\n * @brief Opens a thing.\n *\n * More text,\n * two lines.\n * @param[in] name the name\n *   of it\n * @return a thing\n * @code\n *   x = open(\"a\");\n * @endcode\n */",
        );
        assert_eq!(
            docs.blocks,
            [
                Block::Paragraph("Opens a thing.".into()),
                Block::Paragraph("More text,\ntwo lines.".into()),
                Block::Param {
                    name: "name".into(),
                    text: "the name\nof it".into()
                },
                Block::Returns("a thing".into()),
                Block::Preformatted("  x = open(\"a\");".into()),
            ]
        );
    }

    #[test]
    fn plain_comments_lose_their_leaders() {
        let docs = parse(b"/*\n** CAPI3REF: Close\n**\n** ^Closes it.\n**     code here\n*/");
        assert_eq!(
            docs.blocks,
            [
                Block::Paragraph("CAPI3REF: Close".into()),
                Block::Paragraph("^Closes it.\ncode here".into()),
            ]
        );
        assert_eq!(
            parse(b"/**< the answer */").blocks,
            [Block::Paragraph("the answer".into())]
        );
        assert_eq!(
            parse(b"/// one\n/// two").blocks,
            [Block::Paragraph("one\ntwo".into())]
        );
        assert!(parse(b"/* ------- */").blocks.is_empty());
        assert!(parse(b"/*").blocks.is_empty());
    }

    #[test]
    fn indented_text_keeps_its_shape() {
        let docs = parse(b"/*\n * Text.\n *\n *     a  b\n *     c  d\n *\n * More.\n */");
        assert_eq!(
            docs.blocks,
            [
                Block::Paragraph("Text.".into()),
                Block::Preformatted("    a  b\n    c  d".into()),
                Block::Paragraph("More.".into()),
            ]
        );
    }

    #[test]
    fn code_of_gtk_doc_and_markdown_keeps_its_shape() {
        let code = |text: &str| Block::Preformatted(text.to_owned());
        let paragraph = |text: &str| Block::Paragraph(text.to_owned());
        let docs = parse(
            b"/**\n * Text:\n * |[<!-- language=\"C\" -->\n *   a `b`;\n * ]| and more.\n * ```c\n * x;\n *\n *  y;\n * ```\n * ~~~\n * z\n * ~~~\n * |[ one ]|\n */",
        );
        assert_eq!(
            docs.blocks,
            [
                paragraph("Text:"),
                code("  a `b`;"),
                paragraph("and more."),
                code("x;\n\n y;"),
                code("z"),
                code("one"),
            ]
        );
    }

    #[test]
    fn gtk_doc_names_its_parameters() {
        let docs = parse(
            b"/**\n * g_free:\n * @mem: (nullable): the memory\n *\n * Returns: nothing\n */",
        );
        assert_eq!(
            docs.blocks[1..],
            [
                Block::Param {
                    name: "mem".into(),
                    text: "(nullable): the memory".into()
                },
                Block::Returns("nothing".into()),
            ]
        );
    }
}
