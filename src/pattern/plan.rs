//! Where to look for a program in one document. In: compiled programs and how often their words
//! stand in the document. Out: a [`Plan`] for each program that can match here. `find` follows it.

use super::class::Class;
use super::compile::{Program, Step, WordSet};
use super::index::{Holds, Index};

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

/// Which words each word set stands for in this document, and how often they stand in it.
pub(super) struct Planner<'a> {
    pub(super) index: &'a Index,
    pub(super) counts: &'a [usize],
    pub(super) word_ids: &'a [Vec<u32>],
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
            Anchor::Word(set) => {
                let ids = self.word_ids.get(set).into_iter().flatten();
                ids.fold(Holds::default(), |holds, id| holds.or(Holds::word(*id)))
            }
        }
    }

    /// How many places there are to look at; none where a match can do without the step.
    fn cost(&self, step: &Step) -> Option<usize> {
        match step {
            Step::Word(set) => self.counts.get(*set).copied(),
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

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Yes,
    No,
}

/// Which word sets the programs use that can match here at all.
pub(super) fn wanted(patterns: &[Vec<Program>], plans: &[Vec<Option<Plan>>], sets: usize) -> Vec<Wanted> {
    let mut wanted = vec![Wanted::No; sets];
    for (programs, plans) in patterns.iter().zip(plans) {
        for (program, _) in programs.iter().zip(plans).filter(|(_, plan)| plan.is_some()) {
            want(&program.step, &mut wanted);
            program.forbidden.iter().chain(&program.required).for_each(|group| want(group, &mut wanted));
        }
    }
    wanted
}

fn want(step: &Step, wanted: &mut [Wanted]) {
    match step {
        Step::Word(set) => wanted.get_mut(*set).into_iter().for_each(|place| *place = Wanted::Yes),
        Step::Class(_) | Step::Gap(_) => {}
        Step::Optional(inner) => want(inner, wanted),
        Step::Sequence(steps) | Step::Choice(steps) => steps.iter().for_each(|step| want(step, wanted)),
    }
}
