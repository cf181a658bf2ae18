//! Role nouns: what a contract calls its parties by what they do. In: a name. Out: which side that
//! noun leans to. Company, Bank, Trust and the like name a party but lean to no side.

/// How far a noun leans: above 0 to the vendor, below 0 to the customer, 0 to neither.
pub(super) type Lean = i8;

/// Nouns of one word, or the last word of a compound ("Service Provider", "Sales Agent").
pub(super) fn lean(word: &str) -> Option<Lean> {
    Some(match word {
        // Below a contractor stands only its subcontractor.
        "subcontractor" | "subconsultant" | "subsupplier" => 5,
        "vendor" | "supplier" | "contractor" | "consultant" | "licensor" | "agency" | "provider" | "seller"
        | "lessor" | "landlord" | "freelancer" | "endorser" | "artist" | "talent" | "performer" | "athlete"
        | "speaker" | "franchisor" | "designer" | "servicer" | "photographer" | "author" | "writer" | "composer"
        | "entertainer" | "celebrity" | "spokesperson" | "ambassador" | "influencer" | "instructor" | "trainer"
        | "coach" | "illustrator" | "translator" | "programmer" | "outsourcer" | "architect" | "engineer"
        | "installer" | "hoster" | "copywriter" | "studio" | "surveyor" | "auditor" | "builder" | "haulier"
        | "fabricator" | "decorator" | "printer" | "tutor" | "laboratory" | "lab" | "repairer" | "maintainer"
        | "recruiter" | "videographer" | "filmmaker" | "animator" | "musician" | "florist" | "cleaner"
        | "bookkeeper" | "accountant" | "interpreter" | "blogger" | "editor" | "copacker" | "valuer"
        | "consultancy" | "toolmaker" | "foundry" | "shipyard" | "boatyard" | "shipbuilder" | "carpenter"
        | "joiner" | "plumber" | "electrician" | "gardener" | "landscaper" | "adjuster" | "appraiser" | "assessor"
        | "actuary" | "investigator" | "lecturer" | "curator" | "presenter" | "narrator" | "stylist"
        | "choreographer" | "dancer" | "actor" | "cinematographer" | "courier" | "forwarder" | "warehouseman"
        | "packer" | "packager" | "assembler" | "moulder" | "machinist" | "technician" | "tester" | "analyst"
        | "moderator" | "facilitator" | "grower" | "brewer" | "baker" | "roaster" | "miller" | "bottler"
        | "smelter" | "webmaster" | "hauler" | "mover" | "remover" | "locksmith" | "upholsterer" | "restorer"
        | "conservator" | "typesetter" | "bookbinder" | "engraver" | "weaver" | "tailor" | "nurse" | "physician" | "yard" | "dockyard"
        | "therapist" | "locum" | "specialist" | "nutritionist" | "chef" | "mediator" | "inspector" | "subprocessor" => 3,
        "manufacturer" | "developer" | "agent" | "administrator" | "advisor" | "adviser" | "representative"
        | "carrier" | "transporter" | "host" | "integrator" | "processor" | "professional" | "player" | "golfer"
        | "club" | "organizer" | "organiser" | "broker" | "custodian" | "marketer" | "promoter" | "grantor"
        | "assignor" | "transferor" | "underwriter" | "caterer" | "venue" | "model" | "workshop" | "bureau"
        | "practice" | "warehouse" | "garage" | "orchestra" | "band" | "breeder" | "farmer" | "crew" => 2,
        "team" | "university" | "contributor" | "creator" | "producer" | "researcher" | "manager" | "discloser"
        // Lets a ship to a charterer, and has it mended in a yard.
        | "shipowner" => 1,
        "client" | "customer" | "buyer" | "purchaser" | "licensee" | "lessee" | "tenant" | "subscriber" | "hirer"
        | "sponsor" | "franchisee" | "distributor" | "reseller" | "renter" => -3,
        "dealer" | "retailer" | "wholesaler" | "employer" | "advertiser" | "shipper" | "assignee" | "transferee"
        | "user" | "sublicensee" | "council" | "ministry" | "municipality" | "brand" | "hospital" | "clinic"
        | "school" | "charity" | "controller" | "importer" | "authority" | "commissioner" | "exhibitor" | "academy"
        | "college" | "department" | "borough" | "county" | "parish" | "museum" | "supermarket" | "homeowner"
        | "householder" | "landowner" | "occupier" | "charterer" | "insurer" | "airline" | "consignor" | "borrower"
        | "investor" | "coachee" | "couple" | "guest" | "attendee" | "delegate" | "registrant" | "student"
        | "patient" | "restaurant" | "diocese" | "congregation" => -2,
        "owner" | "publisher" | "merchant" | "patron" | "recipient" | "broadcaster" | "festival" | "gallery"
        | "hotel" | "label" | "union" | "society" | "cooperative" | "principal"
        | "winery" => -1,
        "company" | "corporation" | "firm" | "bank" | "trust" | "fund" | "partner" | "affiliate" | "network"
        | "station" | "theatre" | "theater" | "foundation" | "institute" | "utility" | "association" | "operator"
        | "organization" | "organisation" | "institution" | "member" | "business" => 0,
        _ => return None,
    })
}

