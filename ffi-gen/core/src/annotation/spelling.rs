//! The right spelling of a word that is wrong.

/// At most this many words are listed when none is near.
const LISTED: usize = 12;

/// A help line for a word that is none of `known`: the nearest one, or all of them when they are few.
pub fn suggestion<'a>(
    wrong: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Option<String> {
    if let Some(near) = nearest(wrong, known.clone()) {
        return Some(format!("did you mean `{near}`?"));
    }
    let words: Vec<String> = known
        .into_iter()
        .take(LISTED + 1)
        .map(|word| format!("`{word}`"))
        .collect();
    match words.as_slice() {
        [one] => Some(format!("the only one is {one}")),
        [first @ .., last] if words.len() <= LISTED => {
            Some(format!("known are {} and {last}", first.join(", ")))
        }
        _ => None,
    }
}

/// The word of `known` that is nearest to `wrong`, if any is near enough to have been meant.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = wrong.chars().count();
    known
        .into_iter()
        .filter_map(|word| {
            let other = word.chars().count();
            let limit = (length.max(other) / 3).max(1);
            // The symbols of a header are many, and most differ in length alone.
            let distance = (other.abs_diff(length) <= limit).then(|| distance(wrong, word))?;
            (distance <= limit).then_some((distance, word))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// How many letters must be inserted, deleted, replaced or swapped with their neighbour; upper and lower case are the
/// same, so that `Utf8` is nearest to `utf8`.
fn distance(left: &str, right: &str) -> usize {
    let lower = |text: &str| -> Vec<char> { text.chars().flat_map(char::to_lowercase).collect() };
    let (left, right) = (lower(left), lower(right));
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, &a) in left.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, &b) in right.iter().enumerate() {
            let mut cost = (row[j] + usize::from(a != b))
                .min(row[j + 1] + 1)
                .min(next[j] + 1);
            if i > 0 && j > 0 && a == right[j - 1] && left[i - 1] == b {
                cost = cost.min(before[j - 1] + 1);
            }
            next.push(cost);
        }
        before = std::mem::replace(&mut row, next);
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        for (left, right, expected) in [
            ("", "", 0),
            ("utf8", "utf8", 0),
            ("utf8", "UTF8", 0),
            ("borows", "borrows", 1),
            ("nulalble", "nullable", 1),
            ("", "out", 3),
            ("é", "e", 1),
        ] {
            assert_eq!(distance(left, right), expected, "{left} {right}");
            assert_eq!(distance(right, left), expected, "{right} {left}");
        }
    }

    #[test]
    fn only_what_is_near_is_offered() {
        let known = ["sqlite3_close", "sqlite3_open", "free"];
        assert_eq!(nearest("sqlite3_clsoe", known), Some("sqlite3_close"));
        assert_eq!(nearest("fclose", known), None);
    }
}
