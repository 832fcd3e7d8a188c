//! Running other programs: with a time limit, and with a count of what they cost.

use std::{
    io::{self, Read},
    process::{Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

/// What a program that ended left behind.
#[derive(Debug)]
pub struct Finished {
    /// How it ended.
    pub status: ExitStatus,
    /// What it printed.
    pub stdout: Vec<u8>,
    /// What it complained about.
    pub stderr: String,
}

/// What a run of a program and of everything it started cost.
#[derive(Debug, Clone, Copy)]
pub struct Usage {
    /// User and system time.
    pub cpu: Duration,
    /// Peak resident memory of the largest process.
    pub peak_kib: u64,
}

/// Runs `command` to its end.
///
/// # Errors
/// When it cannot be started.
pub fn run(command: &mut Command) -> io::Result<Finished> {
    let output = command.stdin(Stdio::null()).output()?;
    Ok(Finished {
        status: output.status,
        stdout: output.stdout,
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    })
}

/// Runs `command` and returns what it printed.
///
/// # Errors
/// When it cannot be started or fails; the error is what it complained about.
pub fn succeed(command: &mut Command) -> Result<Vec<u8>, String> {
    let finished = run(command).map_err(|error| format!("{command:?}: {error}"))?;
    if finished.status.success() {
        Ok(finished.stdout)
    } else {
        Err(format!("{}\n{}", finished.status, finished.stderr))
    }
}

/// Runs `command` with `input` on its standard input; kills it and returns `None` after `limit`.
///
/// # Errors
/// When it cannot be started.
pub fn run_within(
    command: &mut Command,
    input: &[u8],
    limit: Duration,
) -> io::Result<Option<Finished>> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut stdin = child.stdin.take().expect("stdin is piped");
    let stdout = child.stdout.take().expect("stdout is piped");
    let stderr = child.stderr.take().expect("stderr is piped");
    let input = input.to_vec();
    // A program that does not read its input closes the pipe: that is its right.
    let feed = thread::spawn(move || drop(io::Write::write_all(&mut stdin, &input)));
    let stdout = thread::spawn(move || drain(stdout));
    let stderr = thread::spawn(move || drain(stderr));
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break Some(status);
        }
        if start.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            break None;
        }
        thread::sleep(Duration::from_millis(5));
    };
    feed.join().expect("feeding does not panic");
    let stdout = stdout.join().expect("draining does not panic")?;
    let stderr = stderr.join().expect("draining does not panic")?;
    Ok(status.map(|status| Finished {
        status,
        stdout,
        stderr: String::from_utf8_lossy(&stderr).into_owned(),
    }))
}

fn drain(mut from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Runs `command` `runs` times, its output thrown away, and returns the least it cost. Failure is not an error.
///
/// The memory of the calling process counts as the child's until it executes its program, so a process that is to
/// measure memory must be small itself.
///
/// # Errors
/// When it cannot be started.
pub fn measure(command: &mut Command, runs: u32) -> io::Result<Usage> {
    let mut least = Usage {
        cpu: Duration::MAX,
        peak_kib: u64::MAX,
    };
    for _ in 0..runs.max(1) {
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let usage = wait(child.id())?;
        least.cpu = least.cpu.min(usage.cpu);
        least.peak_kib = least.peak_kib.min(usage.peak_kib);
    }
    Ok(least)
}

/// Waits for the child `pid` and returns what it and the children it waited for cost.
fn wait(pid: u32) -> io::Result<Usage> {
    let pid = libc::pid_t::try_from(pid).map_err(io::Error::other)?;
    let mut usage = std::mem::MaybeUninit::<libc::rusage>::zeroed();
    loop {
        let mut status = 0;
        // SAFETY: both pointers are to live objects of the types that wait4 writes.
        let waited = unsafe { libc::wait4(pid, &mut status, 0, usage.as_mut_ptr()) };
        if waited == pid {
            break;
        }
        let error = io::Error::last_os_error();
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error);
        }
    }
    // SAFETY: all bytes zero is a valid rusage, and wait4 has filled it in.
    let usage = unsafe { usage.assume_init() };
    Ok(Usage {
        cpu: duration(usage.ru_utime) + duration(usage.ru_stime),
        peak_kib: u64::try_from(usage.ru_maxrss).unwrap_or(0),
    })
}

fn duration(time: libc::timeval) -> Duration {
    Duration::from_secs(u64::try_from(time.tv_sec).unwrap_or(0))
        + Duration::from_micros(u64::try_from(time.tv_usec).unwrap_or(0))
}
