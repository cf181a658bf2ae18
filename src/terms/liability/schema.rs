//! What the rules can ask of the readings on liability.

use crate::terms::{FieldKind, FieldSchema, TermSchema};

const STATE: FieldKind =
    FieldKind::Word(&[("capped", "capped"), ("uncapped", "unlimited"), ("silent", "not limited anywhere")]);

const BASIS: FieldKind = FieldKind::Word(&[
    ("months-of-fees", "the fees of some months"),
    ("multiple-of-fees", "a multiple of the fees"),
    ("fixed-sum", "a fixed sum"),
    ("fees-paid", "the fees paid"),
    ("insurance", "the insurance"),
    ("other", "another measure"),
]);

const SAYING: FieldKind = FieldKind::Word(&[
    ("be", "be unlimited"),
    ("is", "is unlimited"),
    ("quality", "unlimited liability"),
    ("without", "liable without limit"),
    ("sentence", "a sentence of its own"),
]);

const FORM: FieldKind = FieldKind::Word(&[
    ("possessive", "the party's liability"),
    ("inverted-possessive", "in no event shall the party's liability"),
    ("of", "the liability of the party"),
    ("subject", "the party shall not be liable"),
    ("inverted", "in no event shall the party be liable"),
    ("creditor", "what the other party may recover"),
    ("unnamed", "nobody is named"),
]);

const WORDING: FieldKind = FieldKind::Word(&[
    ("not", "shall not be liable"),
    ("no", "shall have no liability"),
    ("in-no-event", "shall in no event be liable"),
    ("before", "in no event shall the party be liable"),
]);

const VERB: FieldKind = FieldKind::Word(&[("are", "are"), ("have", "have")]);

const HEAD_WORDS: &[(&str, &str)] = &[
    ("indemnity", "indemnities"),
    ("confidentiality", "confidentiality"),
    ("ip", "intellectual property"),
    ("gross-negligence", "gross negligence"),
    ("wilful", "wilful misconduct"),
    ("fraud", "fraud"),
    ("death-injury", "death and personal injury"),
    ("data", "data protection"),
    ("payment", "payment"),
    ("breach", "breach of the agreement"),
    ("negligence", "negligence"),
    ("law", "what the law does not let anybody limit"),
    ("other", "other heads"),
];
const HEAD: FieldKind = FieldKind::Word(HEAD_WORDS);
const HEADS: FieldKind = FieldKind::Words(HEAD_WORDS);

const CHOICE: FieldKind = FieldKind::Word(&[("greater", "the higher of several"), ("lesser", "the lower of several")]);

const INDEMNITIES: FieldKind = FieldKind::Word(&[
    ("wide", "more than its own faults"),
    ("narrow", "some faults only"),
    ("none", "nothing that was read"),
]);

const DATA: FieldKind = FieldKind::Word(&[
    ("inside", "under the general cap"),
    ("own-limit", "under a cap of its own"),
    ("outside", "outside the cap"),
]);

const SHARED: FieldKind = FieldKind::Word(&[("joint", "jointly and severally"), ("strangers", "for what others do")]);

