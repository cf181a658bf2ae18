//! A reader that keeps what it read gives the reports of a reading from the start.

use clausewright::facts::Side;
use clausewright::report::{PartyRole, PositionEncoding, ReviewOptions, RoleCorrection, TextLayout};
use clausewright::session::{self, Reader};

const CONTRACT: &str = include_str!("contracts/subcontract.txt");

#[test]
fn reports_are_those_of_a_fresh_reading() {
    let texts = [CONTRACT.to_owned(), CONTRACT.replace("thirty", "ninety"), String::new(), CONTRACT.to_owned()];
    let correction = RoleCorrection { name: "Contractor".to_owned(), role: PartyRole::Vendor };
    let mut reader = Reader::new();
    for text in texts {
        for side in [Side::Vendor, Side::Customer, Side::Customer] {
            for roles in [Vec::new(), vec![correction.clone()]] {
                for layout in [TextLayout::Auto, TextLayout::Paragraphs] {
                    agrees(
                        &mut reader,
                        &text,
                        &ReviewOptions { side, roles: roles.clone(), layout, ..ReviewOptions::default() },
                    );
                }
            }
        }
    }
}

fn agrees(reader: &mut Reader, text: &str, options: &ReviewOptions) {
    let playbook = session::playbook_for(options).unwrap();
    let fresh = session::review(session::document(text, options), options, &playbook, PositionEncoding::Utf16);
    let kept = reader.review(text.to_owned(), options, &playbook, PositionEncoding::Utf16);
    assert_eq!(serde_json::to_value(&kept).unwrap(), serde_json::to_value(&fresh).unwrap());
}
