//! The playbook files that come with the crate. In: `playbooks/`. Out: their paths and what they hold,
//! for `library`.

/// A file that comes with the crate.
pub(super) struct BuiltIn {
    /// Its path in the project.
    pub path: &'static str,
    /// Without its places, which costs no time to speak of: a browser waits for it.
    pub packed: &'static [u8],
    /// As it is written, so that a fault has a place.
    #[cfg(not(target_arch = "wasm32"))]
    pub text: &'static str,
}

macro_rules! files {
    ($($path:literal,)*) => {
        &[$(BuiltIn {
            path: $path,
            packed: include_bytes!(concat!(env!("OUT_DIR"), "/", $path, ".packed")),
            #[cfg(not(target_arch = "wasm32"))]
            text: include_str!(concat!("../../", $path)),
        },)*]
    };
}

/// Rules without positions, known to every playbook. A rule may name only rules that stand before it.
pub(super) const RULES: &[BuiltIn] = files![
    "playbooks/rules/payment.toml",
    "playbooks/rules/liability.toml",
    "playbooks/rules/caps.toml",
    "playbooks/rules/indemnity.toml",
    "playbooks/rules/assignment.toml",
    "playbooks/rules/amendment.toml",
    "playbooks/rules/audit.toml",
    "playbooks/rules/confidentiality.toml",
    "playbooks/rules/term.toml",
    "playbooks/rules/ending.toml",
    "playbooks/rules/price.toml",
    "playbooks/rules/subcontracting.toml",
    "playbooks/rules/data.toml",
    "playbooks/rules/publicity.toml",
    "playbooks/rules/insurance.toml",
    "playbooks/rules/document.toml",
    "playbooks/rules/damages.toml",
    "playbooks/rules/delivery.toml",
    "playbooks/rules/law.toml",
    "playbooks/rules/ip.toml",
    "playbooks/rules/warranty.toml",
    "playbooks/rules/acceptance.toml",
    "playbooks/rules/restraint.toml",
    "playbooks/rules/covenants.toml",
    "playbooks/rules/traps.toml",
    "playbooks/rules/scope.toml",
    "playbooks/rules/notices.toml",
    "playbooks/rules/together.toml",
    "playbooks/rules/deal.toml",
    "playbooks/rules/nda.toml",
    "playbooks/rules/service.toml",
];

/// What statutes say, for every playbook.
pub(super) const NOTES: &[BuiltIn] = files!["playbooks/notes.toml",];

/// The head of each playbook: its name, its side, what it extends.
pub(super) const HEADS: &[BuiltIn] = files![
    "playbooks/agency.toml",
    "playbooks/customer.toml",
    "playbooks/saas-vendor.toml",
    "playbooks/saas-customer.toml",
    "playbooks/nda-receiving.toml",
    "playbooks/nda-disclosing.toml",
];

/// The positions of a playbook, a file for each topic, in a folder with the playbook's name.
pub(super) const POSITIONS: &[BuiltIn] = files![
    "playbooks/agency/payment.toml",
    "playbooks/agency/liability.toml",
    "playbooks/agency/caps.toml",
    "playbooks/agency/indemnity.toml",
    "playbooks/agency/assignment.toml",
    "playbooks/agency/amendment.toml",
    "playbooks/agency/audit.toml",
    "playbooks/agency/confidentiality.toml",
    "playbooks/agency/term.toml",
    "playbooks/agency/ending.toml",
    "playbooks/agency/price.toml",
    "playbooks/agency/subcontracting.toml",
    "playbooks/agency/data.toml",
    "playbooks/agency/publicity.toml",
    "playbooks/agency/insurance.toml",
    "playbooks/agency/document.toml",
    "playbooks/agency/damages.toml",
    "playbooks/agency/delivery.toml",
    "playbooks/agency/law.toml",
    "playbooks/agency/ip.toml",
    "playbooks/agency/warranty.toml",
    "playbooks/agency/acceptance.toml",
    "playbooks/agency/restraint.toml",
    "playbooks/agency/covenants.toml",
    "playbooks/agency/traps.toml",
    "playbooks/agency/scope.toml",
    "playbooks/agency/notices.toml",
    "playbooks/agency/together.toml",
    "playbooks/agency/deal.toml",
    "playbooks/agency/tell.toml",
    "playbooks/customer/liability.toml",
    "playbooks/customer/caps.toml",
    "playbooks/customer/indemnity.toml",
    "playbooks/customer/assignment.toml",
    "playbooks/customer/amendment.toml",
    "playbooks/customer/audit.toml",
    "playbooks/customer/confidentiality.toml",
    "playbooks/customer/term.toml",
    "playbooks/customer/ending.toml",
    "playbooks/customer/price.toml",
    "playbooks/customer/subcontracting.toml",
    "playbooks/customer/data.toml",
    "playbooks/customer/publicity.toml",
    "playbooks/customer/insurance.toml",
    "playbooks/customer/document.toml",
    "playbooks/customer/delivery.toml",
    "playbooks/customer/law.toml",
    "playbooks/customer/ip.toml",
    "playbooks/customer/warranty.toml",
    "playbooks/customer/acceptance.toml",
    "playbooks/customer/restraint.toml",
    "playbooks/customer/covenants.toml",
    "playbooks/customer/traps.toml",
    "playbooks/customer/notices.toml",
    "playbooks/customer/together.toml",
    "playbooks/customer/deal.toml",
    "playbooks/customer/tell.toml",
];
