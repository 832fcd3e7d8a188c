//! What a macro call is replaced by: arguments put in the place of parameters, `#`, `##` and `__VA_OPT__`.

use super::{
    expand::Budget,
    token::{Kind, Spelling, Token, lex, lex_one},
};
use crate::contract::Reason;
use std::rc::Rc;

/// The parameters of a function-like macro.
pub(super) struct Params<'s> {
    names: Vec<Spelling<'s>>,
    arity: Arity,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Arity {
    Fixed,
    /// The last parameter takes all further arguments.
    Variadic,
}

/// An argument of a call.
pub(super) struct Argument<'s> {
    pub(super) raw: Vec<Token<'s>>,
    /// Its expansion, where the replacement needs it.
    pub(super) expanded: Option<Vec<Token<'s>>>,
    presence: Presence,
}

/// Whether the call has the argument; only variable arguments may be left out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Presence {
    Given,
    Omitted,
}

/// One element of a replacement.
pub(super) enum Piece<'s> {
    Token(Token<'s>),
    /// A parameter.
    Param {
        index: usize,
        spaced: bool,
        usage: Usage,
    },
    /// `#` and a parameter.
    Stringify {
        index: usize,
        spaced: bool,
    },
    /// `##`.
    Paste,
    /// `__VA_OPT__ ( … )`: its contents, which stand only if there are variable arguments.
    Optional {
        pieces: Vec<Piece<'s>>,
        /// The parameter for the variable arguments.
        rest: usize,
        spaced: bool,
    },
}

/// Whether a parameter stands for its argument as written (beside `##`) or for what that expands to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Usage {
    Raw,
    Expanded,
}

impl<'s> Argument<'s> {
    pub(super) fn new(raw: Vec<Token<'s>>) -> Argument<'s> {
        Argument {
            raw,
            expanded: None,
            presence: Presence::Given,
        }
    }

    fn tokens(&self, usage: Usage) -> &[Token<'s>] {
        match (usage, &self.expanded) {
            (Usage::Expanded, Some(expanded)) => expanded,
            _ => &self.raw,
        }
    }

    fn omitted() -> Argument<'s> {
        Argument {
            presence: Presence::Omitted,
            ..Argument::new(Vec::new())
        }
    }
}

impl Piece<'_> {
    fn spaced(&self) -> bool {
        match self {
            Piece::Token(token) => token.spaced,
            Piece::Param { spaced, .. }
            | Piece::Stringify { spaced, .. }
            | Piece::Optional { spaced, .. } => *spaced,
            Piece::Paste => false,
        }
    }
}

impl<'s> Params<'s> {
    /// Reads the text between the parentheses.
    pub(super) fn parse(text: &'s [u8]) -> Result<Params<'s>, Reason> {
        let mut tokens = Vec::new();
        lex(text, &mut tokens);
        let mut names = Vec::new();
        let mut arity = Arity::Fixed;
        let mut rest = tokens.as_slice();
        while let [token, following @ ..] = rest {
            if arity == Arity::Variadic {
                return Err(malformed());
            }
            rest = following;
            if token.is("...") {
                names.push(Spelling::Source(b"__VA_ARGS__"));
                arity = Arity::Variadic;
            } else if token.kind == Kind::Identifier {
                names.push(token.text.clone());
                if let [dots, following @ ..] = rest
                    && dots.is("...")
                {
                    arity = Arity::Variadic;
                    rest = following;
                }
            } else {
                return Err(malformed());
            }
            rest = match rest {
                [] => rest,
                [comma, following @ ..] if comma.is(",") && !following.is_empty() => following,
                _ => return Err(malformed()),
            };
        }
        Ok(Params { names, arity })
    }

    /// Whether the argument at `index` takes everything up to the closing parenthesis, commas included.
    pub(super) fn takes_rest(&self, index: usize) -> bool {
        self.arity == Arity::Variadic && index + 1 >= self.names.len()
    }

    /// Brings the arguments of a call to the number of parameters.
    pub(super) fn check(
        &self,
        mut arguments: Vec<Argument<'s>>,
    ) -> Result<Vec<Argument<'s>>, Reason> {
        let wanted = self.names.len();
        let is_variadic = self.arity == Arity::Variadic;
        let may_be_none = wanted == 0 || is_variadic && wanted == 1;
        if may_be_none && matches!(arguments.as_slice(), [only] if only.raw.is_empty()) {
            arguments.clear();
        }
        if is_variadic && arguments.len() + 1 == wanted {
            arguments.push(Argument::omitted());
        }
        if arguments.len() == wanted {
            Ok(arguments)
        } else {
            Err(Reason::new(
                "not-an-expression",
                "it calls a macro with the wrong number of arguments",
            ))
        }
    }

