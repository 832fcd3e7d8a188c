//! Character constants and string literals.

use super::arithmetic::wrap;
use crate::contract::{DataModel, IntKind, Reason, TextKind};

/// The encoding prefix of a literal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Prefix {
    None,
    Utf8,
    Utf16,
    Utf32,
    Wide,
}

impl Prefix {
    /// The prefix of the literal `text`, and what stands between its quotes.
    pub(super) fn split(text: &[u8]) -> (Prefix, &[u8]) {
        let (prefix, quoted) = match text {
            [b'u', b'8', rest @ ..] => (Prefix::Utf8, rest),
            [b'u', rest @ ..] => (Prefix::Utf16, rest),
            [b'U', rest @ ..] => (Prefix::Utf32, rest),
            [b'L', rest @ ..] => (Prefix::Wide, rest),
            _ => (Prefix::None, text),
        };
        (prefix, &quoted[1..quoted.len() - 1])
    }

    /// The prefix of the concatenation of two literals.
    pub(super) fn join(self, other: Prefix) -> Result<Prefix, Reason> {
        match (self, other) {
            (Prefix::None, prefix) | (prefix, Prefix::None) => Ok(prefix),
            (one, two) if one == two => Ok(one),
            _ => Err(Reason::new(
                "not-an-expression",
                "it joins string literals of different encodings",
            )),
        }
    }

    /// The type of a unit; `wide` is the type behind `wchar_t`. (A unit of `u8"…"` is a `char` too, of 8 bits.)
    pub(super) fn unit(self, wide: IntKind) -> IntKind {
        match self {
            Prefix::None => IntKind::Char,
            Prefix::Utf8 => IntKind::UChar,
            Prefix::Utf16 => IntKind::UShort,
            Prefix::Utf32 => IntKind::UInt,
            Prefix::Wide => wide,
        }
    }

    /// The kind of text that a string literal with this prefix is.
    pub(super) fn kind(self) -> TextKind {
        match self {
            Prefix::None | Prefix::Utf8 => TextKind::Bytes,
            Prefix::Utf16 => TextKind::Utf16,
            Prefix::Utf32 => TextKind::Utf32,
            Prefix::Wide => TextKind::Wide,
        }
    }
}

/// The type and value of the character constant `text`; `wide` is the type behind `wchar_t`.
pub(super) fn character(
    text: &[u8],
    wide: IntKind,
    model: DataModel,
) -> Result<(IntKind, i128), Reason> {
    let (prefix, body) = Prefix::split(text);
    let unit = prefix.unit(wide);
    let mut count = 0usize;
    let mut last = 0;
    let mut joined = 0u32;
    decode(body, model.bits(unit), |unit| {
        count += 1;
        last = unit;
        joined = joined << 8 | unit & 0xff;
    })?;
    match (prefix, count) {
        (_, 0) => Err(invalid("it has an empty character constant")),
        (Prefix::None, 1) => Ok((IntKind::Int, wrap(last.into(), IntKind::Char, model))),
        (Prefix::None, _) => Ok((IntKind::Int, wrap(joined.into(), IntKind::Int, model))),
        (Prefix::Wide, _) | (_, 1) => Ok((unit, wrap(last.into(), unit, model))),
        _ => Err(invalid("it has a character that needs more than one unit")),
    }
}

/// Passes the code units of `body`, the inside of a literal, to `push`; a unit has `bits` bits: 8, 16 or 32.
pub(super) fn decode(body: &[u8], bits: u16, mut push: impl FnMut(u32)) -> Result<(), Reason> {
    let mut at = 0;
    while let Some(&byte) = body.get(at) {
        if byte == b'\\' {
            at += escape(&body[at..], bits, &mut push)?;
        } else if bits == 8 || byte < 0x80 {
            push(byte.into());
            at += 1;
        } else {
            let c = first_char(&body[at..])
                .ok_or_else(|| invalid("it has wide text that is not UTF-8"))?;
            push_char(c, bits, &mut push);
            at += c.len_utf8();
        }
    }
    Ok(())
}

/// Passes on what the escape sequence at the start of `text` means; returns its length.
fn escape(text: &[u8], bits: u16, push: &mut impl FnMut(u32)) -> Result<usize, Reason> {
    let selector = *text
        .get(1)
        .ok_or_else(|| invalid("it has a backslash that escapes nothing"))?;
    let (digits, base, most) = match selector {
        b'0'..=b'7' => (&text[1..], 8, 3),
        b'x' => (&text[2..], 16, usize::MAX),
        b'u' => (&text[2..], 16, 4),
        b'U' => (&text[2..], 16, 8),
        b'N' => return Err(invalid("it has a named character")),
        _ => {
            push(simple_escape(selector).into());
            return Ok(2);
        }
    };
    let (value, len) = leading_digits(digits, base, most)
        .ok_or_else(|| invalid("it has an escape sequence that is too large"))?;
    let consumed = text.len() - digits.len() + len;
    match selector {
        b'u' | b'U' => {
            let c = char::from_u32(value).filter(|_| len == most);
            let c = c.ok_or_else(|| invalid("it has an invalid universal character name"))?;
            push_char(c, bits, push);
        }
        _ if len == 0 => return Err(invalid("it has `\\x` without digits")),
        _ if u64::from(value) >> bits != 0 => {
            return Err(invalid("it has an escape sequence that is too large"));
        }
        _ => push(value),
    }
    Ok(consumed)
}

fn simple_escape(selector: u8) -> u8 {
    match selector {
        b'n' => b'\n',
        b't' => b'\t',
        b'r' => b'\r',
        b'a' => 0x07,
        b'b' => 0x08,
        b'f' => 0x0c,
        b'v' => 0x0b,
        b'e' | b'E' => 0x1b,
        other => other,
    }
}

/// The value of the digits at the start of `text`, at most `most` of them, and their count; none when it overflows.
fn leading_digits(text: &[u8], base: u32, most: usize) -> Option<(u32, usize)> {
    let mut value = 0u32;
    let mut len = 0;
    while len < most
        && let Some(digit) = text.get(len).and_then(|&b| (b as char).to_digit(base))
    {
        value = value.checked_mul(base)?.checked_add(digit)?;
        len += 1;
    }
    Some((value, len))
}

fn push_char(c: char, bits: u16, push: &mut impl FnMut(u32)) {
    match bits {
        8 => c
            .encode_utf8(&mut [0; 4])
            .bytes()
            .for_each(|b| push(b.into())),
        16 => c
            .encode_utf16(&mut [0; 2])
            .iter()
            .for_each(|&u| push(u.into())),
        _ => push(c.into()),
    }
}

fn first_char(text: &[u8]) -> Option<char> {
    let longest = &text[..text.len().min(4)];
    let valid = match std::str::from_utf8(longest) {
        Ok(valid) => valid,
        Err(error) => std::str::from_utf8(&longest[..error.valid_up_to()]).ok()?,
    };
    valid.chars().next()
}

fn invalid(text: &str) -> Reason {
    Reason::new("invalid-text", text)
}
