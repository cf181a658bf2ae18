//! The words that speak of how far liability goes. In: nothing. Out: one set of patterns for the whole
//! topic; each name is a shape that one of the readers judges.

use std::sync::LazyLock;

use crate::pattern::PatternSet;

pub static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        // A limit: "liability … shall not exceed".
        (
            "exceed",
            "(liab* | responsibility | exposure | damages | recovery | recover | remedies | losses | compensation) ..90 \
             (exceed | exceeds | exceeding | surpass | go beyond | goes beyond | go above | goes above | rise above | rises above | extend beyond | extends beyond)",
        ),
        (
            "limited",
            "(liab* | damages | recovery | recover | remedies | remedy | recourse) ..80 (limited | restricted | capped | confined | limit) ..30 (to | at)",
        ),
        ("limited", "responsibility ..20 (limited | restricted | capped | confined) ..3 to"),
        ("limited", "(limits | limit | caps | restricts) ..8 liab* ..16 (to | at)"),
        (
            "more",
            "(liab* | damages | owe | owes | recover | responsible | answerable | accountable) ..70 ((more | greater | higher | larger) than | in excess of | over and above)",
        ),
        // "Its responsibility stops at the fees of one year."
        (
            "stops",
            "(liab* | responsibility | exposure) ..60 (stop | stops | end | ends | top out | tops out | peak | peaks) at",
        ),
        ("more", "(more | greater | higher) [..2] (recoverable | payable | owed | due) ..6 than"),
        // "will not have to pay more than the fees for 12 months, for all claims together"
        (
            "more",
            "(asked | have | has | required | obliged | called on | called upon | made) to pay ..4 (more | greater | higher) than &(claim* | loss | losses | liab* | damages)",
        ),
        // "Neither of us will pay the other more than £25,000 in total."
        ("more", "neither ..6 pay ..6 (more | greater | higher) than"),
        (
            "up-to",
            "(asked | have | has | required | obliged | called on | called upon | made) to pay ..4 (up to) &(claim* | loss | losses | liab* | damages)",
        ),
        ("up-to", "(liable | responsible | liability | damages | recover) ..40 (up to)"),
        (
            "amounts-to",
            "(maximum | aggregate | total | overall | entire | cumulative | combined) ..3 (liability | exposure | responsibility) ..50 (is | be | equal | equals)",
        ),
        (
            "amounts-to",
            "(cap | limit | limitation | ceiling) (on | of | for | to) ..6 liab* ..20 (is | be | equal | equals | stands at | amounts to)",
        ),
        (
            "amounts-to",
            "(most | maximum) ..10 (owe | owes | recover | liable | responsible | pay | pays) ..25 (is | be)",
        ),
        (
            "by-reference",
            "(liab* | limitation*) ..40 subject to ..10 (limitation | limitations | exclusions | caps | limits | cap) ..8 (in | of | under | set | stated)",
        ),
        // "Liability Cap | 1x fees", "Maximum liability: $50,000".
        (
            "table",
            "((maximum | total | aggregate) liability | liability cap | cap on liability | limit of liability) ..2 ({money} | {multiple} | {percent} | {months})",
        ),
        // A paper that belongs to another one, which says what is not said here.
        (
            "part",
            "this (sla | dpa | addendum | schedule | annex | exhibit | order | sow | statement | amendment | attachment | supplement) ..16 \
             (part of | incorporated | subject to | supplements | governed by | attached | amends | supplemental)",
        ),
        // Liability without a limit.
        ("unlimited", "(liab* | exposure) ..50 (unlimited | uncapped | limitless | unrestricted)"),
        ("has-unlimited", "(unlimited | uncapped | limitless | unrestricted) ..3 (liab* | responsibility)"),
        (
            "without-limit",
            "(liable | responsible | answerable | liability | responsibility) ..40 without ..3 (limit | limits | cap | ceiling | restriction)",
        ),
        ("without-limit", "(liable | responsible | liability | responsibility) [..1] without limitation"),
        ("without-limit", "(liable | liability) ..40 without [any] limitation (as to | in | of) amount"),
        (
            "without-limit",
            "(liable | responsible | answerable | liability | responsibility) ..30 with no ..3 (limit | limits | cap | ceiling | restriction | limitation)",
        ),
        // "liable, on an uncapped basis, for all loss"
        (
            "on-basis",
            "(liable | responsible | answer* | liability | responsibility) ..30 (on an | to an | on a | in an) (uncapped | unlimited | unrestricted) (basis | extent | amount)",
        ),
        (
            "no-cap",
            "no [..2] (limit | limits | limitation | limitations | cap | ceiling | restriction) ..3 (on | to | upon | of | for) ..8 liab*",
        ),
        (
            "no-cap",
            "no ..3 (limit | limits | limitation | cap | ceiling | maximum) ..6 (on | to | upon | for) (what | how much | the amount | the sum | the sums | the amounts | the damages) ..16 (pay | owe | compensate | recover | liable | damages | answerable | responsible)",
        ),
        (
            "subject-to-none",
            "liab* ..50 subject to (no | any) ..3 (limit | limitation | limitations | cap | ceiling | restriction)",
        ),
        // "responsible for all damage, and no cap applies"
        (
            "no-cap-applies",
            "(liab* | responsible | answer* | damages | owe* | compensat*) ..40 no ..3 (cap | ceiling | (monetary | financial | upper) (limit | limitation)) ..3 (applies | apply | exists | exist)",
        ),
        // "whether a ceiling should apply to its liability, and agreed that there shall be none"
        (
            "no-cap-applies",
            "(cap | limit | limits | limitation | limitations | maximum) ..50 (there {shall} be none | there is none | there are none | none {shall} apply | none applies | none exists | none is intended | none has been agreed) \
             &(liab* | responsib* | damages | owe* | pay | pays) !(warrant* | term | notice* | insur*)",
        ),
        ("no-cap-applies", "responsib* ..50 not ..2 (restricted | limited | capped) in (amount | value | sum)"),
        (
            "fully",
            "(without (limit | limitation | restriction | reservation)) ..3 (liable | responsible | answerable) ..3 to ..6 for (all | any | every | each)",
        ),
        ("has-none", "liab* ..12 (no | without) ..2 (limit | cap | ceiling | maximum)"),
        ("not-limited", "liab* ..50 (limited | capped | restricted)"),
        ("not-limited", "{shall-not} be [in any way] (capped | limited)"),
        // "shall make good the full amount of its losses", "all loss, whatever its amount".
        (
            "in-full",
            "(compensate | indemnify | liable | responsible | reimburse | answer* | pay | make good) ..12 (full amount | full extent | entirety | whole) of ..6 (loss | losses | damage | damages)",
        ),
        (
            "in-full",
            "(compensate | liable | responsible | reimburse | answer* | make good) ..20 (loss | losses | damage | damages) ..10 (whatever | regardless of | irrespective of) (its | their | the) (amount | extent | size)",
        ),
        (
            "in-full",
            "(liable | responsible | answerable) [to] ..4 for (all and any | any and all | every | each and every) [direct and indirect] (loss | losses | damage | damages) ..6 (howsoever | however | of whatever | of any) (arising | caused | incurred | nature | kind)",
        ),
        (
            "in-full",
            "(liable | responsible | answers | answerable) [to] ..4 for ((any | all) (loss | losses | damage | damages) | everything) ..8 (in full | no [upper | fixed] limit | without limit)",
        ),
        (
            "nothing",
            "(nothing | no provision | not | neither | nor) ..30 (limit | limits | exclude | excludes | restrict | restricts | cap | caps) ..20 liab*",
        ),
        (
            "nothing-recovered",
            "(nothing | no provision) ..20 (limit | limits | restrict | restricts | cap | caps) ..8 (amount | amounts | sum | sums | damages | losses) ..8 (recover* | claim | claims | due | payable)",
        ),
        // Indirect and consequential loss.
        (
            "remote",
            "(liab* | responsible | responsibility | accountable | answerable | waive* | disclaim* | exclude* | recover | entitled | seek | claim | owe | owes) ..70 \
             (consequential | indirect | incidental | punitive | exemplary | special | (lost | loss of) [..3] (profit* | revenue* | business | sales))",
        ),
        (
            "remote",
            "(pay | pays | compensate | reimburse) ..6 (consequential | indirect | punitive | exemplary | special) ..4 (damage | damages | loss | losses)",
        ),
        // "liable only for loss that flows directly from the breach"
        (
            "remote-only",
            "(liable | liability | responsible | responsibility | answerable | recover | recoverable) ..20 (no further than | only for | limited to | confined to | restricted to | only to) ..4 (loss | losses | damage | damages) ..4 (flow* | result* | aris*) ..2 (direct* | natural*)",
        ),
        (
            "remote-only",
            "(liable | liability | responsible | responsibility | answerable | recover | recoverable) ..12 (no further than | only for | limited to | confined to | restricted to | only to) ..3 direct (loss | losses | damage | damages)",
        ),
        // "gives up any claim for loss that does not flow naturally from the breach"
        (
            "remote-only",
            "(gives up | give up | waive | waives | forgo | forgoes | release | releases | renounce | renounces) ..14 (loss | losses | damage | damages) ..4 \
             (not | beyond | other than) ..4 (flow* | result* | aris* | follow*) ..3 (natural* | direct* | immediate*)",
        ),
        (
            "remote-beyond",
            "(liable | liability | responsible | responsibility | answerable | recover | recoverable) ..20 (loss | losses | damage | damages) ..3 \
             (not | never) ..2 (flow* | result* | aris* | follow*) ..3 (natural* | direct* | immediate* | in the ordinary)",
        ),
        ("remote-behind", "(consequential | indirect) ..50 (excluded | waived | disclaimed)"),
        // No liability at all.
        (
            "none",
            "(no | not | neither | nor | never | cannot | can't | won't) ..30 (liable | responsible | liab*) ..12 \
             (any | all | damages | loss | losses | whatsoever | claims)",
        ),
        // A standard of care: "not liable for any error of judgment … except by reason of bad faith".
        (
            "excused",
            "(no | not | neither | nor) ..60 (liable | responsible | liab*) ..40 (error* [or mistake*] (of | in) judg* | mistake* of (law | fact) | \
             (act | acts | action | actions) [or (omission | omissions)] (taken | done | performed | omitted) | \
             (act | acts) or (omission | omissions | failure*) | (anything | action | actions) (done | taken | suffered) or (omitted | not taken | suffered))",
        ),
        // Liability for others, or together with them.
        ("joint", "(jointly and severally | joint and several | jointly and [..1] severally | jointly or severally)"),
        (
            "others",
            "(takes | take | assumes | assume | accepts | accept | bears | bear) [..2] (responsibility | liability) for ..6 (act | acts | failure | failures | default | defaults | breach* | negligence | performance) ..6 (of | by)",
        ),
        (
            "others",
            "(liable | responsible | accountable | answerable | answers | answer | liability | responsibility) for ..8 \
             (act | acts | action | actions | conduct | omissions | omission | errors | failures | failure | default | defaults | breach* | negligence | performance | damage*) ..6 (of | by)",
        ),
        (
            "others-do",
            "(answers | answer | answerable | liable | responsible | accountable) ..14 for (everything | all | anything | whatever | what) ..40 (do | does | did | done | omit | omits | omitted)",
        ),
        // Lost business that is called direct.
        (
            "direct",
            "direct (damage | damages | loss | losses) ..12 (include | includes | including | mean | means | comprise | comprises | encompass | encompasses) ..40 \
             (profit* | revenue* | sales | goodwill | business | savings | reputation*)",
        ),
        (
            "called-direct",
            "(profit* | revenue* | sales | goodwill | business | savings | reputation*) ..40 \
             (be | are | is | constitute | constitutes | as | count | counts | rank | ranks | qualify | qualifies) ..4 direct (damage | damages | loss | losses)",
        ),
        (
            "direct",
            "(regarded | deemed | treated | considered | classed | count | rank | recoverable | recover | agreed | acknowledged | accepted | constitute) [as | to be | to constitute | to rank as | being] \
             direct (damage | damages | loss | losses) ..40 (profit* | revenue* | sales | goodwill | savings | reputation*)",
        ),
        (
            "not-remote",
            "(profit* | revenue* | sales | goodwill | business | savings | reputation*) ..16 (not be | are not | is not) (considered | deemed | treated as | regarded as | classed as) ..4 (consequential | indirect)",
        ),
        // "recoverable as if they arose naturally from the breach: lost revenue"
        (
            "direct",
            "(recoverable | recovered | recover | treated | regarded | deemed | accepted | payable) ..16 as (if | though | being | having) ..8 (natural* | direct*) ..50 \
             (profit* | revenue* | sales | goodwill | savings | margin* | turnover | reputation*)",
        ),
        (
            "direct",
            "(claim | recover | recoverable) ..10 as [a] direct (damage | damages | loss | losses) ..40 (profit* | revenue* | sales | goodwill | savings | reputation*)",
        ),
        // "The losses that Client may recover include its lost sales and margin."
        (
            "direct",
            "(loss | losses | damage | damages) ..2 {party} {may} ..2 (recover | claim) ..8 (include | includes | including | comprise) ..20 \
             (profit* | revenue* | sales | goodwill | business | savings | margin* | reputation*)",
        ),
        // "Each of the following is a direct loss: (a) lost profit; (b) …"
        (
            "direct",
            "(following | these) ..16 (is | are | be | constitute* | count* | rank*) ..6 direct (damage | damages | loss | losses) ..40 \
             (profit* | revenue* | sales | goodwill | business | savings | reputation*)",
        ),
        // Data that others' rights hang on.
        (
            "data",
            "(personal data | personal information | personally identifiable | customer data | client data | protected health | data breach | security incident | gdpr | cardholder data | data subject*)",
        ),
        // What stands outside.
        (
            "outside",
            "(limit* | exclusion* | cap | caps | ceiling | restriction* | section | sections | article | articles | clause | clauses | foregoing | waiver | disclaimer | paragraph | paragraphs | preceding) ..40 \
             (not | nor | neither) ..6 (apply | applies | applied | applicable | eroded | extend | extends | affect | limit | restrict | exclude | cover | include | hold | protect | shield | operate | avail | bind | reach)",
        ),
        // "Section 9 gives no shelter to a party that …"
        (
            "outside",
            "(limit* | exclusion* | cap | caps | section | clause | paragraph | waiver | ceiling) ..12 (give | gives | offer | offers | afford | affords | provide | provides | grant | grants | confer | confers) \
             no (shelter | protection | cover | comfort | refuge | relief | defence | defense | benefit)",
        ),
        (
            "outside",
            "(neither | no | none) ..16 (limit* | exclusion* | cap | caps) ..25 (apply | applies | extend | extends | limit | protect | protects | shield | shields)",
        ),
        (
            "outside",
            "neither (statement | sentence | exclusion | of (them | these | those | the two)) ..2 (applies | apply | extends | extend | protects | protect | covers | cover) to",
        ),
        // "These limits govern every claim except one that results from …"
        (
            "outside",
            "(limit* | cap | caps | ceiling | exclusion*) ..4 (govern | governs | apply to | applies to | hold for | holds for | cover | covers) ..2 (every | all | any | each) ..6 (except | save | but not | other than)",
        ),
        // "As regards Consultant, Sections 9.1 and 9.2 shall be of no effect with respect to …"
        (
            "outside",
            "(section | sections | clause | clauses | paragraph | paragraphs) ..12 (has | have | of) no (application | effect | force) ..2 (with respect | in respect | as regards | in relation | as to | in the case | to)",
        ),
        (
            "outside",
            "(limit* | cap | caps | restriction* | ceiling) ..14 (has | have | of) no (application | effect | force | bearing)",
        ),
        ("outside", "(not | neither | nor) (rely | relies) on ..10 (limit* | exclusion* | cap | caps | ceiling)"),
        (
            "outside-behind",
            "(disregarded | ignored | left out of account | not taken into account | not counted) ..10 (cap | limit | limits | limitation | limitations | maximum | ceiling)",
        ),
        // "payable in full notwithstanding Section 9 (Maximum Liability)"
        (
            "outside-behind",
            "(paid | payable | due | owed | recoverable) ..3 (in full | in their entirety | without reduction | without deduction) ..2 (notwithstanding | despite | regardless of | irrespective of) ..8 (cap | limit | limits | limitation | limitations | maximum | ceiling)",
        ),
        // "Liability for A and B shall not be subject to the cap", "the indemnities stand outside this limit"
        (
            "outside-behind",
            "(without regard to | regardless of | irrespective of) ..2 (cap | limit | limits | ceiling)",
        ),
        ("outside-behind", "(not | nor) be subject to ..3 (cap | limit | limits | limitation | limitations | ceiling)"),
        ("outside-behind", "(is | are) not subject to ..3 (cap | limit | limits | limitation | limitations | ceiling)"),
        (
            "outside-behind",
            "(stand | stands | fall | falls | sit | sits | lie | lies | remain | remains | is | are | be) outside ..3 (cap | limit | limits | limitation | limitations | ceiling)",
        ),
        (
            "outside-behind",
            "(not count | not be counted | not counted) (towards | toward | against) ..3 (cap | limit | limits | limitation | limitations | ceiling)",
        ),
        (
            "outside-behind",
            "(fraud | death | injury | misconduct | negligence | confidential* | indemnit* | default) ..12 (is | are | remain | remains | stay | stays | be) (not (limited | capped) | unlimited | uncapped)",
        ),
        (
            "outside",
            "outside (the | this | that | such) ..3 (cap | limit | limits | limitation | ceiling) (fall | falls | are | is | stand | lie | remain)",
        ),
        (
            "outside",
            "(limit* | exclusion* | cap | caps | ceiling) ..12 (is | are | be) (disapplied | displaced | disregarded | ignored | set aside | lifted | removed | suspended) ..3 (in | for | where | if)",
        ),
        (
            "outside",
            "(limit* | exclusion* | cap | caps | ceiling | ceilings | protection | protections | waiver | waivers) ..6 (fall away | falls away | fall aside | falls aside | cease to apply | ceases to apply | drop away | drops away | lapse | lapses | give way | gives way | is lost | are lost)",
        ),
        (
            "outside",
            "(excepted | exempted | excluded) from (that | this | the | such) [foregoing] (limit | limits | limitation | cap | ceiling) (are | is | remain)",
        ),
        (
            "outside",
            "(nothing | no provision) ..12 (limit | limits | restrict | restricts | cap | caps | reduce | reduces) ..8 (recover | claim) ..3 for",
        ),
        (
            "outside-behind",
            "(excluded | exempt | exempted | excepted | carved out) from ..6 (limit* | cap | foregoing | exclusion* | restriction*)",
        ),
        (
            "outside",
            "(nothing | no provision | not) ..16 (protect | protects | relieve | relieves | exculpate | exonerate) ..40 liab* ..24 by reason of",
        ),
        (
            "outside",
            "nothing ..30 (limit | limits | exclude | excludes | restrict | restricts) ..20 (indemnif* | indemnit* | liab* | obligation* | remed* | rights | damages)",
        ),
    ])
});
