//! The whole tool, from outside.

mod abi;
mod annotations_header;
mod backend;
mod bad_input;
mod callbacks;
mod corpus;
mod data;
mod export;
mod facts;
mod fingerprint;
mod layouts;
mod messages;
mod ownership;
mod round_trip;
mod side_file;
mod snapshots;
mod verify;