pub const SCHEMA: &[TermSchema] = &[
    TermSchema {
        term: "cap",
        name: "a cap on liability",
        fields: &[
            FieldSchema::new("obligor", FieldKind::Bound, "says whose liability"),
            FieldSchema::new("state", STATE, "says how far it goes"),
            FieldSchema::new("counterpart", STATE, "says how far the other side's goes"),
            FieldSchema::new("basis", BASIS, "says how it is measured"),
            FieldSchema::new("amount", FieldKind::Anchor, "says how high"),
            FieldSchema::new("mirror", FieldKind::Anchor, "says how high the other side's is"),
            FieldSchema::new("per-claim", FieldKind::Flag, "counts anew for each claim"),
            FieldSchema::new("saying", SAYING, "says it in this way"),
            FieldSchema::new("unlimited", FieldKind::Anchor, "takes the limit away"),
            FieldSchema::new("party", FieldKind::Anchor, "names the party"),
            FieldSchema::new("form", FORM, "names it in this form"),
            FieldSchema::new("creditor", FieldKind::Anchor, "names the party to which it is liable"),
            FieldSchema::new("denial", FieldKind::Anchor, "denies it"),
            FieldSchema::new("wording", WORDING, "denies it in this way"),
            FieldSchema::new("verb", VERB, "goes with the party"),
            FieldSchema::new("reserved", FieldKind::Anchor, "is left empty"),
            FieldSchema::new("mutual", FieldKind::Flag, "binds both alike"),
            FieldSchema::new("referred", FieldKind::Flag, "stands in another paper"),
            FieldSchema::new("months", FieldKind::Duration, "says how many months' fees count"),
            FieldSchema::new("times", FieldKind::Multiple, "says how many times the fees"),
            FieldSchema::new("sum", FieldKind::Money, "says the sum"),
            FieldSchema::new("share", FieldKind::Multiple, "holds the sum against the price"),
            FieldSchema::new("choice", CHOICE, "takes one of several"),
            FieldSchema::new("order", FieldKind::Anchor, "counts the fees of one order only"),
            FieldSchema::new("each-claim", FieldKind::Anchor, "counts anew for each claim"),
            FieldSchema::new("each-year", FieldKind::Anchor, "counts anew each year"),
            FieldSchema::new("outside", HEADS, "says what is outside"),
            FieldSchema::new("data", DATA, "deals with data"),
        ],
    },
    TermSchema {
        term: "carve-out",
        name: "an exception from the cap",
        fields: &[
            FieldSchema::new("obligor", FieldKind::Bound, "says whose cap has the hole"),
            FieldSchema::new("head", HEAD, "says what is outside"),
            FieldSchema::new("indemnities", INDEMNITIES, "says what the vendor's indemnities cover"),
            FieldSchema::new("from-cap", FieldKind::Flag, "is outside the cap, not the waiver alone"),
            FieldSchema::new("whole", FieldKind::Anchor, "is the only exception"),
            FieldSchema::new("word", FieldKind::Anchor, "names the fault"),
            FieldSchema::new("infringement", FieldKind::Flag, "is about infringement"),
            FieldSchema::new("own-sentence", FieldKind::Flag, "is a sentence of its own"),
        ],
    },
    TermSchema {
        term: "consequential-waiver",
        name: "a waiver of consequential loss",
        fields: &[
            FieldSchema::new("protects", FieldKind::Bound, "says who is spared"),
            FieldSchema::new("stated", FieldKind::Flag, "says that indirect loss is not owed"),
            FieldSchema::new("party", FieldKind::Anchor, "names the party that is spared"),
            FieldSchema::new("form", FORM, "names it in this form"),
            FieldSchema::new("creditor", FieldKind::Anchor, "names the party that bears the loss"),
            FieldSchema::new("denial", FieldKind::Anchor, "denies the liability"),
            FieldSchema::new("wording", WORDING, "denies it in this way"),
            FieldSchema::new("verb", VERB, "goes with the party"),
            FieldSchema::new("advised", FieldKind::Anchor, "names the party again"),
            FieldSchema::new("whole", FieldKind::Flag, "denies any loss at all"),
        ],
    },
    TermSchema {
        term: "shared-liability",
        name: "liability for others",
        fields: &[
            FieldSchema::new("obligor", FieldKind::Bound, "says whose liability"),
            FieldSchema::new("kind", SHARED, "says for whom"),
            FieldSchema::new("adjective", FieldKind::Flag, "says it of a liability"),
            FieldSchema::new("words", FieldKind::Anchor, "makes it liable for others"),
        ],
    },
    TermSchema {
        term: "direct-loss",
        name: "what counts as direct loss",
        fields: &[
            FieldSchema::new("claimant", FieldKind::Bound, "says whose loss"),
            FieldSchema::new("singular", FieldKind::Flag, "speaks of one loss"),
            FieldSchema::new("list", FieldKind::Anchor, "lists what counts"),
        ],
    },
];
