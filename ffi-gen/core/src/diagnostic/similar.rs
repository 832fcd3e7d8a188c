//! Which name somebody may have meant who wrote another one.

/// The candidate most like `name`, if one is much like it.
pub fn most_like<C: AsRef<str> + Ord>(
    name: &str,
    candidates: impl IntoIterator<Item = C>,
) -> Option<C> {
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let distance = edits(&name.to_lowercase(), &candidate.as_ref().to_lowercase());
            (distance <= 2 && distance * 4 <= name.len()).then_some((distance, candidate))
        })
        .min()
        .map(|(_, candidate)| candidate)
}

/// How many characters must be inserted, removed or replaced to make one text the other.
fn edits(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted() {
        assert_eq!(edits("sqlite.h", "sqlite3.h"), 1);
        assert_eq!(edits("", "abc"), 3);
        assert_eq!(edits("abc", "acb"), 2);
    }
}
