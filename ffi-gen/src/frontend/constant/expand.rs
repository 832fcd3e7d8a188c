//! Macro expansion.
//!
//! Which macros are being replaced is tracked as compilers do it: a macro is active while tokens of its replacement
//! remain to be read. Everything but nested arguments works on an explicit stack, so that long chains of macros need
//! no recursion.

use super::{
    Environment, MacroDefinition,
    substitute::{self, Argument},
    token::{self, Kind, Spelling, Token, lex},
};
use crate::contract::Reason;
use rustc_hash::FxHashSet;
use std::vec::IntoIter;

/// The tokens that the macro `name` expands to.
pub(super) fn expand<'s, E: Environment<'s>>(
    definition: &MacroDefinition<'s>,
    name: &[u8],
    environment: &mut E,
) -> Result<Vec<Token<'s>>, Reason> {
    let mut budget = Budget::for_one(environment.work());
    let most = budget.left;
    let tokens = expand_within(definition, name, environment, &mut budget);
    let work = environment.work();
    work.left = work.left.saturating_sub(most - budget.left);
    tokens
}

fn expand_within<'s, E: Environment<'s>>(
    definition: &MacroDefinition<'s>,
    name: &[u8],
    environment: &mut E,
    budget: &mut Budget,
) -> Result<Vec<Token<'s>>, Reason> {
    let mut tokens = Vec::new();
    budget.charge_text(definition.body)?;
    lex(definition.body, &mut tokens);
    budget.charge(tokens.len())?;
    substitute::paste_object_like(&mut tokens, budget)?;
    if !tokens.iter().any(|token| token.kind == Kind::Identifier) {
        return Ok(tokens);
    }
    let mut expander = Expander {
        environment,
        budget,
        active: FxHashSet::default(),
        stack: Vec::new(),
        nesting: 0,
    };
    expander.push(tokens, Some(Spelling::Made(name.into())));
    expander.drain(0)
}

/// The work that all macros of a translation unit together may cause, beyond a little for each.
#[derive(Debug)]
pub struct Work {
    left: usize,
}

impl Default for Work {
    fn default() -> Work {
        Work { left: 1 << 22 }
    }
}

/// The work that expanding one macro may cause: about one unit per token and per few bytes of text.
#[derive(Debug)]
pub(super) struct Budget {
    left: usize,
}

impl Budget {
    /// What one macro may have of the unit's work. Those that come after greedy ones still have a little, which is
    /// more than nearly all macros need.
    fn for_one(work: &Work) -> Budget {
        Budget {
            left: work.left.clamp(1 << 10, 1 << 18),
        }
    }

    /// Takes `work` units.
    pub(super) fn charge(&mut self, work: usize) -> Result<(), Reason> {
        self.left = self
            .left
            .checked_sub(work)
            .ok_or_else(|| Reason::new("too-much-work", "its expansion is too large"))?;
        Ok(())
    }

    /// Takes what reading or making `text` costs.
    pub(super) fn charge_text(&mut self, text: &[u8]) -> Result<(), Reason> {
        self.charge(1 + text.len() / 16)
    }
}

struct Expander<'e, 's, E> {
    environment: &'e mut E,
    budget: &'e mut Budget,
    /// The names of the macros on the stack.
    active: FxHashSet<Spelling<'s>>,
    stack: Vec<Context<'s>>,
    /// How many arguments enclose what is being expanded.
    nesting: usize,
}

/// Tokens to be read, and the macro that they replace.
struct Context<'s> {
    tokens: IntoIter<Token<'s>>,
    name: Option<Spelling<'s>>,
}

/// How deep calls may nest in arguments.
const DEEPEST: usize = 100;

impl<'s, E: Environment<'s>> Expander<'_, 's, E> {
    fn push(&mut self, tokens: Vec<Token<'s>>, name: Option<Spelling<'s>>) {
        if let Some(name) = &name {
            self.active.insert(name.clone());
        }
        self.stack.push(Context {
            tokens: tokens.into_iter(),
            name,
        });
    }

