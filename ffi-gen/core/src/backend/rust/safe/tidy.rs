//! Line breaks as rustfmt puts them, for the few forms that bodies consist of.

/// Width that lines are filled to.
const WIDTH: usize = 100;
/// Widths up to which rustfmt leaves the fields of a literal and the arguments of a call in one line.
const FIELDS: usize = 18;
const ARGUMENTS: usize = 60;

/// Breaks the lines of `text`, which will be indented by `base`, where rustfmt would.
pub(super) fn tidy(text: &str, base: usize) -> String {
    let mut tidied = String::with_capacity(text.len() + text.len() / 8);
    for line in text.lines() {
        let code = line.trim_start();
        let indentation = &line[..line.len() - code.len()];
        let broken = broken(code, base + indentation.len());
        for part in broken.as_deref().unwrap_or(code).lines() {
            tidied += indentation;
            tidied += part;
            tidied.push('\n');
        }
    }
    tidied
}

/// A line in several; none where it may stay as it is.
fn broken(code: &str, column: usize) -> Option<String> {
    if let Some(call) = call(code) {
        return call.broken(column);
    }
    for (start, end) in [
        ("return Err(watch.failed(", "));"),
        ("let error = watch.failed(", ");"),
        ("return Err(", ");"),
        ("return ", ";"),
        ("let error = ", ";"),
    ] {
        let inner = code
            .strip_prefix(start)
            .and_then(|rest| rest.strip_suffix(end));
        let Some(inner) = inner else { continue };
        if let Some(block) = inner.strip_prefix("unsafe { ") {
            let block = block.strip_suffix(" }")?;
            let is_wide = column + code.len() > WIDTH;
            return is_wide.then(|| format!("{start}unsafe {{\n    {block}\n}}{end}"));
        }
        return literal(inner, column + code.len() > WIDTH)
            .map(|literal| format!("{start}{literal}{end}"));
    }
    None
}

/// A literal with one field in a line; none where it is short, or no literal.
fn literal(text: &str, is_wide: bool) -> Option<String> {
    let (path, rest) = text.split_once(" { ")?;
    let fields = rest.strip_suffix(" }")?;
    let is_path = |c: char| c.is_alphanumeric() || matches!(c, ':' | '_');
    if path == "unsafe" || !path.chars().all(is_path) || fields.len() <= FIELDS && !is_wide {
        return None;
    }
    let mut lines = format!("{path} {{\n");
    for field in split(fields) {
        let nested = field
            .split_once(": ")
            .and_then(|(name, value)| Some(format!("{name}: {}", literal(value, false)?)));
        for line in nested.as_deref().unwrap_or(field).lines() {
            lines += &format!("    {line}\n");
        }
        lines.truncate(lines.len() - 1);
        lines += ",\n";
    }
    lines.push('}');
    Some(lines)
}

/// A statement that is an unsafe call.
struct Call<'t> {
    /// `let x =`, or nothing.
    start: &'t str,
    function: &'t str,
    arguments: &'t str,
    /// What follows the block.
    end: &'t str,
}

fn call(code: &str) -> Option<Call<'_>> {
    let at = code.find("unsafe { ")?;
    let start = code[..at].trim_end();
    let (inner, end) = code[at + "unsafe { ".len()..].rsplit_once(" }")?;
    let is_statement = start.is_empty() || start.starts_with("let ") && start.ends_with('=');
    if !is_statement || !matches!(end, "" | ";") {
        return None;
    }
    let (function, rest) = inner.split_once('(')?;
    let arguments = rest.strip_suffix(')')?;
    let is_path = |c: char| c.is_alphanumeric() || matches!(c, ':' | '_');
    function.chars().all(is_path).then_some(Call {
        start,
        function,
        arguments,
        end,
    })
}

impl Call<'_> {
    fn broken(&self, column: usize) -> Option<String> {
        let Call {
            start,
            function,
            arguments,
            end,
        } = self;
        let space = if start.is_empty() { "" } else { " " };
        let inner = format!("{function}({arguments})");
        let block = format!("unsafe {{ {inner} }}{end}");
        let fits = arguments.len() <= ARGUMENTS;
        if fits && column + start.len() + space.len() + block.len() <= WIDTH {
            return None;
        }
        if fits && !start.is_empty() && column + 4 + block.len() <= WIDTH {
            return Some(format!("{start}\n    {block}"));
        }
        if fits && column + 4 + inner.len() <= WIDTH {
            return Some(format!("{start}{space}unsafe {{\n    {inner}\n}}{end}"));
        }
        let arguments: String = split(arguments)
            .into_iter()
            .map(|argument| format!("        {argument},\n"))
            .collect();
        Some(format!(
            "{start}{space}unsafe {{\n    {function}(\n{arguments}    )\n}}{end}"
        ))
    }
}

/// The parts between the commas that stand in no brackets.
fn split(list: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0_i32, 0);
    let mut is_closure = false;
    for (at, c) in list.char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            '|' => is_closure = !is_closure,
            ',' if depth == 0 && !is_closure => {
                parts.push(list[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    let last = list[start..].trim();
    if !last.is_empty() {
        parts.push(last);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn calls_are_broken_where_they_are_wide() {
        let short = "let result = unsafe { raw::f(self.as_ptr(), 0) };\n";
        assert_eq!(tidy(short, 12), short);
        let name = "raw::sqlite3_set_authorizer(self.as_ptr(), None, ptr::null_mut())";
        assert_eq!(
            tidy(&format!("let result = unsafe {{ {name} }};"), 12),
            format!("let result =\n    unsafe {{ {name} }};\n")
        );
        let name = "raw::sqlite3_autovacuum_pages_and(self.as_ptr(), None, ptr::null_mut(), None)";
        assert_eq!(
            tidy(&format!("let result = unsafe {{ {name} }};"), 12),
            format!("let result = unsafe {{\n    {name}\n}};\n")
        );
        let arguments = "a.map_or(ptr::null(), |given| given.as_ptr()), b.as_ptr(), c.as_ptr()";
        assert_eq!(
            tidy(&format!("unsafe {{ f({arguments}) }}"), 4),
            "unsafe {\n    f(\n        a.map_or(ptr::null(), |given| given.as_ptr()),\n        \
             b.as_ptr(),\n        c.as_ptr(),\n    )\n}\n"
        );
    }

    #[test]
    fn literals_are_broken_where_rustfmt_does() {
        let short = "    return Err(Error::Null { function: \"f\" });\n";
        assert_eq!(tidy(short, 8), short);
        assert_eq!(
            tidy(
                "return Err(CloseError { object: self, error: Error::InUse });",
                8
            ),
            "return Err(CloseError {\n    object: self,\n    error: Error::InUse,\n});\n"
        );
    }
}
