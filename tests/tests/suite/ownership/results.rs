//! What is handed out: whose it is, and whether it is there.

use super::{LEAF, TREE, accepted, function, kept, outcome, says_so};

#[test]
fn a_container_of_what_belongs_to_others() {
    let owned = "returns_owned(@return, destroy = text_end, container = true)";
    let why = "is a container whose elements belong to others";
    let all = function(
        "tree_all",
        &format!("{owned}; out(count); len(@return, count = count)"),
    );
    kept(&[TREE, &all], "tree_all", why);
    says_so(&[TREE, &all], "tree_all");
    let list = function(
        "tree_list",
        &format!(
            "{}; out(count); len(all, count = count)",
            owned.replace("@return", "all")
        ),
    );
    kept(&[TREE, &list], "tree_list", why);
    let next = function("tree_next", "returns_owned(@return, container = true)");
    kept(&[TREE, &next], "tree_next", why);
    let ages = function(
        "tree_ages",
        "returns_owned(@return, destroy = text_end); out(count); len(@return, count = count)",
    );
    accepted(&[&ages], "tree_ages");
}

#[test]
fn a_side_file_corrects_what_a_header_says_of_null() {
    for name in ["tree_leaf", "tree_bare"] {
        let returns = |facts: &str| {
            let code = outcome(&[TREE, LEAF, &function(name, facts)].concat()).code;
            let method = format!("pub fn {}(&self) -> ", name.trim_start_matches("tree_"));
            let (_, rest) = code.split_once(&method).expect("it is safe");
            rest.split_once(' ').map(|(ty, _)| ty.to_owned())
        };
        assert_eq!(returns("borrows(self)").as_deref(), Some("&LeafRef"));
        let corrected = returns("borrows(self); nullable(@return)");
        assert_eq!(corrected.as_deref(), Some("Option<&LeafRef>"));
    }
}
