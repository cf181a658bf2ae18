//! Where to look for a program in one document. In: compiled programs and how often their words
//! stand in the document. Out: a [`Plan`] for each program that can match here. `find` follows it.

use std::sync::Arc;

use super::class::Class;
use super::compile::{Program, Step, WordSet};
use super::index::{Holds, Index};
use super::stood::Stood;

/// A step that every match of a program passes, alone or as one of several.
#[derive(Clone, Copy, Debug)]
pub(super) enum Anchor {
    Word(WordSet),
    Class(Class),
}

/// How to look for one program in this document.
pub(super) struct Plan {
    /// The rarest steps of which every match passes one.
    pub(super) anchors: Vec<Anchor>,
    /// Every path with a match holds something of each of these.
    pub(super) needs: Vec<Holds>,
}

/// Plans by what each word set stands for in this document.
pub(super) struct Planner<'a> {
    pub(super) index: &'a Index,
    pub(super) sets: &'a [Arc<Stood>],
}

impl Planner<'_> {
    /// None where the document lacks something that every match needs.
    pub(super) fn plan(&self, program: &Program) -> Option<Plan> {
        if self.cost(&program.step)? == 0 || program.required.iter().any(|group| self.cost(group) == Some(0)) {
            return None;
        }
        let mut plan = Plan { anchors: Vec::new(), needs: Vec::new() };
        self.collect(&program.step, &mut plan.anchors);
        self.needs(&program.step, &mut plan.needs);
        program.required.iter().for_each(|group| self.needs(group, &mut plan.needs));
        Some(plan)
    }

    fn needs(&self, step: &Step, needs: &mut Vec<Holds>) {
        match step {
            Step::Gap(_) | Step::Optional(_) => {}
            Step::Sequence(steps) => steps.iter().for_each(|step| self.needs(step, needs)),
            Step::Word(_) | Step::Class(_) | Step::Choice(_) => {
                let mut anchors = Vec::new();
                if self.cost(step).is_some() {
                    self.collect(step, &mut anchors);
                    needs
                        .push(anchors.into_iter().fold(Holds::default(), |holds, anchor| holds.or(self.holds(anchor))));
                }
            }
        }
    }

    fn holds(&self, anchor: Anchor) -> Holds {
        match anchor {
            Anchor::Class(class) => Holds::class(class),
            Anchor::Word(set) => self.sets.get(set).map_or(Holds::default(), |set| set.holds),
        }
    }

    /// How many places there are to look at; none where a match can do without the step.
    fn cost(&self, step: &Step) -> Option<usize> {
        match step {
            Step::Word(set) => self.sets.get(*set).map(|set| set.count),
            Step::Class(class) => Some(self.index.phrases(*class).len()),
            Step::Gap(_) | Step::Optional(_) => None,
            Step::Sequence(steps) => steps.iter().filter_map(|step| self.cost(step)).min(),
            Step::Choice(steps) => steps.iter().map(|step| self.cost(step)).sum(),
        }
    }

    fn collect(&self, step: &Step, anchors: &mut Vec<Anchor>) {
        match step {
            Step::Word(set) => anchors.push(Anchor::Word(*set)),
            Step::Class(class) => anchors.push(Anchor::Class(*class)),
            Step::Gap(_) | Step::Optional(_) => {}
            Step::Choice(steps) => steps.iter().for_each(|step| self.collect(step, anchors)),
            Step::Sequence(steps) => {
                let rarest =
                    steps.iter().filter_map(|step| Some((self.cost(step)?, step))).min_by_key(|(cost, _)| *cost);
                rarest.into_iter().for_each(|(_, step)| self.collect(step, anchors));
            }
        }
    }
}
