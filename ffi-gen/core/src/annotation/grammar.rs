//! The one grammar of facts; attributes, C macros and the side file are notations of it.
//!
//! ```text
//! facts    = [ fact { "," fact } [ "," ] ]
//! fact     = word [ "(" [ item { "," item } [ "," ] ] ")" ]
//! item     = word "=" value | position [ ":" position ] | quoted
//! value    = number | quoted | position
//! position = root { "." ( word | "#" digits ) | "[" "]" }
//! root     = word | "#" digits | "@return" | "@self" | "@static" | "@parent" "(" position ")"
//! call     = word "(" [ argument { "," argument } ] ")"
//! argument = number | quoted | position
//! word     = ( letter | "_" | "$" ) { letter | digit | "_" | "$" }
//! number   = [ "-" ] digit { letter | digit | "_" }
//! quoted   = '"' { any character but '"' and "\" | "\" ( '"' | "\" | "n" | "r" | "t" ) } '"'
//! ```
//!
//! Spaces may stand between any two tokens. A quoted item, as in `rename("x")`, is the fact's one argument that is
//! no position; which key it stands for is in the [`vocabulary`]. Calls stand in quoted values.

use super::{
    Call,
    lexer::{Token, TokenKind, tokens},
    problem::Problem,
    vocabulary,
};
use crate::{
    contract::{Argument, Fact, FactKind, Operand, Position, Root, Step},
    diagnostic::Code,
};
use std::ops::Range;

/// A fact as written: what it says, and where its parts stand in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// What it says.
    pub fact: Fact,
    /// All of it.
    pub range: Range<usize>,
    /// Its word.
    pub word: Range<usize>,
    /// Its operands, one for one.
    pub operands: Vec<Range<usize>>,
    /// Its arguments, one for one: the key, and the value. They are the same for quoted text without a key.
    pub arguments: Vec<(Range<usize>, Range<usize>)>,
}

impl Written {
    /// Makes a fact that stands on a parameter or a field be about it.
    pub fn is_about(&mut self, part: &Root) {
        let position = Position::root(part.clone());
        match self.fact.operands.as_mut_slice() {
            [] if vocabulary::row(self.fact.kind).operands.1 > 0 => {
                self.fact.operands.push(Operand { position, on: None });
                self.operands.push(self.word.clone());
            }
            // `borrows(x)` on `y` is `borrows(y: x)`.
            operands if self.fact.kind == FactKind::Borrows => {
                for operand in operands.iter_mut().filter(|operand| operand.on.is_none()) {
                    operand.on = Some(std::mem::replace(&mut operand.position, position.clone()));
                }
            }
            _ => {}
        }
    }
}

/// Parses one fact. What it means is not looked at; that is [`vocabulary::check`].
///
/// # Errors
/// When `text` is no fact, or its word is not of the vocabulary.
///
/// ```
/// let written = ffi_gen_core::annotation::grammar::parse("returns_owned( destroy=f )").unwrap();
/// assert_eq!(written.fact.to_string(), "returns_owned(destroy = f)");
/// ```
pub fn parse(text: &str) -> Result<Written, Problem> {
    let mut parser = Parser::new(text)?;
    let fact = parser.fact()?;
    parser.end()?;
    Ok(fact)
}

/// Parses any number of facts separated by commas.
///
/// # Errors
/// When `text` is no list of facts.
pub fn parse_list(text: &str) -> Result<Vec<Written>, Problem> {
    let mut parser = Parser::new(text)?;
    let mut facts = Vec::new();
    while parser.peek() != &TokenKind::End {
        facts.push(parser.fact()?);
        if !parser.eat(',') {
            break;
        }
    }
    parser.end()?;
    Ok(facts)
}

/// Parses a call: `f(a, @return, 3)`.
///
/// # Errors
/// When `text` is no call.
pub fn parse_call(text: &str) -> Result<Call, Problem> {
    let mut parser = Parser::new(text)?;
    let (function, _) = parser.word("the name of a function")?;
    parser.expect('(')?;
    let mut arguments = Vec::new();
    while !parser.eat(')') {
        arguments.push(parser.value()?.0.to_string());
        if parser.ends_item()? {
            break;
        }
    }
    parser.end()?;
    Ok(Call {
        function,
        arguments,
    })
}

