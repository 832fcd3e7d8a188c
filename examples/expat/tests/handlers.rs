//! Closures that expat calls.
#![forbid(unsafe_code)]

use expat::{Parser, ParserRef, raw};
use ffi_runtime::{callback::Texts, last_error};
use std::{
    cell::{Cell, RefCell},
    mem,
    rc::Rc,
};

fn parser() -> Parser {
    Parser::create(None).expect("memory for a parser")
}

fn log() -> Rc<RefCell<Vec<String>>> {
    Rc::default()
}

/// The handler that writes down what it is told.
macro_rules! note {
    ($log:expr, || $text:expr) => {{
        let log = $log.clone();
        move |_parser: &ParserRef| log.borrow_mut().push($text.to_owned())
    }};
    ($log:expr, |$($given:ident: $ty:ty),*| $($text:tt)*) => {{
        let log = $log.clone();
        move |_parser: &ParserRef, $($given: $ty),*| log.borrow_mut().push(format!($($text)*))
    }};
}

#[test]
fn elements_come_nested_with_their_attributes() {
    let (mut parser, log) = (parser(), log());
    let started = log.clone();
    parser.set_element_handler(
        move |parser, name, attributes| {
            let attributes: Vec<_> = attributes
                .iter()
                .flatten()
                .map(|text| text.to_str().unwrap())
                .collect();
            started.borrow_mut().push(format!(
                "<{name} {attributes:?} at {}",
                parser.line_number()
            ));
        },
        note!(log, |name: &str| "{name}>"),
    );
    assert!(parser.parse(b"<a x='1' y='\xC3\xA9'>\n<b/>", 0).unwrap());
    assert!(parser.parse(b"</a>", 1).unwrap());
    assert_eq!(
        *log.borrow(),
        [
            "<a [\"x\", \"1\", \"y\", \"é\"] at 1",
            "<b [] at 2",
            "b>",
            "a>"
        ]
    );
}

