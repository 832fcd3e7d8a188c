//! Prints the outline of XML documents, without a line of unsafe code: closures that expat calls, share what they find.
#![forbid(unsafe_code)]

use expat::{Parser, ParserRef};
use ffi_runtime::callback::Texts;
use std::{cell::RefCell, env, fmt::Write as _, fs, process::ExitCode, rc::Rc};

/// A document for those who name none.
const PLANETS: &str = r#"<?xml version="1.0"?>
<!DOCTYPE planets [<!ENTITY au "astronomical units">]>
<planets unit="&au;">
  <!-- the ones that are easily seen -->
  <planet name="Mercury" distance="0.39"/>
  <planet name="Mars" distance="1.52">
    <moon name="Phobos"/>
    <moon name="Deimos"/>
  </planet>
  <planet name="Neptune" distance="30.1">far &amp; cold</planet>
</planets>
"#;

/// What is known of a document while it is read.
#[derive(Default)]
struct Outline {
    text: String,
    depth: usize,
    elements: usize,
    /// The element that was looked for, and where it stands.
    found: Option<(String, u64)>,
}

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1).peekable();
    let wanted = arguments.next_if(|argument| argument.starts_with("--find="));
    let wanted = wanted.map(|argument| argument["--find=".len()..].to_owned());
    let files: Vec<String> = arguments.collect();
    let mut is_well_formed = true;
    if files.is_empty() {
        println!("{}", expat::version().to_string_lossy());
        is_well_formed &= report("planets", PLANETS.as_bytes(), wanted.clone());
        is_well_formed &= report("planets", PLANETS.as_bytes(), Some("moon".to_owned()));
        report("mistaken", b"<planet>\n<moon></planet>", wanted.clone());
    }
    for file in files {
        match fs::read(&file) {
            Ok(text) => is_well_formed &= report(&file, &text, wanted.clone()),
            Err(error) => {
                eprintln!("{file}: {error}");
                is_well_formed = false;
            }
        }
    }
    if is_well_formed {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Prints the outline of a document, or where the first element of a name stands; whether nothing was wrong.
fn report(name: &str, text: &[u8], wanted: Option<String>) -> bool {
    // Without an encoding, the text itself says which it is.
    let Some(mut parser) = Parser::create(None) else {
        eprintln!("{name}: no memory for a parser");
        return false;
    };
    let outline = outline(&parser, wanted);
    // In pieces, as a program that reads from a network would.
    let pieces = text.chunks(4096).map(|piece| (piece, 0));
    for (piece, is_last) in pieces.chain([(&[][..], 1)]) {
        if let Err(error) = parser.parse(piece, is_last) {
            let outline = outline.borrow();
            if let Some((element, line)) = &outline.found {
                println!(
                    "{name}:{line}: the first <{element}>, after {} others",
                    outline.elements - 1
                );
                return true;
            }
            let message = expat::error_string(parser.error_code());
            let message = message.map_or(error.to_string().into(), |text| text.to_string_lossy());
            let (line, column) = (parser.line_number(), parser.column_number());
            println!("{name}:{line}:{column}: {message}");
            return false;
        }
    }
    let outline = outline.borrow();
    println!(
        "{name}: {} elements\n{}",
        outline.elements,
        outline.text.trim_end()
    );
    true
}

/// Has the parser write an outline, or stop at the first element of a name.
fn outline(parser: &ParserRef, wanted: Option<String>) -> Rc<RefCell<Outline>> {
    let outline = Rc::new(RefCell::new(Outline::default()));
    let (started, ended, said) = (outline.clone(), outline.clone(), outline.clone());
    parser.set_element_handler(
        move |parser, name, attributes| {
            let mut outline = started.borrow_mut();
            outline.start(name, attributes);
            if wanted.as_deref() == Some(name) {
                outline.found = Some((name.to_owned(), parser.line_number()));
                // The parser is lent to its handler: it can be asked and stopped, and neither called again nor freed.
                if let Err(error) = parser.stop(0) {
                    eprintln!("not stopped: {error}");
                }
            }
        },
        move |_, _| ended.borrow_mut().depth -= 1,
    );
    parser.set_character_data_handler(move |_, text| said.borrow_mut().say(text));
    outline
}

impl Outline {
    fn start(&mut self, name: &str, attributes: Texts<'_>) {
        self.elements += 1;
        let attributes: Vec<_> = attributes.iter().flatten().collect();
        let _ = write!(self.text, "{:1$}{name}", "", 2 * self.depth);
        for pair in attributes.chunks_exact(2) {
            let (key, value) = (pair[0].to_string_lossy(), pair[1].to_string_lossy());
            let _ = write!(self.text, " {key}={value:?}");
        }
        self.text.push('\n');
        self.depth += 1;
    }

    fn say(&mut self, text: &str) {
        if !text.trim().is_empty() {
            let _ = writeln!(self.text, "{:1$}{2:?}", "", 2 * self.depth, text);
        }
    }
}
