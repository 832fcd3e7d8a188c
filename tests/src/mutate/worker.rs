//! Translates headers in a process of its own, which may crash or hang without harm.

use ffi_gen::{
    backend::rust::Raw,
    diagnostic::Diagnostics,
    frontend::{Header, Input},
    pipeline::{self, Request},
    resolve::Selection,
};
use std::{
    io::{self, Read, Write},
    panic::{self, AssertUnwindSafe},
    process::{Child, ChildStdin, Command, Stdio},
    sync::{
        Mutex,
        mpsc::{self, Receiver, RecvTimeoutError},
    },
    thread,
    time::Duration,
};

/// What became of one header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was translated.
    Translated(String),
    /// It was refused with a diagnostic.
    Refused(String),
    /// The tool panicked.
    Panicked(String),
    /// The process ended.
    Crashed(String),
    /// It did not end in time.
    Hung,
}

/// Translates one header in this process.
pub fn translate(header: &[u8], keep_going: bool) -> Outcome {
    static PLACE: Mutex<String> = Mutex::new(String::new());
    let run = || {
        let request = Request {
            overlay: None,
            input: Input {
                headers: vec![Header::Stdin(header.to_vec())],
                arguments: Vec::new(),
                keep_going,
            },
            selection: Selection::default(),
            backend: std::sync::Arc::new(Raw::default()),
        };
        let mut diagnostics = Diagnostics::default();
        let files = pipeline::run(&request, &mut diagnostics).map(|output| output.emission.files);
        match files {
            Ok(files) => Outcome::Translated(files.iter().map(|(_, file)| &*file.text).collect()),
            Err(_) => {
                let messages = diagnostics
                    .iter()
                    .map(|d| format!("{} {}\n", d.code, d.message));
                Outcome::Refused(messages.collect())
            }
        }
    };
    panic::set_hook(Box::new(|info| {
        *PLACE.lock().expect("nothing panics while it is held") = info.to_string();
    }));
    panic::catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| {
        Outcome::Panicked(
            PLACE
                .lock()
                .expect("nothing panics while it is held")
                .clone(),
        )
    })
}

/// Serves a [`Worker`]: reads headers from standard input and writes what became of them, until there are no more.
///
/// # Errors
/// When the other end is gone.
pub fn serve() -> io::Result<()> {
    limit_memory();
    let (mut stdin, mut stdout) = (io::stdin().lock(), io::stdout().lock());
    loop {
        let mut flag = [0];
        if stdin.read(&mut flag)? == 0 {
            return Ok(());
        }
        let header = read_block(&mut stdin)?;
        let (tag, text) = match translate(&header, flag == [1]) {
            Outcome::Translated(text) => (0, text),
            Outcome::Refused(text) => (1, text),
            Outcome::Panicked(text) => (2, text),
            other => unreachable!("{other:?} is seen from outside only"),
        };
        stdout.write_all(&[tag])?;
        write_block(&mut stdout, text.as_bytes())?;
        stdout.flush()?;
    }
}

/// A header that needs more than this is a finding, not a reason for the machine to swap.
fn limit_memory() {
    const BYTES: libc::rlim_t = 4 << 30;
    let limit = libc::rlimit {
        rlim_cur: BYTES,
        rlim_max: BYTES,
    };
    // SAFETY: the pointer is to a live rlimit. A refusal leaves the usual limits.
    unsafe { libc::setrlimit(libc::RLIMIT_AS, &limit) };
}

/// A process that translates headers, started anew after it dies.
pub struct Worker {
    command: fn() -> Command,
    limit: Duration,
    process: Option<Process>,
}

struct Process {
    child: Child,
    stdin: ChildStdin,
    answers: Receiver<io::Result<(u8, String)>>,
}

impl Worker {
    /// A worker that `command` starts; it must call [`serve`].
    pub fn new(command: fn() -> Command, limit: Duration) -> Worker {
        Worker {
            command,
            limit,
            process: None,
        }
    }

    /// Translates a header.
    ///
    /// # Errors
    /// When the process cannot be started.
    pub fn translate(&mut self, header: &[u8], keep_going: bool) -> io::Result<Outcome> {
        let mut process = match self.process.take() {
            Some(process) => process,
            None => Process::start((self.command)())?,
        };
        // A process that has died already is noticed below.
        let _ = process
            .stdin
            .write_all(&[u8::from(keep_going)])
            .and_then(|()| write_block(&mut process.stdin, header))
            .and_then(|()| process.stdin.flush());
        let outcome = match process.answers.recv_timeout(self.limit) {
            Ok(Ok((tag, text))) => {
                self.process = Some(process);
                return Ok(match tag {
                    0 => Outcome::Translated(text),
                    1 => Outcome::Refused(text),
                    _ => Outcome::Panicked(text),
                });
            }
            Err(RecvTimeoutError::Timeout) => Outcome::Hung,
            Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => {
                Outcome::Crashed(process.child.wait()?.to_string())
            }
        };
        // It may have ended by itself.
        let _ = process.child.kill();
        process.child.wait()?;
        Ok(outcome)
    }
}

impl Process {
    fn start(mut command: Command) -> io::Result<Process> {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let stdin = child.stdin.take().expect("it is piped");
        let mut stdout = child.stdout.take().expect("it is piped");
        let (sender, answers) = mpsc::channel();
        thread::spawn(move || {
            loop {
                let mut tag = [0];
                let answer = stdout
                    .read_exact(&mut tag)
                    .and_then(|()| read_block(&mut stdout))
                    .map(|text| (tag[0], String::from_utf8_lossy(&text).into_owned()));
                let last = answer.is_err();
                if sender.send(answer).is_err() || last {
                    return;
                }
            }
        });
        Ok(Process {
            child,
            stdin,
            answers,
        })
    }
}

fn write_block(to: &mut impl Write, block: &[u8]) -> io::Result<()> {
    let length = u32::try_from(block.len()).map_err(io::Error::other)?;
    to.write_all(&length.to_le_bytes())?;
    to.write_all(block)
}

fn read_block(from: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let length = usize::try_from(u32::from_le_bytes(length)).map_err(io::Error::other)?;
    let mut block = vec![0; length];
    from.read_exact(&mut block)?;
    Ok(block)
}
