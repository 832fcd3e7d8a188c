//! Robustness: headers are mutated at random and translated, and nothing may panic, crash, hang or write Rust that does
//! not compile.
//!
//! [`Mutator`] makes the headers, [`worker`] translates them in a process of its own, [`Findings`] keeps what went wrong.

mod findings;
mod grammar;
mod tokens;
pub mod worker;

pub use crate::random::Random;
pub use findings::{Finding, Findings};

use tokens::tokens;

/// Headers longer than this are cut: what they show, shorter ones show faster.
const MAX_BYTES: usize = 64 << 10;

/// Makes new headers of known ones.
pub struct Mutator {
    seeds: Vec<Vec<u8>>,
}

impl Mutator {
    /// A mutator of `seeds`, of which there must be one at least.
    pub fn new(seeds: Vec<Vec<u8>>) -> Mutator {
        assert!(!seeds.is_empty(), "there is nothing to mutate");
        Mutator { seeds }
    }

    /// A new header.
    pub fn header(&self, random: &mut Random) -> Vec<u8> {
        let mut text = match random.index(8) {
            0 => Vec::new(),
            _ => random.pick(&self.seeds).clone(),
        };
        // Most mutations break a header; few at a time leave some that reach the back end.
        for _ in 0..=random.index(5) {
            self.mutate(&mut text, random);
        }
        text.truncate(MAX_BYTES);
        text
    }

    fn mutate(&self, text: &mut Vec<u8>, random: &mut Random) {
        match random.index(16) {
            0 => flip_a_byte(text, random),
            1 => swap_tokens(text, random),
            2 => delete_tokens(text, random),
            3 => repeat_token(text, random),
            4 | 5 => replace_token(text, random, |_| grammar::token),
            6 => replace_token(text, random, |kind| match kind {
                tokens::Kind::Number => grammar::number,
                tokens::Kind::Word => grammar::name,
                tokens::Kind::Text => grammar::literal,
                tokens::Kind::Other => grammar::token,
            }),
            7 => delete_lines(text, random),
            8 => repeat_lines(text, random),
            9 | 10 => {
                let other = random.pick(&self.seeds);
                let lines = line_range(other, random);
                insert_at_line(text, &other[lines], random);
            }
            11 => insert_in_braces(text, random),
            12 => insert_attribute(text, random),
            _ => insert_at_line(text, grammar::declaration(random).as_bytes(), random),
        }
    }
}

fn flip_a_byte(text: &mut [u8], random: &mut Random) {
    if !text.is_empty() {
        let at = random.index(text.len());
        text[at] ^= 1 << random.index(8);
    }
}

fn swap_tokens(text: &mut Vec<u8>, random: &mut Random) {
    let list = tokens(text);
    if list.len() < 2 {
        return;
    }
    let (a, b) = (random.index(list.len()), random.index(list.len()));
    let (first, second) = (list[a.min(b)].range.clone(), list[a.max(b)].range.clone());
    if first.end <= second.start {
        let swapped = [
            &text[second.clone()],
            &text[first.end..second.start],
            &text[first.clone()],
        ]
        .concat();
        text.splice(first.start..second.end, swapped);
    }
}

fn delete_tokens(text: &mut Vec<u8>, random: &mut Random) {
    let list = tokens(text);
    if !list.is_empty() {
        let first = random.index(list.len());
        let last = (first + random.index(4)).min(list.len() - 1);
        text.drain(list[first].range.start..list[last].range.end);
    }
}

fn repeat_token(text: &mut Vec<u8>, random: &mut Random) {
    let list = tokens(text);
    if !list.is_empty() {
        let range = random.pick(&list).range.clone();
        let token = [b" ", &text[range.clone()]].concat();
        let copies = *random.pick(&[1, 1, 1, 2, 40, 700]);
        text.splice(range.end..range.end, token.repeat(copies));
    }
}

fn replace_token(
    text: &mut Vec<u8>,
    random: &mut Random,
    with: impl Fn(tokens::Kind) -> fn(&mut Random) -> String,
) {
    let list = tokens(text);
    if !list.is_empty() {
        let token = random.pick(&list).clone();
        text.splice(token.range, with(token.kind)(random).into_bytes());
    }
}

fn delete_lines(text: &mut Vec<u8>, random: &mut Random) {
    let range = line_range(text, random);
    text.drain(range);
}

fn repeat_lines(text: &mut Vec<u8>, random: &mut Random) {
    let range = line_range(text, random);
    let lines = text[range].to_vec();
    insert_at_line(text, &lines, random);
}

/// A few whole lines of a text.
fn line_range(text: &[u8], random: &mut Random) -> std::ops::Range<usize> {
    let starts = line_starts(text);
    let first = random.index(starts.len());
    let last = (first + 1 + random.index(6)).min(starts.len());
    starts[first]..starts.get(last).copied().unwrap_or(text.len())
}

fn insert_at_line(text: &mut Vec<u8>, lines: &[u8], random: &mut Random) {
    let at = *random.pick(&line_starts(text));
    text.splice(at..at, [lines, b"\n"].concat());
}

fn line_starts(text: &[u8]) -> Vec<usize> {
    let breaks = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
    let after_breaks = breaks.map(|(at, _)| at + 1).filter(|&at| at < text.len());
    std::iter::once(0).chain(after_breaks).collect()
}

/// Puts a field into a record, or what stands for one anywhere else.
fn insert_in_braces(text: &mut Vec<u8>, random: &mut Random) {
    insert_after(text, random, b"{", |random| {
        format!(" {}; ", grammar::field(random))
    });
}

fn insert_attribute(text: &mut Vec<u8>, random: &mut Random) {
    let before: &[u8] = random.pick::<&[u8]>(&[b"struct", b"union", b"enum", b")", b"}", b";"]);
    insert_after(text, random, before, |random| {
        format!(" __attribute__(({})) ", grammar::attribute(random))
    });
}

fn insert_after(
    text: &mut Vec<u8>,
    random: &mut Random,
    token: &[u8],
    insertion: impl Fn(&mut Random) -> String,
) {
    let mut places = tokens(text);
    places.retain(|place| &text[place.range.clone()] == token);
    if !places.is_empty() {
        let at = random.pick(&places).range.end;
        text.splice(at..at, insertion(random).into_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_makes_the_same_headers_again() {
        let mutator = Mutator::new(vec![b"struct a { int b; };\nint f(struct a *);\n".to_vec()]);
        let headers = |seed| {
            let mut random = Random::new(seed);
            (0..200)
                .map(|_| mutator.header(&mut random))
                .collect::<Vec<_>>()
        };
        assert_eq!(headers(1), headers(1));
        assert_ne!(headers(1), headers(2));
    }

    #[test]
    fn every_mutation_copes_with_nothing_and_with_binary_text() {
        let mutator = Mutator::new(vec![Vec::new(), vec![0xff; 3], b"\n\n\"/*".to_vec()]);
        let mut random = Random::new(3);
        for _ in 0..2000 {
            assert!(mutator.header(&mut random).len() <= MAX_BYTES);
        }
    }
}