/// The lean of a whole alias, by its last word.
pub(super) fn lean_of(alias: &str) -> Option<Lean> {
    let last = alias.rsplit(|c: char| c.is_whitespace() || c == '-').find(|word| !word.is_empty())?;
    let word = last.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    // Who discloses stands where a vendor would: in a confidentiality agreement nobody supplies or pays.
    match alias.to_lowercase().as_str() {
        "disclosing party" => return Some(1),
        "receiving party" => return Some(-1),
        "entrusted party" | "commissioned party" => return Some(3),
        "entrusting party" | "commissioning party" => return Some(-3),
        "production company" => return lean("contractor"),
        "sub-contractor" | "sub contractor" => return lean("subcontractor"),
        _ => {}
    }
    // An escrow agent or a paying agent stands between the two sides.
    if word == "agent" && alias.contains(char::is_whitespace) && is_go_between(alias) {
        return Some(0);
    }
    lean(&word)
}

fn is_go_between(alias: &str) -> bool {
    let first = alias.split_whitespace().next().unwrap_or("").to_lowercase();
    matches!(first.as_str(), "escrow" | "paying" | "collateral" | "transfer" | "administrative" | "fiscal")
}

/// Nouns that stand before a role noun in a party's term without changing what it does.
pub(super) fn is_modifier(word: &str) -> bool {
    matches!(
        word,
        "service"
            | "services"
            | "software"
            | "hosting"
            | "sales"
            | "marketing"
            | "solution"
            | "cloud"
            | "platform"
            | "prime"
            | "general"
            | "independent"
            | "web"
    )
}

/// A legal form: it ends a company's name.
pub(super) fn is_legal_form(word: &str) -> bool {
    // "L.L.C." and "N.V." are one word with its dots.
    let bare = if word.contains('.') { word.replace('.', "") } else { String::new() };
    matches!(
        if bare.is_empty() { word } else { &bare },
        "inc"
            | "llc"
            | "ltd"
            | "limited"
            | "corp"
            | "corporation"
            | "incorporated"
            | "plc"
            | "lp"
            | "llp"
            | "pllc"
            | "gmbh"
            | "ag"
            | "bv"
            | "nv"
            | "sa"
            | "sas"
            | "sarl"
            | "srl"
            | "spa"
            | "pty"
            | "co"
            | "company"
            | "ab"
            | "oy"
            | "kg"
            | "kk"
            | "lllp"
            | "partners"
            | "associates"
            | "pte"
            | "ulc"
            | "ltda"
            | "lda"
            | "pc"
            | "foundation"
            | "university"
            | "bank"
            | "trust"
            | "fund"
            | "association"
            | "bhd"
            | "as"
            | "aps"
            | "oyj"
            | "se"
            | "na"
            | "partnership"
            | "holdings"
            | "group"
    )
}
