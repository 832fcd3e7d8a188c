//! What C must know of memory, in words: what it leaves alone and what it finds, which no fact says.

use super::{Answer, Function, Kind, Lender, Life, Taken};
use syn::Type;

/// Sentences for the documentation of a function.
pub(super) fn sentences(function: &Function, kind: &dyn Fn(&Type) -> Kind) -> Vec<String> {
    let of_c: Vec<(&str, bool)> = function
        .params
        .iter()
        .filter_map(|param| {
            let is_written = match &param.taken {
                Taken::Text { owned: false } | Taken::CText => false,
                Taken::Slice {
                    exclusive,
                    owned: false,
                    ..
                } => *exclusive,
                Taken::Lent { ty, exclusive } if kind(ty) != Kind::Handle => *exclusive,
                _ => return None,
            };
            Some((param.name.as_str(), is_written))
        })
        .collect();
    let closures = function.params.iter();
    let closures = closures.filter(|param| matches!(param.taken, Taken::Closure(_)));
    let mut sentences: Vec<String> = closures
        .flat_map(|closure| {
            of_c.iter().map(|(name, is_written)| {
                let what = if *is_written { "use" } else { "change" };
                format!("`{}` must not {what} what `{name}` leads to.", closure.name)
            })
        })
        .collect();
    for param in &function.params {
        if let Taken::Closure(closure) = &param.taken
            && let Life::Kept { .. } = closure.life
        {
            let [_, data, destroy] = &param.c[..] else {
                continue;
            };
            sentences.push(format!(
                "`{}` may be null; it is called with `{}` also when the call fails.",
                destroy.name, data.name
            ));
        }
    }
    if let Answer::Text = function.outcome.answer {
        sentences.push("The text has `*out_len` bytes, and no NUL at its end.".to_owned());
    }
    let lent = of_c.iter().filter(|(name, _)| {
        let lender = Lender::Param((*name).to_owned());
        function.outcome.lenders.contains(&lender)
    });
    sentences.extend(lent.map(|(name, _)| {
        format!("Nobody may change what `{name}` leads to while the result is used.")
    }));
    sentences
}