/// Parses a position: `p.field`, `@parent(x)`.
///
/// # Errors
/// When `text` is no position.
pub fn parse_position(text: &str) -> Result<Position, Problem> {
    let mut parser = Parser::new(text)?;
    let (position, _) = parser.position()?;
    parser.end()?;
    Ok(position)
}

struct Parser {
    tokens: Vec<Token>,
    next: usize,
}

/// Positions nest no deeper than this, so that no text can exhaust the stack.
const DEPTH: usize = 16;

impl Parser {
    fn new(text: &str) -> Result<Parser, Problem> {
        Ok(Parser {
            tokens: tokens(text)?,
            next: 0,
        })
    }

    fn fact(&mut self) -> Result<Written, Problem> {
        let (name, word) = self.word("a fact")?;
        let Some(kind) = vocabulary::word(&name) else {
            let problem = Problem::new(
                Code::FactUnknown,
                word,
                format!("`{name}` is no fact of the vocabulary"),
                "unknown fact",
            );
            return Err(problem.suggest(&name, vocabulary::words()));
        };
        let mut written = Written {
            fact: Fact {
                kind,
                operands: Vec::new(),
                arguments: Vec::new(),
            },
            range: word.clone(),
            word,
            operands: Vec::new(),
            arguments: Vec::new(),
        };
        if self.eat('(') {
            while !self.eat(')') {
                self.item(&mut written)?;
                if self.ends_item()? {
                    break;
                }
            }
        }
        written.range.end = self.reached();
        Ok(written)
    }

    fn item(&mut self, written: &mut Written) -> Result<(), Problem> {
        let token = self.tokens[self.next].clone();
        match token.kind {
            TokenKind::Text(text) => {
                self.next += 1;
                let key = vocabulary::positional_text(written.fact.kind);
                let Some(key) = key else {
                    return Err(text_without_key(written.fact.kind, token.range));
                };
                written.push_argument(key, token.range.clone(), Argument::Text(text), token.range)
            }
            TokenKind::Word(key) if self.is_mark(1, '=') => {
                self.next += 2;
                let (value, range) = self.value()?;
                written.push_argument(&key, token.range, value, range)
            }
            _ => {
                let (position, mut range) = self.position()?;
                let on = match self.eat(':') {
                    true => {
                        let (on, end) = self.position()?;
                        range.end = end.end;
                        Some(on)
                    }
                    false => None,
                };
                written.fact.operands.push(Operand { position, on });
                written.operands.push(range);
                Ok(())
            }
        }
    }

    fn value(&mut self) -> Result<(Argument, Range<usize>), Problem> {
        let token = self.tokens[self.next].clone();
        match token.kind {
            TokenKind::Number(text) => {
                self.next += 1;
                Ok((Argument::Word(text), token.range))
            }
            TokenKind::Text(text) => {
                self.next += 1;
                Ok((Argument::Text(text), token.range))
            }
            _ => {
                let (position, range) = self.position()?;
                let value = match position {
                    Position {
                        root: Root::Named(name),
                        steps,
                    } if steps.is_empty() => Argument::Word(name),
                    position => Argument::Position(position),
                };
                Ok((value, range))
            }
        }
    }

    fn position(&mut self) -> Result<(Position, Range<usize>), Problem> {
        let start = self.tokens[self.next].range.start;
        let position = self.path(0)?;
        Ok((position, start..self.reached()))
    }

