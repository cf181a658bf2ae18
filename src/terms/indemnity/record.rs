//! Indemnities as rules see them. In: an [`Indemnity`]. Out: a [`Reading`] of the fields in [`SCHEMA`].

use super::covered::Tail;
use super::{Breadth, Capped, Causes, Indemnity, Kind, Link, Making, Reach, Shape, UseTrigger};
use crate::terms::record::{anchor, bound, flag, word};
use crate::terms::{Field, FieldKind, FieldSchema, FieldValue, Reading, TermSchema};

const TRIGGERS: FieldKind = FieldKind::Words(&[
    ("ip_infringement", "infringement of rights"),
    ("breach", "breach"),
    ("negligence", "negligence"),
    ("wilful", "wilful misconduct"),
    ("injury_property", "injury or damage to property"),
    ("law", "breach of law"),
    ("data", "data"),
    ("taxes", "taxes"),
    ("use", "use"),
    ("products", "products"),
    ("content", "content"),
    ("employment", "employment"),
    ("any_arising", "anything that arises"),
    ("other", "other causes"),
]);
const USE: FieldKind = FieldKind::Word(&[("yes", "covered"), ("no", "not covered"), ("excluded", "carved out")]);
const LINK: FieldKind = FieldKind::Word(&[
    ("none", "whoever is at fault"),
    ("excepted", "except where the other side caused it"),
    ("proportionate", "in proportion to fault"),
    ("own", "to the extent of its own fault"),
]);
const SHAPE: FieldKind = FieldKind::Word(&[
    ("claim-that", "a claim that something infringes"),
    ("arising", "a sole cause"),
    ("item", "an item of a list"),
    ("member", "one of several causes"),
    ("other", "another form"),
]);
const WRONG: FieldKind = FieldKind::Word(&[
    ("infringe", "infringed"),
    ("infringe-misappropriate", "infringed or misappropriated"),
    ("infringe-violate", "infringed or violated"),
    ("infringe-misappropriate-violate", "infringed, misappropriated or otherwise violated"),
    ("misappropriate", "misappropriated"),
    ("violate", "violated"),
]);
const MAKING: FieldKind =
    FieldKind::Word(&[("producing", "producing"), ("performing", "performing"), ("supplying", "supplying")]);
const PAID: FieldKind = FieldKind::Word(&[("demand", "on demand"), ("incurred", "as costs are incurred")]);
const BREACH_FORM: FieldKind = FieldKind::Word(&[("of", "breach of something"), ("to", "failure to do something")]);
const BREADTH: FieldKind = FieldKind::Word(&[
    ("sole", "the only cause"),
    ("member", "one of several causes"),
    ("item", "an item of a list"),
    ("bare", "no cause at all"),
]);

/// What the rules can ask of this topic's readings.
pub const SCHEMA: &[TermSchema] = &[TermSchema {
    term: "indemnity",
    name: "an indemnity",
    fields: &[
        FieldSchema::new("indemnitor", FieldKind::Bound, "says who indemnifies"),
        FieldSchema::new("triggers", TRIGGERS, "says what sets it off"),
        FieldSchema::new("use", USE, "makes the other side's use a cause"),
        FieldSchema::new("link", LINK, "says whose fault counts"),
        FieldSchema::new(
            "reach",
            FieldKind::Word(&[("third-parties", "claims of third parties"), ("own-losses", "own losses too")]),
            "says whose losses count",
        ),
        FieldSchema::new(
            "capped",
            FieldKind::Word(&[("yes", "capped"), ("no", "uncapped"), ("unclear", "not told")]),
            "says whether a cap applies",
        ),
        FieldSchema::new("one-way", FieldKind::Bound, "says who indemnifies in this contract"),
        FieldSchema::new("breadth", BREADTH, "covers anything that arises"),
        FieldSchema::new("broad-form", FieldKind::Anchor, "covers the other side's own negligence"),
        FieldSchema::new("list", FieldKind::Flag, "lists its causes"),
        FieldSchema::new("shape", SHAPE, "says how use stands in the sentence"),
        FieldSchema::new("cause", FieldKind::Anchor, "makes use a cause"),
        FieldSchema::new("alleged", FieldKind::Anchor, "is what the claim says"),
        FieldSchema::new("wrong", WRONG, "says what is done to the rights"),
        FieldSchema::new("infringed", FieldKind::Anchor, "names the rights"),
        FieldSchema::new("product", FieldKind::Anchor, "names the work"),
        FieldSchema::new("making", MAKING, "says what is done to the work"),
        FieldSchema::new("link-words", FieldKind::Anchor, "leads to the causes"),
        FieldSchema::new("claims", FieldKind::Anchor, "says what is covered"),
        FieldSchema::new("catch-all", FieldKind::Anchor, "covers anything that arises"),
        FieldSchema::new("catch-all-object", FieldKind::Anchor, "covers anything that arises"),
        FieldSchema::new("breach-object", FieldKind::Anchor, "covers any breach"),
        FieldSchema::new("breach-form", BREACH_FORM, "puts the breach in this form"),
        FieldSchema::new("breach-alone", FieldKind::Flag, "is the only breach among the causes"),
        FieldSchema::new("downstream", FieldKind::Anchor, "covers people further down the line"),
        FieldSchema::new("on-demand", FieldKind::Anchor, "asks for money before anything is decided"),
        FieldSchema::new("downstream-ends", FieldKind::Flag, "ends the row of those who are covered"),
        FieldSchema::new("paid", PAID, "says when it is paid"),
        FieldSchema::new("fines", FieldKind::Anchor, "covers fines"),
        FieldSchema::new("infringing", FieldKind::Anchor, "is said to infringe"),
        FieldSchema::new("end", FieldKind::Anchor, "ends the cover"),
    ],
}];