    /// Expands everything above the `floor` of the stack.
    fn drain(&mut self, floor: usize) -> Result<Vec<Token<'s>>, Reason> {
        let pending = self.stack.last().map_or(0, |top| top.tokens.len());
        let mut expanded = Vec::with_capacity(pending);
        while let Some(mut token) = self.read(floor)? {
            let may_call = token.kind == Kind::Identifier && !token.painted;
            if !(may_call && self.replace(&mut token, floor)?) {
                expanded.push(token);
            }
        }
        Ok(expanded)
    }

    /// The next token, not expanded.
    fn read(&mut self, floor: usize) -> Result<Option<Token<'s>>, Reason> {
        self.budget.charge(1)?;
        self.settle(floor);
        if self.stack.len() == floor {
            return Ok(None);
        }
        Ok(self
            .stack
            .last_mut()
            .and_then(|context| context.tokens.next()))
    }

    /// Leaves the contexts that have no token left.
    fn settle(&mut self, floor: usize) {
        while self.stack.len() > floor
            && let Some(context) = self.stack.pop_if(|top| top.tokens.as_slice().is_empty())
        {
            if let Some(name) = context.name {
                self.active.remove(&name);
            }
        }
    }

    fn space_next(&mut self, floor: usize) {
        self.settle(floor);
        if self.stack.len() > floor
            && let Some(context) = self.stack.last_mut()
            && let Some(next) = context.tokens.as_mut_slice().first_mut()
        {
            next.spaced = true;
        }
    }

    /// Whether the next token opens a parenthesis.
    fn at_parenthesis(&mut self, floor: usize) -> bool {
        self.settle(floor);
        self.stack.len() > floor
            && self
                .stack
                .last()
                .and_then(|context| context.tokens.as_slice().first())
                .is_some_and(|token| token.is("("))
    }

    /// Replaces `token` if it calls a macro; if it names one that is active, paints it.
    fn replace(&mut self, token: &mut Token<'s>, floor: usize) -> Result<bool, Reason> {
        if self.active.contains(&token.text) {
            token.painted = true;
            return Ok(false);
        }
        let Some(definition) = self.environment.macro_definition(&token.text) else {
            return Ok(false);
        };
        token::check_trigraphs(definition.body)?;
        let mut tokens = match definition.params {
            None => {
                self.budget.charge_text(definition.body)?;
                let mut tokens = Vec::new();
                lex(definition.body, &mut tokens);
                substitute::paste_object_like(&mut tokens, self.budget)?;
                tokens
            }
            Some(_) if !self.at_parenthesis(floor) => return Ok(false),
            Some(params) => self.call(params, definition.body, floor)?,
        };
        match tokens.first_mut() {
            Some(first) => first.spaced = token.spaced,
            // White space before a macro that vanishes remains.
            None if token.spaced => self.space_next(floor),
            None => {}
        }
        self.push(tokens, Some(token.text.clone()));
        Ok(true)
    }

    fn call(
        &mut self,
        params: &'s [u8],
        body: &'s [u8],
        floor: usize,
    ) -> Result<Vec<Token<'s>>, Reason> {
        self.budget.charge_text(params)?;
        self.budget.charge_text(body)?;
        let params = substitute::Params::parse(params)?;
        let mut arguments = self.arguments(&params, floor)?;
        let template = params.template(body);
        for index in substitute::expanded_arguments(&template) {
            if let Some(argument) = arguments.get_mut(index) {
                argument.expanded = Some(self.expand_argument(argument.raw.clone())?);
            }
        }
        substitute::substitute(&template, &params, &arguments, self.budget)
    }

    /// Reads the arguments of a call from its opening parenthesis to its closing one.
    fn arguments(
        &mut self,
        params: &substitute::Params<'s>,
        floor: usize,
    ) -> Result<Vec<Argument<'s>>, Reason> {
        self.read(floor)?;
        let mut arguments = Vec::new();
        let mut current = Vec::new();
        let mut depth = 0usize;
        loop {
            let Some(mut token) = self.read(floor)? else {
                return Err(Reason::new("unbalanced", "a macro call does not end"));
            };
            if token.kind == Kind::Identifier && self.active.contains(&token.text) {
                token.painted = true;
            }
            if token.kind == Kind::Punctuator {
                match &*token.text {
                    b"(" => depth += 1,
                    b")" if depth == 0 => break,
                    b")" => depth -= 1,
                    b"," if depth == 0 && !params.takes_rest(arguments.len()) => {
                        arguments.push(Argument::new(std::mem::take(&mut current)));
                        continue;
                    }
                    _ => {}
                }
            }
            current.push(token);
        }
        arguments.push(Argument::new(current));
        params.check(arguments)
    }

    fn expand_argument(&mut self, tokens: Vec<Token<'s>>) -> Result<Vec<Token<'s>>, Reason> {
        self.budget.charge(tokens.len())?;
        if !tokens.iter().any(|token| token.kind == Kind::Identifier) {
            return Ok(tokens);
        }
        if self.nesting == DEEPEST {
            return Err(Reason::new("too-deep", "its macro calls nest too deeply"));
        }
        self.nesting += 1;
        let floor = self.stack.len();
        self.push(tokens, None);
        let expanded = self.drain(floor);
        self.nesting -= 1;
        expanded
    }
}