#[test]
fn every_other_handler_is_called() {
    let log = log();
    let mut parser = Parser::create_ns(None, b'|'.try_into().unwrap()).unwrap();
    parser.set_xml_decl_handler(note!(log, |version: Option<&str>, encoding: Option<&str>, alone: i32|
        "xml {version:?} {encoding:?} {alone}"));
    parser.set_doctype_decl_handler(
        note!(log, |name: Option<&str>,
                    system: Option<&str>,
                    public: Option<&str>,
                    has_subset: i32| "doctype {name:?} {system:?} {public:?} {has_subset}"),
        note!(log, || "end of doctype"),
    );
    parser.set_entity_decl_handler(note!(
        log,
        |name: Option<&str>,
         _parameter: i32,
         value: &str,
         _base: Option<&str>,
         system: Option<&str>,
         _public: Option<&str>,
         _notation: Option<&str>| "entity {name:?} {value:?} {system:?}"
    ));
    parser.set_attlist_decl_handler(note!(
        log,
        |element: Option<&str>,
         name: Option<&str>,
         kind: Option<&str>,
         default: Option<&str>,
         required: i32| "attribute {element:?} {name:?} {kind:?} {default:?} {required}"
    ));
    parser.set_notation_decl_handler(note!(log, |name: &str, base: Option<&str>, system: Option<&str>,
        _public: Option<&str>| "notation {name} {base:?} {system:?}"));
    parser.set_processing_instruction_handler(note!(
        log,
        |target: &str, data: &str| "pi {target} {data:?}"
    ));
    parser.set_comment_handler(note!(log, |text: &str| "comment {text:?}"));
    parser.set_cdata_section_handler(note!(log, || "["), note!(log, || "]"));
    parser.set_character_data_handler(note!(log, |text: &str| "text {text:?}"));
    parser.set_namespace_decl_handler(
        note!(
            log,
            |prefix: Option<&str>, uri: Option<&str>| "namespace {prefix:?} {uri:?}"
        ),
        note!(log, |prefix: Option<&str>| "end of namespace {prefix:?}"),
    );
    parser.set_start_element_handler(note!(log, |name: &str, _attributes: Texts<'_>| "<{name}"));
    let external = log.clone();
    parser.set_external_entity_ref_handler(move |_, context, base, system, public| {
        let is_known = context.is_some_and(|context| context.ends_with('e'));
        let line = format!("external {is_known} {base:?} {system:?} {public:?}");
        external.borrow_mut().push(line);
        1
    });
    parser.set_base(Some(c"here")).unwrap();
    let text = br#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE a [
<!ENTITY e SYSTEM "e.xml"><!ENTITY t "text"><!NOTATION n SYSTEM "n"><!ATTLIST a k (p|q) "p">]>
<a xmlns="urn:a"><?t d ?><!--c--><![CDATA[x]]>&e;&t;</a>"#;
    parser.parse(text, 1).unwrap();
    let said = log.borrow().join("\n");
    assert_eq!(
        said,
        r#"xml Some("1.0") Some("UTF-8") -1
doctype Some("a") None None 1
entity Some("e") "" Some("e.xml")
entity Some("t") "text" None
notation n Some("here") Some("n")
attribute Some("a") Some("k") Some("(p|q)") Some("p") 0
end of doctype
namespace None Some("urn:a")
<urn:a|a
pi t "d "
comment "c"
[
text "x"
]
external true Some("here") Some("e.xml") None
text "text"
end of namespace None"#
    );
}

#[test]
fn the_default_handler_gets_what_no_other_takes() {
    let (mut parser, log) = (parser(), log());
    parser.set_default_handler(note!(log, |text: &str| "{text}"));
    parser.set_comment_handler(note!(log, |_text: &str| "!"));
    parser.parse(b"<a><!--c--><b/></a>", 1).unwrap();
    assert_eq!(log.borrow().concat(), "<a>!<b/></a>");
}

#[test]
fn a_handler_takes_the_place_of_another_and_frees_it() {
    let (mut parser, log) = (parser(), log());
    for name in ["first", "second"] {
        parser.set_comment_handler(note!(log, |text: &str| "{name} {text}"));
        assert_eq!(Rc::strong_count(&log), 2);
    }
    parser.parse(b"<a><!--x-->", 0).unwrap();
    parser.clear_comment_handler();
    assert_eq!(Rc::strong_count(&log), 1);
    parser.parse(b"<!--y--></a>", 1).unwrap();
    assert_eq!(*log.borrow(), ["second x"]);
}

#[test]
fn closures_end_with_their_parser() {
    let (first, log) = (parser(), log());
    first.set_comment_handler(note!(log, |_text: &str| ""));
    first.set_element_handler(
        note!(log, |_name: &str, _attributes: Texts<'_>| ""),
        note!(log, |_name: &str| ""),
    );
    assert_eq!(Rc::strong_count(&log), 4);
    drop(first);
    assert_eq!(Rc::strong_count(&log), 1);
    let second = parser();
    second.set_comment_handler(note!(log, |_text: &str| ""));
    second.free();
    assert_eq!(Rc::strong_count(&log), 1);
}

#[test]
fn a_leaked_parser_keeps_its_closures() {
    let (mut parser, log) = (parser(), log());
    parser.set_comment_handler(note!(log, |text: &str| "{text}"));
    parser.parse(b"<a><!--x-->", 0).unwrap();
    mem::forget(parser);
    assert_eq!(Rc::strong_count(&log), 2);
}

#[test]
fn a_handler_replaces_and_clears_itself_while_it_runs() {
    let (mut parser, log) = (parser(), log());
    let later = log.clone();
    let alive = Rc::new(());
    let held = alive.clone();
    parser.set_comment_handler(move |parser, text| {
        later.borrow_mut().push(format!("first {text}"));
        let later = later.clone();
        parser.set_comment_handler(move |parser, text| {
            later.borrow_mut().push(format!("second {text}"));
            parser.clear_comment_handler();
        });
        // This one is out of the parser, and still there.
        assert_eq!(Rc::strong_count(&held), 2);
    });
    parser.parse(b"<a><!--x--><!--y--><!--z--></a>", 1).unwrap();
    assert_eq!(*log.borrow(), ["first x", "second y"]);
    assert_eq!((Rc::strong_count(&alive), Rc::strong_count(&log)), (1, 1));
}

/// Expat keeps the handler in a variable while it hands over a long piece of text that it must convert.
#[test]
fn a_replaced_handler_is_not_called_with_the_closure_of_another() {
    let mut text = vec![0xFF, 0xFE];
    let document = format!("<a>{}</a>", "é".repeat(5000));
    text.extend(document.encode_utf16().flat_map(u16::to_le_bytes));
    let mut parser = parser();
    let (first, second) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(0)));
    let (counts, others) = (first.clone(), second.clone());
    parser.set_character_data_handler(move |parser, text| {
        counts.set(counts.get() + text.len());
        let (others, own) = (others.clone(), "a closure of another size".to_owned());
        parser.set_character_data_handler(move |_, text| {
            assert_eq!(own, "a closure of another size");
            others.set(others.get() + text.len());
        });
    });
    parser.parse(&text, 1).unwrap();
    // The rest of the piece is lost: C gives it to a handler that is no more.
    assert!(first.get() > 0 && first.get() < 10_000);
    assert_eq!(second.get(), 0);
    assert_eq!(
        (Rc::strong_count(&first), Rc::strong_count(&second)),
        (1, 2)
    );
}