impl Indemnity {
    pub fn reading(&self) -> Reading {
        Reading {
            term: "indemnity",
            span: Some(self.span),
            clause: Some(self.clause),
            confidence: 0.9,
            fields: self.fields(),
            evidence: self.evidence.clone(),
        }
    }

    fn fields(&self) -> Vec<Field> {
        let places = &self.places;
        let mut fields = vec![
            bound("indemnitor", self.indemnitor, self.indemnitor_span),
            Field { name: "triggers", value: FieldValue::Words(self.kinds()), span: None },
            word("use", self.use_trigger.name(), None),
            word("link", self.link.name(), None),
            word("reach", self.reach.name(), None),
            word("capped", self.capped.name(), None),
            word("shape", places.shape.name(), None),
            word("making", places.making.name(), None),
            flag("list", places.list == Causes::Listed, None),
        ];
        fields.extend(self.one_way.map(|sides| bound("one-way", sides, None)));
        fields.extend(self.breadth.map(|breadth| word("breadth", breadth.name(), None)));
        fields.extend(places.downstream.map(|(_, tail)| flag("downstream-ends", tail == Tail::Yes, None)));
        fields.extend(places.on_demand.map(|(_, paid)| word("paid", paid.name(), None)));
        fields.extend(places.breach.map(|(form, _)| word("breach-form", form.name(), None)));
        fields.extend(places.breach.map(|_| flag("breach-alone", places.breach_alone, None)));
        fields.extend(places.wrong.map(|wrong| word("wrong", wrong.name(), None)));
        let anchors = [
            ("broad-form", self.broad_form),
            ("cause", places.cause),
            ("alleged", places.alleged),
            ("infringed", places.infringed),
            ("product", places.product),
            ("link-words", places.link),
            ("claims", places.claims),
            ("catch-all", places.catch_all),
            ("catch-all-object", places.catch_all_object),
            ("breach-object", places.breach.map(|(_, span)| span)),
            ("downstream", places.downstream.map(|(span, _)| span)),
            ("fines", places.fines),
            ("on-demand", places.on_demand.map(|(span, _)| span)),
            ("infringing", places.infringing),
            ("end", Some(places.end)),
        ];
        fields
            .extend(anchors.into_iter().filter_map(|(name, span)| anchor(name, span.filter(|span| !span.is_empty()))));
        fields
    }

    /// The kinds of its triggers, each once.
    fn kinds(&self) -> Vec<&'static str> {
        let mut kinds: Vec<Kind> = self.triggers.iter().map(|trigger| trigger.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds.into_iter().map(Kind::name).collect()
    }
}

impl UseTrigger {
    pub fn name(self) -> &'static str {
        match self {
            UseTrigger::Yes => "yes",
            UseTrigger::No => "no",
            UseTrigger::Excluded => "excluded",
        }
    }
}

impl Capped {
    pub fn name(self) -> &'static str {
        match self {
            Capped::Yes => "yes",
            Capped::No => "no",
            Capped::Unclear => "unclear",
        }
    }
}

impl Link {
    pub fn name(self) -> &'static str {
        match self {
            Link::None => "none",
            Link::Excepted => "excepted",
            Link::Proportionate => "proportionate",
            Link::Own => "own",
        }
    }
}

impl Reach {
    pub fn name(self) -> &'static str {
        match self {
            Reach::ThirdParties => "third-parties",
            Reach::OwnLosses => "own-losses",
        }
    }
}

impl Breadth {
    pub fn name(self) -> &'static str {
        match self {
            Breadth::Sole => "sole",
            Breadth::Member => "member",
            Breadth::Item => "item",
            Breadth::Bare => "bare",
        }
    }
}

impl Shape {
    pub fn name(self) -> &'static str {
        match self {
            Shape::ClaimThat => "claim-that",
            Shape::Arising => "arising",
            Shape::Item => "item",
            Shape::Member => "member",
            Shape::Other => "other",
        }
    }
}

impl Making {
    pub fn name(self) -> &'static str {
        match self {
            Making::Producing => "producing",
            Making::Performing => "performing",
            Making::Supplying => "supplying",
        }
    }
}
