//! What wrappers report: every call, every error by its code, how long it took; and nothing that did not happen.

use ffi_gen_runtime_tests::reported::data::{self, Error, Store};
use ffi_runtime::instrument::{CALLS, DURATION, ERRORS, metrics};
use metrics_util::debugging::{DebugValue, DebuggingRecorder};
use std::collections::BTreeMap;

/// The functions that are called while `run` runs, with how often, and their errors by code, with how often.
fn reported(run: impl FnOnce()) -> (BTreeMap<String, u64>, BTreeMap<String, u64>) {
    let recorder = DebuggingRecorder::new();
    metrics::with_local_recorder(&recorder, run);
    let (mut calls, mut errors) = (BTreeMap::new(), BTreeMap::new());
    let mut times = BTreeMap::new();
    for (key, _, _, value) in recorder.snapshotter().snapshot().into_vec() {
        let key = key.key();
        let label = |name: &str| {
            let mut labels = key.labels();
            let label = labels.find(|label| label.key() == name);
            label.map(|label| label.value().to_owned())
        };
        assert_eq!(label("library").as_deref(), Some("data"));
        let function = label("function").expect("a function");
        match (key.name(), value) {
            (CALLS, DebugValue::Counter(count)) => {
                calls.insert(function, count);
            }
            (ERRORS, DebugValue::Counter(count)) => {
                let code = label("code").expect("a code");
                errors.insert(format!("{function} {code}"), count);
            }
            (DURATION, DebugValue::Histogram(values)) => {
                assert!(values.iter().all(|time| (0.0..1.0).contains(&**time)));
                times.insert(function, u64::try_from(values.len()).expect("few"));
            }
            other => panic!("unexpected: {other:?}"),
        }
    }
    assert_eq!(calls, times);
    (calls, errors)
}

fn counts<const N: usize>(counts: [(&str, u64); N]) -> BTreeMap<String, u64> {
    counts.map(|(name, count)| (name.to_owned(), count)).into()
}

#[test]
fn calls_and_errors_by_code() {
    let (calls, errors) = reported(|| {
        assert_eq!(data::sum(&[1, 2]), 3);
        assert_eq!(data::sum(&[]), 0);
        for with in [0, 2, 2, 3] {
            assert_eq!(
                data::fails_status(data::raw::status(with)).is_ok(),
                with == 0
            );
        }
        assert!(data::fails_errno(7).is_err());
        assert!(data::fails_null(false).is_err());
        assert!(data::fails_null(true).is_ok());
    });
    let wanted = [
        ("fails_errno", 1),
        ("fails_null", 2),
        ("fails_status", 4),
        ("sum", 2),
    ];
    assert_eq!(calls, counts(wanted));
    let wanted = [
        ("fails_errno 7", 1),
        ("fails_null failed", 1),
        ("fails_status STATUS_BROKEN", 2),
        ("fails_status STATUS_FULL", 1),
    ];
    assert_eq!(errors, counts(wanted));
}

#[test]
fn a_call_that_is_refused_is_none() {
    let (calls, errors) = reported(|| {
        let too_long = data::sum_small(&[0; 256]);
        assert_eq!(too_long, Err(Error::TooLong { argument: "bytes" }));
        assert!(data::dot(&[1], &[]).is_err());
    });
    assert_eq!((calls, errors), (counts([]), counts([])));
}

#[test]
fn an_error_object_is_an_error() {
    let (calls, errors) = reported(|| {
        let store = Store::new().expect("memory");
        assert!(store.try_with(-1).is_err());
        assert!(store.try_with(0).is_ok());
    });
    assert_eq!(calls, counts([("store_new", 1), ("store_try", 2)]));
    assert_eq!(errors, counts([("store_try reported", 1)]));
}