    fn path(&mut self, depth: usize) -> Result<Position, Problem> {
        let token = self.tokens[self.next].clone();
        let root = match token.kind {
            TokenKind::Word(name) => {
                self.next += 1;
                Root::Named(name)
            }
            TokenKind::Mark('#') => {
                self.next += 1;
                Root::Index(self.index()?)
            }
            TokenKind::Sigil(name) => {
                self.next += 1;
                match name.as_str() {
                    "return" => Root::Return,
                    "self" => Root::Receiver,
                    "static" => Root::Static,
                    "parent" if depth < DEPTH => {
                        self.expect('(')?;
                        let child = self.path(depth + 1)?;
                        self.expect(')')?;
                        Root::Parent(Box::new(child))
                    }
                    "parent" => {
                        return Err(Problem::syntax(
                            token.range,
                            "`@parent` is nested too deeply",
                            "",
                        ));
                    }
                    _ => {
                        let problem = Problem::syntax(
                            token.range,
                            format!("`@{name}` is no position"),
                            "unknown position",
                        );
                        let known = ["@return", "@self", "@static", "@parent"];
                        return Err(problem.suggest(&format!("@{name}"), known));
                    }
                }
            }
            _ => return Err(self.unexpected("a position")),
        };
        let mut steps = Vec::new();
        loop {
            if self.eat('.') {
                steps.push(match self.eat('#') {
                    true => Step::Param(self.index()?),
                    false => Step::Field(self.word("the name of a field")?.0),
                });
            } else if self.eat('[') {
                self.expect(']')?;
                steps.push(Step::Elements);
            } else {
                return Ok(Position { root, steps });
            }
        }
    }

    fn index(&mut self) -> Result<u32, Problem> {
        let token = &self.tokens[self.next];
        let number = match &token.kind {
            TokenKind::Number(text) => text.parse().ok(),
            _ => None,
        };
        match number {
            Some(number) => {
                self.next += 1;
                Ok(number)
            }
            None => Err(self.unexpected("the number of a parameter")),
        }
    }

    fn word(&mut self, what: &str) -> Result<(String, Range<usize>), Problem> {
        let token = &self.tokens[self.next];
        match &token.kind {
            TokenKind::Word(word) => {
                let found = (word.clone(), token.range.clone());
                self.next += 1;
                Ok(found)
            }
            _ => Err(self.unexpected(what)),
        }
    }

    fn peek(&self) -> &TokenKind {
        &self.tokens[self.next].kind
    }

    fn is_mark(&self, ahead: usize, mark: char) -> bool {
        let token = self.tokens.get(self.next + ahead);
        token.is_some_and(|token| token.kind == TokenKind::Mark(mark))
    }

    fn eat(&mut self, mark: char) -> bool {
        let found = self.is_mark(0, mark);
        self.next += usize::from(found);
        found
    }

    fn expect(&mut self, mark: char) -> Result<(), Problem> {
        match self.eat(mark) {
            true => Ok(()),
            false => Err(self.unexpected(&format!("`{mark}`"))),
        }
    }

    /// Takes what stands after an item: whether it is the end of the parentheses.
    fn ends_item(&mut self) -> Result<bool, Problem> {
        match self.eat(',') {
            true => Ok(false),
            false if self.eat(')') => Ok(true),
            false => Err(self.unexpected("`,` or `)`")),
        }
    }

    fn end(&self) -> Result<(), Problem> {
        match self.peek() {
            TokenKind::End => Ok(()),
            _ => Err(self.unexpected("the end")),
        }
    }

    /// Where the last token that was taken ends.
    fn reached(&self) -> usize {
        let last = self.next.checked_sub(1);
        last.map_or(0, |index| self.tokens[index].range.end)
    }

    fn unexpected(&self, wanted: &str) -> Problem {
        let token = &self.tokens[self.next];
        Problem::syntax(
            token.range.clone(),
            format!("expected {wanted}, found {}", token.kind.describe()),
            "unexpected",
        )
    }
}

impl Written {
    fn push_argument(
        &mut self,
        key: &str,
        key_range: Range<usize>,
        value: Argument,
        value_range: Range<usize>,
    ) -> Result<(), Problem> {
        if self.fact.argument(key).is_some() {
            return Err(Problem::syntax(
                key_range,
                format!("`{key}` is given twice"),
                "given again",
            ));
        }
        self.fact.arguments.push((key.to_owned(), value));
        self.arguments.push((key_range, value_range));
        Ok(())
    }
}

fn text_without_key(kind: FactKind, range: Range<usize>) -> Problem {
    let name = kind.as_str();
    let problem = Problem::syntax(
        range,
        format!("`{name}` takes quoted text only after a key"),
        "no key",
    );
    let keys: Vec<String> = vocabulary::row(kind)
        .keys
        .iter()
        .map(|key| format!("`{}`", key.name))
        .collect();
    match keys.is_empty() {
        true => problem,
        false => problem.help(format!("its keys are {}", keys.join(", "))),
    }
}
