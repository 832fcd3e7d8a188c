//! The safe bindings of the small C libraries beside this crate: one module for each.
#![deny(warnings)]

pub mod border;

#[allow(missing_docs)]
pub mod calls {
    include!(concat!(env!("OUT_DIR"), "/calls.rs"));
}
#[allow(missing_docs)]
pub mod clobber {
    include!(concat!(env!("OUT_DIR"), "/clobber.rs"));
}
#[allow(missing_docs)]
pub mod data {
    include!(concat!(env!("OUT_DIR"), "/data.rs"));
}
#[allow(missing_docs)]
pub mod ends {
    include!(concat!(env!("OUT_DIR"), "/ends.rs"));
}
#[allow(missing_docs)]
pub mod gongs {
    include!(concat!(env!("OUT_DIR"), "/gongs.rs"));
}
#[allow(missing_docs)]
pub mod handles {
    include!(concat!(env!("OUT_DIR"), "/handles.rs"));
}
#[allow(missing_docs)]
pub mod hubs {
    include!(concat!(env!("OUT_DIR"), "/hubs.rs"));
}
#[allow(missing_docs)]
pub mod lent {
    include!(concat!(env!("OUT_DIR"), "/lent.rs"));
}
#[allow(missing_docs)]
pub mod limits {
    include!(concat!(env!("OUT_DIR"), "/limits.rs"));
}
#[allow(missing_docs)]
pub mod names {
    include!(concat!(env!("OUT_DIR"), "/names.rs"));
}
#[allow(missing_docs)]
pub mod posts {
    include!(concat!(env!("OUT_DIR"), "/posts.rs"));
}
#[allow(missing_docs)]
pub mod rows {
    include!(concat!(env!("OUT_DIR"), "/rows.rs"));
}
#[allow(missing_docs)]
pub mod workers {
    include!(concat!(env!("OUT_DIR"), "/workers.rs"));
}

/// A part of the C library.
#[allow(missing_docs)]
pub mod search {
    include!(concat!(env!("OUT_DIR"), "/search.rs"));
}

/// A contract for the library of [`handles`] that is false on purpose, so that the tools have something to find.
#[allow(missing_docs)]
pub mod lies {
    include!(concat!(env!("OUT_DIR"), "/lies.rs"));
}

/// The bindings of the libraries once more, with wrappers that report.
pub mod reported {
    #[allow(missing_docs)]
    pub mod calls {
        include!(concat!(env!("OUT_DIR"), "/calls_reported.rs"));
    }
    #[allow(missing_docs)]
    pub mod clobber {
        include!(concat!(env!("OUT_DIR"), "/clobber_reported.rs"));
    }
    #[allow(missing_docs)]
    pub mod data {
        include!(concat!(env!("OUT_DIR"), "/data_reported.rs"));
    }
    #[allow(missing_docs)]
    pub mod ends {
        include!(concat!(env!("OUT_DIR"), "/ends_reported.rs"));
    }
    #[allow(missing_docs)]
    pub mod gongs {
        include!(concat!(env!("OUT_DIR"), "/gongs_reported.rs"));
    }
    #[allow(missing_docs)]
    pub mod handles {
        include!(concat!(env!("OUT_DIR"), "/handles_reported.rs"));
    }
    #[allow(missing_docs)]
    pub mod hubs {
        include!(concat!(env!("OUT_DIR"), "/hubs_reported.rs"));
    }
    #[allow(missing_docs)]
    pub mod lent {
        include!(concat!(env!("OUT_DIR"), "/lent_reported.rs"));
    }
    #[allow(missing_docs)]
    pub mod limits {
        include!(concat!(env!("OUT_DIR"), "/limits_reported.rs"));
    }
    #[allow(missing_docs)]
    pub mod names {
        include!(concat!(env!("OUT_DIR"), "/names_reported.rs"));
    }
    #[allow(missing_docs)]
    pub mod posts {
        include!(concat!(env!("OUT_DIR"), "/posts_reported.rs"));
    }
    #[allow(missing_docs)]
    pub mod rows {
        include!(concat!(env!("OUT_DIR"), "/rows_reported.rs"));
    }
    #[allow(missing_docs)]
    pub mod workers {
        include!(concat!(env!("OUT_DIR"), "/workers_reported.rs"));
    }
}
/// Versions of one interface: what two sides of a process may have been built for.
#[allow(missing_docs)]
pub mod versions {
    pub mod one {
        include!(concat!(env!("OUT_DIR"), "/one.rs"));
    }
    pub mod two {
        include!(concat!(env!("OUT_DIR"), "/two.rs"));
    }
    pub mod tidied {
        include!(concat!(env!("OUT_DIR"), "/tidied.rs"));
    }
}

// What a plug-in does that was built for the second version.
ffi_runtime::export_fingerprint!("ffi_gen_runtime_tests_", versions::two::FINGERPRINT);
