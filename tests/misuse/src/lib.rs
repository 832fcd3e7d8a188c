//! Nothing but a place for the dependencies of the programs in `tests/ui`.
