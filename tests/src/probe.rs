//! Asking gcc: a C program that prints one answer per question, and finds out by itself which questions it cannot
//! answer.

use crate::process;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::Path,
    process::Command,
};

/// A C program of many independent questions about one header.
#[derive(Debug)]
pub struct Probe<'a> {
    /// What stands before the questions: includes and helpers.
    pub prologue: String,
    /// The compiler flags that the header needs.
    pub flags: &'a [String],
    /// Where files are put.
    pub dir: &'a Path,
}

/// What gcc says to a list of questions, by the index of the question.
#[derive(Debug, Default)]
pub struct Answers {
    /// The lines each question printed.
    pub printed: BTreeMap<usize, Vec<String>>,
    /// Why a question cannot be compiled or run.
    pub rejected: BTreeMap<usize, String>,
}

/// The name under which the questions are compiled: line n of this file is question n - 1.
const FILE: &str = "probe";

impl Probe<'_> {
    /// Compiles and runs `questions`: each is a list of C statements on one line, compiled as a function of its own.
    /// Output goes through `printf` or `puts`, in whole lines.
    ///
    /// # Errors
    /// When gcc is missing, or refuses the program for a reason that is not one question's.
    pub fn ask(&self, questions: &[String]) -> Result<Answers, String> {
        let mut answers = Answers::default();
        loop {
            let accepted = self.compile(questions, &mut answers)?;
            let last = self.execute(&mut answers)?;
            match last {
                None => return Ok(answers),
                // The program ended in the middle of a question: it is this one's fault.
                Some(crashed) if accepted.contains(&crashed) => {
                    answers
                        .rejected
                        .insert(crashed, "ends the program".to_owned());
                }
                Some(_) => return Err("the probe does not run".to_owned()),
            }
        }
    }

    /// Compiles the questions that are not rejected yet, rejecting more until the rest compiles.
    fn compile(
        &self,
        questions: &[String],
        answers: &mut Answers,
    ) -> Result<BTreeSet<usize>, String> {
        let source = self.dir.join("probe.c");
        loop {
            let accepted: BTreeSet<usize> = (0..questions.len())
                .filter(|index| !answers.rejected.contains_key(index))
                .collect();
            fs::write(&source, self.program(questions, &accepted)).map_err(|e| e.to_string())?;
            let finished = self.gcc(&source).map_err(|error| format!("gcc: {error}"))?;
            if finished.status.success() {
                return Ok(accepted);
            }
            let errors = errors_by_line(&finished.stderr);
            let known = answers.rejected.len();
            for (line, message) in errors {
                if line >= 1 && accepted.contains(&(line - 1)) {
                    answers.rejected.insert(line - 1, message);
                }
            }
            if answers.rejected.len() == known {
                return Err(format!("gcc refuses the header:\n{}", finished.stderr));
            }
        }
    }

    fn gcc(&self, source: &Path) -> io::Result<process::Finished> {
        let mut gcc = Command::new("gcc");
        // Linked statically, a symbol that nobody defines is zero; dynamically, the program would not start.
        gcc.args([
            "-static",
            "-std=gnu17",
            "-O0",
            "-Werror=implicit-function-declaration",
            "-fmax-errors=0",
            "-ftrack-macro-expansion=0",
        ])
        .args([
            "-fno-diagnostics-show-caret",
            "-Wl,--unresolved-symbols=ignore-all",
            "-o",
        ])
        .arg(self.dir.join("probe"))
        .args(self.flags)
        .arg(source)
        .env("LC_ALL", "C");
        process::run(&mut gcc)
    }

    fn program(&self, questions: &[String], accepted: &BTreeSet<usize>) -> String {
        let mut text = format!(
            "{}\n#include <stdio.h>\n#line 1 \"{FILE}\"\n",
            self.prologue
        );
        for (index, question) in questions.iter().enumerate() {
            if accepted.contains(&index) {
                text.push_str(&format!(
                    "static void question_{index}(void) {{ {question} }}"
                ));
            }
            text.push('\n');
        }
        text.push_str("int main(void) {\n");
        for index in accepted {
            text.push_str(&format!(
                "printf(\"?%d\\n\", {index}); fflush(stdout); question_{index}();\n"
            ));
        }
        text.push_str("puts(\"?end\"); return 0; }\n");
        text
    }

    /// Runs the program; returns the question it was at when it did not come to its end.
    fn execute(&self, answers: &mut Answers) -> Result<Option<usize>, String> {
        let finished = process::run(&mut Command::new(self.dir.join("probe")))
            .map_err(|error| format!("the probe does not start: {error}"))?;
        answers.printed.clear();
        let mut current = None;
        for line in String::from_utf8_lossy(&finished.stdout).lines() {
            match line.strip_prefix('?') {
                Some("end") => return Ok(None),
                Some(index) => current = Some(index.parse().map_err(|_| "a broken answer")?),
                None => {
                    let index = current.ok_or("an answer before the first question")?;
                    answers
                        .printed
                        .entry(index)
                        .or_default()
                        .push(line.to_owned());
                }
            }
        }
        current.map(Some).ok_or_else(|| {
            format!(
                "the probe prints nothing: {} {}",
                finished.status, finished.stderr
            )
        })
    }
}

/// The first error of each line of the questions.
fn errors_by_line(stderr: &str) -> BTreeMap<usize, String> {
    let mut errors = BTreeMap::new();
    for line in stderr.lines() {
        let Some(rest) = line
            .strip_prefix(FILE)
            .and_then(|rest| rest.strip_prefix(':'))
        else {
            continue;
        };
        let mut parts = rest.splitn(3, ':');
        let (Some(number), Some(_column), Some(message)) =
            (parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        if let (Ok(number), Some(message)) =
            (number.parse(), message.trim().strip_prefix("error: "))
        {
            errors.entry(number).or_insert_with(|| message.to_owned());
        }
    }
    errors
}