#[test]
fn a_handler_suspends_and_stops_its_parser() {
    let (mut parser, log) = (parser(), log());
    let seen = log.clone();
    parser.set_start_element_handler(move |parser, name, _| {
        seen.borrow_mut()
            .push(format!("{name} at {}", parser.byte_index()));
        match name {
            "b" => parser.stop(1).unwrap(),
            "c" => parser.stop(0).unwrap(),
            _ => {}
        }
    });
    assert!(!parser.parse(b"<a><b/><c/><d/></a>", 1).unwrap());
    assert_eq!(parser.parsing_status().parsing, raw::XML_SUSPENDED);
    let name = |result: Result<bool, expat::Error>| result.unwrap_err().name();
    assert_eq!(name(parser.parse(b"<", 0)), Some("XML_ERROR_SUSPENDED"));
    assert_eq!(name(parser.resume()), Some("XML_ERROR_ABORTED"));
    assert_eq!(name(parser.resume()), Some("XML_ERROR_NOT_SUSPENDED"));
    assert_eq!(name(parser.parse(b"<", 0)), Some("XML_ERROR_FINISHED"));
    assert_eq!(*log.borrow(), ["a at 0", "b at 3", "c at 7"]);
}

#[test]
fn a_parser_that_has_not_started_can_be_stopped() {
    for resumable in [0, 1] {
        let mut parser = parser();
        // Refused by newer versions; harmless in all.
        let _ = parser.stop(resumable);
        let _ = parser.resume();
        let _ = parser.parse(b"<a/>", 1);
        let _ = (parser.line_number(), parser.byte_count());
    }
}

#[test]
fn a_reset_forgets_the_handlers_and_new_ones_can_be_set() {
    let (mut parser, log) = (parser(), log());
    parser.set_comment_handler(note!(log, |text: &str| "{text}"));
    assert_eq!(
        parser.parse(b"<a></b>", 1).unwrap_err().name(),
        Some("XML_ERROR_TAG_MISMATCH")
    );
    assert_ne!(parser.reset(None), 0);
    parser.parse(b"<a><!--x--></a>", 1).unwrap();
    assert!(log.borrow().is_empty());
    parser.reset(None);
    parser.set_character_data_handler(note!(log, |text: &str| "{text}"));
    parser.parse(b"<a><!--x-->y</a>", 1).unwrap();
    assert_eq!(*log.borrow(), ["y"]);
    // What was forgotten is freed when it is taken away or replaced, or with the parser.
    assert_eq!(Rc::strong_count(&log), 3);
    parser.clear_comment_handler();
    assert_eq!(Rc::strong_count(&log), 2);
}

#[test]
fn a_panic_in_a_handler_does_not_stop_the_parser() {
    let (mut parser, log) = (parser(), log());
    let seen = log.clone();
    parser.set_comment_handler(move |_, text| {
        seen.borrow_mut().push(text.to_owned());
        assert_ne!(text, "x", "a handler failed");
    });
    drop(last_error::take());
    assert!(parser.parse(b"<a><!--x--><!--y--></a>", 1).unwrap());
    assert_eq!(*log.borrow(), ["x", "y"]);
    let error = last_error::take().expect("the panic");
    assert!(error.to_string().contains("a handler failed"), "{error}");
}

#[test]
fn a_panic_where_an_answer_is_due_is_the_declared_one() {
    let mut parser = parser();
    parser.set_external_entity_ref_handler(|_, _, _, _, _| panic!("no such entity"));
    let text = b"<!DOCTYPE a [<!ENTITY e SYSTEM 'e'>]><a>&e;</a>";
    let error = parser.parse(text, 1).unwrap_err();
    assert_eq!(error.name(), Some("XML_ERROR_EXTERNAL_ENTITY_HANDLING"));
}

#[test]
fn a_handler_sees_the_text_that_is_parsed() {
    let (mut parser, log) = (parser(), log());
    let seen = log.clone();
    parser.set_start_element_handler(move |parser, _, _| {
        let (context, offset) = parser.input_context();
        let start = usize::try_from(offset).unwrap();
        let event = &context.expect("it is parsing")[start..];
        let len = usize::try_from(parser.byte_count()).unwrap();
        seen.borrow_mut()
            .push(String::from_utf8_lossy(&event[..len]).into_owned());
    });
    parser.parse(b"<a><b  c = 'd'/></a>", 1).unwrap();
    assert_eq!(*log.borrow(), ["<a>", "<b  c = 'd'/>"]);
}

#[test]
fn two_parsers_do_not_meet() {
    let (mut outer, log) = (parser(), log());
    let said = log.clone();
    outer.set_comment_handler(move |_, text| {
        let mut inner = parser();
        inner.set_character_data_handler(note!(said, |text: &str| "inner {text}"));
        assert!(inner.parse(text.as_bytes(), 1).unwrap());
        said.borrow_mut().push("outer".to_owned());
    });
    assert!(outer.parse(b"<a>x<!--<b>y</b>-->z</a>", 1).unwrap());
    assert_eq!(*log.borrow(), ["inner y", "outer"]);
}
