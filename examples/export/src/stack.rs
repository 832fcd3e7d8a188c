//! Objects that C holds: a stack, and a cursor that borrows it.

use ffi_macros::export;
use ffi_runtime::status::StatusCode;
use std::{error::Error, ffi::c_int, fmt};

/// A stack of numbers.
#[export(send, sync)]
pub struct Stack {
    name: String,
    numbers: Vec<i32>,
    watcher: Option<Box<dyn FnMut(i32) + Send + Sync>>,
}

/// There is nothing on the stack.
#[derive(Debug)]
pub struct Empty;

impl fmt::Display for Empty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the stack is empty")
    }
}

impl Error for Empty {}

impl StatusCode for Empty {
    fn status(&self) -> c_int {
        1
    }
}

#[export]
impl Stack {
    /// An empty stack with a name.
    pub fn new(name: &str) -> Stack {
        assert!(name != "bad", "bad names bring bad luck");
        Stack {
            name: name.to_owned(),
            numbers: Vec::new(),
            watcher: None,
        }
    }

    /// Puts a number on top.
    pub fn push(&mut self, number: i32) {
        self.numbers.push(number);
        if let Some(watcher) = &mut self.watcher {
            watcher(number);
        }
    }

    /// Takes the number on top away.
    pub fn pop(&mut self) -> Result<i32, Empty> {
        self.numbers.pop().ok_or(Empty)
    }

    /// How many numbers there are.
    #[export(on_panic = usize::MAX)]
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Whether there are none.
    #[export(on_panic = true)]
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// All numbers, the last one on top.
    pub fn numbers(&self) -> &[i32] {
        &self.numbers
    }

    /// Puts several numbers on top.
    pub fn extend(&mut self, numbers: &[i32]) {
        self.numbers.extend_from_slice(numbers);
    }

    /// The stack as text.
    pub fn describe(&self) -> String {
        format!("{}: {:?}", self.name, self.numbers)
    }

    /// The numbers in order.
    pub fn sorted(&self) -> Vec<i32> {
        let mut numbers = self.numbers.clone();
        numbers.sort_unstable();
        numbers
    }

    /// Calls a function with each number until it answers `false`; how often it was called.
    pub fn each(&self, mut visit: impl FnMut(i32) -> bool) -> usize {
        let stop = self.numbers.iter().position(|number| !visit(*number));
        stop.map_or(self.numbers.len(), |at| at + 1)
    }

    /// Calls a function with each number that is pushed from now on.
    pub fn watch(&mut self, watcher: Box<dyn FnMut(i32) + Send + Sync>) {
        self.watcher = Some(watcher);
    }

    /// Puts all numbers of another stack on top, which is used up.
    pub fn append(&mut self, other: Stack) {
        self.numbers.extend(other.numbers);
    }

    /// A copy under another name.
    pub fn copy(&self, name: String) -> Box<Stack> {
        Box::new(Stack {
            name,
            numbers: self.numbers.clone(),
            watcher: None,
        })
    }

    /// The larger one of two stacks, if the other is there and larger.
    pub fn larger(&self, other: Option<&Stack>) -> bool {
        other.is_some_and(|other| other.numbers.len() > self.numbers.len())
    }

    /// A cursor over the numbers.
    pub fn cursor(&self) -> Cursor<'_> {
        Cursor {
            rest: &self.numbers,
        }
    }
}

/// The numbers of a stack, one after the other.
#[export]
pub struct Cursor<'a> {
    rest: &'a [i32],
}

#[export]
impl<'a> Cursor<'a> {
    /// The next number.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> Result<i32, Empty> {
        let (first, rest) = self.rest.split_first().ok_or(Empty)?;
        self.rest = rest;
        Ok(*first)
    }

    /// What is left.
    pub fn rest(&self) -> &'a [i32] {
        self.rest
    }
}
