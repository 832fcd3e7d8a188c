//! What no wrapper may do with its inputs: lend them twice, lend a copy, or ask after what is gone.

use super::{operation::Call, unsupported};
use crate::{
    contract::Reason,
    resolve::api::{Access, Argument, Demand, Extent, InputKind, Life, Origin, OutputKind, Range},
};

impl Call<'_> {
    /// Finds outputs and questions that the inputs do not allow.
    pub(super) fn find_conflicts(&mut self, ranges: &[Range]) {
        let mut reasons = Vec::new();
        for input in 0..self.inputs.len() {
            reasons.extend(self.lent_wrongly(input));
        }
        let asked_before = self.demands.iter().filter_map(|demand| match demand {
            Demand::AtLeast { arguments, .. } => Some(arguments),
            _ => None,
        });
        let asked_before =
            asked_before.chain(ranges.iter().filter_map(|range| Some(range.call()?.1)));
        for arguments in asked_before {
            reasons.extend(self.asked_wrongly(arguments, false));
        }
        for output in &self.outputs {
            if let OutputKind::Data {
                extent: Extent::Call { arguments, .. },
                ..
            } = &output.kind
            {
                reasons.extend(self.asked_wrongly(arguments, true));
            }
        }
        self.obstacles.extend(reasons);
    }

    /// Parts of what may be written go to one output only, and of what is copied for the call to none.
    fn lent_wrongly(&self, input: usize) -> Option<Reason> {
        let is_lent = |origins: &Vec<Origin>| origins.contains(&Origin::Input(input));
        let (mut shared, mut parts) = (0, 0);
        for output in &self.outputs {
            match &output.kind {
                OutputKind::Tail { of } | OutputKind::Written { of, .. } if *of == input => {
                    parts += 1;
                }
                OutputKind::Data {
                    life: Life::With(origins),
                    ..
                }
                | OutputKind::Borrowed {
                    life: Life::With(origins),
                    ..
                } if is_lent(origins) => shared += 1,
                OutputKind::Owned { parents, .. } if is_lent(parents) => shared += 1,
                _ => {}
            }
        }
        let name = &self.inputs[input].name;
        match &self.inputs[input].kind {
            InputKind::Path | InputKind::Texts { .. } if shared + parts > 0 => Some(unsupported(
                format!("what comes out depends on `{name}`, which is copied for the call"),
            )),
            InputKind::Slice { mutable: true, .. } | InputKind::Array { mutable: true, .. }
                if parts > 1 || parts == 1 && shared > 0 =>
            {
                Some(unsupported(format!("`{name}` would be lent out twice")))
            }
            _ => None,
        }
    }

    /// Whether the arguments of a question are there when it is asked.
    fn asked_wrongly(&self, arguments: &[usize], after: bool) -> Option<Reason> {
        let is_there = |param: &usize| match &self.arguments[*param] {
            Some(Argument::Constant(_)) => true,
            Some(Argument::Output(_) | Argument::Length { .. }) => after,
            Some(Argument::Input(input)) => match &self.inputs[*input].kind {
                InputKind::Handle(_, Access::Consumed(_)) => false,
                InputKind::Handle(..) | InputKind::Scalar(_) | InputKind::Text => true,
                _ => false,
            },
            _ => false,
        };
        let missing = arguments.iter().find(|param| !is_there(param))?;
        Some(unsupported(format!(
            "`{}` is not there when the extent is asked for",
            self.scope.param_name(*missing)
        )))
    }
}
