//! `__attribute__((annotate("ffi:…")))`: facts that stand in the header itself.

use super::{
    api::{Cursor, View},
    files::Files,
};
use crate::{
    annotation::{
        Problem,
        grammar::{self, Written},
        header::PREFIX,
        vocabulary::{self, Place},
    },
    contract::{Claim, Provenance, Root},
    diagnostic::Diagnostics,
    source::Span,
};
use clang_sys::*;

/// The facts that stand on a declaration, its parameters and its fields.
pub(super) fn claims<'tu>(
    cursor: Cursor<'tu>,
    files: &Files<'tu>,
    diagnostics: &mut Diagnostics,
) -> Vec<Claim> {
    let mut reader = Reader {
        files,
        diagnostics,
        claims: Vec::new(),
    };
    match cursor.kind() {
        CXCursor_FunctionDecl => {
            reader.read(cursor, Place::Function, None);
            for (index, parameter) in (0..).zip(cursor.parameters()) {
                reader.read(parameter, Place::Function, Some(Root::Index(index)));
            }
        }
        CXCursor_StructDecl | CXCursor_UnionDecl => {
            reader.read(cursor, Place::Type, None);
            for field in cursor.ty().fields() {
                reader.read(field, Place::Field, Some(Root::Named(field.spelling())));
            }
        }
        CXCursor_TypedefDecl if is_callback(cursor) => reader.read(cursor, Place::Callback, None),
        CXCursor_EnumDecl | CXCursor_TypedefDecl => reader.read(cursor, Place::Type, None),
        _ => {}
    }
    reader.claims
}

fn is_callback(typedef: Cursor<'_>) -> bool {
    let ty = typedef.typedef_underlying().canonical();
    let ty = match ty.kind() {
        CXType_Pointer => ty.pointee().canonical(),
        _ => ty,
    };
    matches!(ty.kind(), CXType_FunctionProto | CXType_FunctionNoProto)
}

struct Reader<'r, 'tu> {
    files: &'r Files<'tu>,
    diagnostics: &'r mut Diagnostics,
    claims: Vec<Claim>,
}

impl<'tu> Reader<'_, 'tu> {
    /// Reads the annotations of one declaration, which are about `part` of the item unless they say otherwise.
    fn read(&mut self, cursor: Cursor<'tu>, place: Place, part: Option<Root>) {
        if !cursor.has_attributes() {
            return;
        }
        cursor.for_each_child(|child| {
            if child.kind() != CXCursor_AnnotateAttr {
                return;
            }
            let annotation = child.spelling();
            let Some(text) = annotation.strip_prefix(PREFIX) else {
                return;
            };
            let Some(span) = self.files.span_at(child.location(View::File)) else {
                return;
            };
            match grammar::parse_list(text) {
                Ok(list) => {
                    for mut written in list {
                        if let Some(part) = &part {
                            written.is_about(part);
                        }
                        self.add(written, text, place, span);
                    }
                }
                Err(problem) => self.complain(problem, text, span),
            }
        });
    }

    fn add(&mut self, written: Written, text: &str, place: Place, span: Span) {
        let problems = vocabulary::check(&written, place);
        if problems.is_empty() {
            self.claims.push(Claim {
                fact: written.fact,
                provenance: Provenance::Annotation,
                span,
            });
        }
        for problem in problems {
            self.complain(problem, text, span);
        }
    }

    /// The text may be made of several literals or of the arguments of a macro, so it is shown beside its place.
    fn complain(&mut self, problem: Problem, text: &str, span: Span) {
        let diagnostic = problem.at(span);
        let diagnostic = diagnostic.note(format!("the annotation says `{text}`"));
        // A later declaration inherits the annotations of an earlier one.
        if !self.diagnostics.iter().any(|known| *known == diagnostic) {
            self.diagnostics.push(diagnostic);
        }
    }
}