    /// The replacement `body` with its parameters and operators recognised.
    pub(super) fn template(&self, body: &'s [u8]) -> Vec<Piece<'s>> {
        let mut tokens = Vec::new();
        lex(body, &mut tokens);
        self.pieces(tokens)
    }

    fn index(&self, token: &Token<'s>) -> Option<usize> {
        if token.kind != Kind::Identifier {
            return None;
        }
        self.names.iter().position(|name| *name == token.text)
    }

    fn pieces(&self, tokens: Vec<Token<'s>>) -> Vec<Piece<'s>> {
        let mut pieces = Vec::with_capacity(tokens.len());
        let mut tokens = tokens.into_iter();
        while let Some(token) = tokens.next() {
            let piece = if token.is("##") {
                make_raw(pieces.last_mut());
                Piece::Paste
            } else if token.is("#")
                && let Some(index) = tokens.as_slice().first().and_then(|next| self.index(next))
            {
                tokens.next();
                Piece::Stringify {
                    index,
                    spaced: token.spaced,
                }
            } else if let Some(index) = self.index(&token) {
                Piece::Param {
                    index,
                    spaced: token.spaced,
                    usage: Usage::Expanded,
                }
            } else if self.arity == Arity::Variadic
                && *token.text == *b"__VA_OPT__"
                && let Some(len) = parenthesised(tokens.as_slice())
            {
                let inside = tokens.by_ref().take(len).skip(1).take(len - 2).collect();
                // The adaptors stop before the closing parenthesis.
                tokens.next();
                Piece::Optional {
                    pieces: self.flat_pieces(inside),
                    rest: self.names.len() - 1,
                    spaced: token.spaced,
                }
            } else {
                Piece::Token(token)
            };
            let after_paste = matches!(pieces.last(), Some(Piece::Paste));
            pieces.push(piece);
            if after_paste {
                make_raw(pieces.last_mut());
            }
        }
        pieces
    }

    /// The contents of `__VA_OPT__`, in which it must not stand again.
    fn flat_pieces(&self, tokens: Vec<Token<'s>>) -> Vec<Piece<'s>> {
        let fixed = Params {
            names: self.names.clone(),
            arity: Arity::Fixed,
        };
        fixed.pieces(tokens)
    }
}

fn make_raw(piece: Option<&mut Piece<'_>>) {
    if let Some(Piece::Param { usage, .. }) = piece {
        *usage = Usage::Raw;
    }
}

/// The number of tokens of the parenthesised group that `tokens` starts with.
fn parenthesised(tokens: &[Token<'_>]) -> Option<usize> {
    let mut depth = 0usize;
    for (at, token) in tokens.iter().enumerate() {
        if token.is("(") {
            depth += 1;
        } else if token.is(")") {
            depth = depth.checked_sub(1)?;
        }
        if depth == 0 {
            return (at > 0).then_some(at + 1);
        }
    }
    None
}

/// The arguments whose expansion the replacement needs.
pub(super) fn expanded_arguments(template: &[Piece<'_>]) -> Vec<usize> {
    let mut indices = Vec::new();
    for piece in template {
        match piece {
            Piece::Param {
                index,
                usage: Usage::Expanded,
                ..
            } => indices.push(*index),
            Piece::Optional { pieces, rest, .. } => {
                indices.push(*rest);
                indices.extend(expanded_arguments(pieces));
            }
            _ => {}
        }
    }
    indices.sort_unstable();
    indices.dedup();
    indices
}

/// The replacement of a call.
pub(super) fn substitute<'s>(
    template: &[Piece<'s>],
    params: &Params<'s>,
    arguments: &[Argument<'s>],
    budget: &mut Budget,
) -> Result<Vec<Token<'s>>, Reason> {
    let mut tokens: Vec<Token<'s>> = Vec::new();
    let mut pasting = false;
    let mut space_pending = false;
    for (at, piece) in template.iter().enumerate() {
        if let Piece::Paste = piece {
            pasting = true;
            continue;
        }
        let after_paste = std::mem::take(&mut pasting);
        let before_paste = matches!(template.get(at + 1), Some(Piece::Paste));
        let mut made = instantiate(piece, params, arguments, budget)?;
        budget.charge(1 + made.len())?;
        let spaced = std::mem::take(&mut space_pending) || piece.spaced();
        match made.first_mut() {
            Some(_) if after_paste => {}
            Some(first) => first.spaced = spaced,
            // White space before an argument that vanishes remains.
            None => space_pending = spaced && !after_paste && !before_paste,
        }
        if after_paste
            && let Piece::Param { index, .. } = piece
            && params.takes_rest(*index)
            && tokens.last().is_some_and(|last| last.is(","))
        {
            // GNU: `, ## __VA_ARGS__` drops the comma before omitted arguments and pastes nothing.
            if arguments[*index].presence == Presence::Omitted {
                tokens.pop();
            }
            tokens.append(&mut made);
            continue;
        }
        if made.is_empty() && (after_paste || before_paste) {
            made.push(Token::new(Kind::Placemarker, Spelling::Source(b""), spaced));
        }
        let mut made = made.into_iter();
        if after_paste
            && let Some(left) = tokens.pop()
            && let Some(right) = made.next()
        {
            tokens.push(paste(left, right, budget)?);
        }
        tokens.extend(made);
    }
    tokens.retain(|token| token.kind != Kind::Placemarker);
    Ok(tokens)
}

/// Carries out the `##` of an object-like macro's replacement.
pub(super) fn paste_object_like(
    tokens: &mut Vec<Token<'_>>,
    budget: &mut Budget,
) -> Result<(), Reason> {
    if !tokens.iter().any(|token| token.is("##")) {
        return Ok(());
    }
    let mut pasted: Vec<Token<'_>> = Vec::with_capacity(tokens.len());
    let mut rest = std::mem::take(tokens).into_iter();
    while let Some(token) = rest.next() {
        if !token.is("##") {
            pasted.push(token);
        } else if let (Some(left), Some(right)) = (pasted.pop(), rest.next()) {
            pasted.push(paste(left, right, budget)?);
        }
    }
    *tokens = pasted;
    Ok(())
}

fn instantiate<'s>(
    piece: &Piece<'s>,
    params: &Params<'s>,
    arguments: &[Argument<'s>],
    budget: &mut Budget,
) -> Result<Vec<Token<'s>>, Reason> {
    Ok(match piece {
        Piece::Token(token) => vec![token.clone()],
        Piece::Param { index, usage, .. } => {
            let tokens = arguments[*index].tokens(*usage);
            budget.charge(tokens.len())?;
            tokens.to_vec()
        }
        Piece::Stringify { index, spaced } => {
            vec![stringify(&arguments[*index].raw, *spaced, budget)?]
        }
        Piece::Optional { pieces, rest, .. } => {
            if arguments[*rest].tokens(Usage::Expanded).is_empty() {
                Vec::new()
            } else {
                substitute(pieces, params, arguments, budget)?
            }
        }
        Piece::Paste => Vec::new(),
    })
}

fn stringify<'s>(
    tokens: &[Token<'s>],
    spaced: bool,
    budget: &mut Budget,
) -> Result<Token<'s>, Reason> {
    let mut text = vec![b'"'];
    for (at, token) in tokens.iter().enumerate() {
        budget.charge_text(&token.text)?;
        if at > 0 && token.spaced {
            text.push(b' ');
        }
        let is_quoted = matches!(token.kind, Kind::Text | Kind::Character);
        for &byte in &*token.text {
            if is_quoted && matches!(byte, b'"' | b'\\') {
                text.push(b'\\');
            }
            text.push(byte);
        }
    }
    text.push(b'"');
    Ok(Token::new(
        Kind::Text,
        Spelling::Made(Rc::from(text)),
        spaced,
    ))
}

fn paste<'s>(left: Token<'s>, right: Token<'s>, budget: &mut Budget) -> Result<Token<'s>, Reason> {
    match (left.kind, right.kind) {
        (_, Kind::Placemarker) => Ok(left),
        (Kind::Placemarker, _) => Ok(Token {
            spaced: left.spaced,
            ..right
        }),
        _ => {
            let joined = [&*left.text, &*right.text].concat();
            budget.charge_text(&joined)?;
            let token = lex_one(joined).ok_or_else(|| {
                Reason::new(
                    "invalid-paste",
                    format!(
                        "pasting `{}` and `{}` makes no token",
                        left.display(),
                        right.display()
                    ),
                )
            })?;
            Ok(Token {
                spaced: left.spaced,
                ..token
            })
        }
    }
}

fn malformed() -> Reason {
    Reason::new(
        "not-an-expression",
        "it calls a macro whose parameter list is malformed",
    )
}
