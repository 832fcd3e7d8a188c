//! How to install libclang on the system at hand.

use std::fs;

/// A system and the command that installs libclang on it.
struct Route {
    system: &'static str,
    /// Words of `ID` and `ID_LIKE` in `/etc/os-release`.
    ids: &'static [&'static str],
    command: &'static str,
}

const ROUTES: &[Route] = &[
    Route {
        system: "Debian, Ubuntu",
        ids: &["debian", "ubuntu"],
        command: "apt-get update && apt-get install libclang-19-dev   (where there is no 19: libclang-dev)",
    },
    Route {
        system: "Fedora, RHEL",
        ids: &["fedora", "rhel", "centos"],
        command: "dnf install clang-devel",
    },
    Route {
        system: "Arch",
        ids: &["arch"],
        command: "pacman -S clang",
    },
    Route {
        system: "Alpine",
        ids: &["alpine"],
        command: "apk add clang-dev",
    },
    Route {
        system: "openSUSE",
        ids: &["suse", "opensuse"],
        command: "zypper install clang-devel",
    },
    Route {
        system: "macOS",
        ids: &["macos"],
        command: "brew install llvm   (or: xcode-select --install)",
    },
    Route {
        system: "Windows",
        ids: &["windows"],
        command: "winget install LLVM.LLVM",
    },
    Route {
        system: "anywhere, without administrator rights",
        ids: &[],
        command: "python3 -m pip install --target target/libclang libclang && export LIBCLANG_PATH=target/libclang/clang/native",
    },
];

/// The commands, the one for this system first, as the text of a help line.
pub(crate) fn help() -> String {
    let here = system();
    let fits = |route: &&Route| {
        route
            .ids
            .iter()
            .any(|id| here.iter().any(|word| word == id))
    };
    let (fitting, others): (Vec<&Route>, Vec<&Route>) = ROUTES.iter().partition(fits);
    let mut text = String::from("install libclang:");
    for route in fitting.iter().chain(&others) {
        text += &format!("\n  {}: {}", route.system, route.command);
    }
    text
}

/// The words by which this system can be known.
fn system() -> Vec<String> {
    let mut words = vec![std::env::consts::OS.to_owned()];
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    for line in release.lines() {
        if let Some(value) = line
            .strip_prefix("ID=")
            .or_else(|| line.strip_prefix("ID_LIKE="))
        {
            words.extend(
                value
                    .trim_matches(['"', '\''])
                    .split_whitespace()
                    .map(str::to_owned),
            );
        }
    }
    words
}
