//! Numbers as Word writes them in labels. In: a number and its format. Out: "iv", "AA", "12th",
//! "Twenty-One". `numbering` uses it.

/// `w:numFmt`. Formats of other scripts are written in decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum NumberFormat {
    #[default]
    Decimal,
    /// At least so many digits: "01" (2), "001" (3).
    Padded(usize),
    UpperRoman,
    LowerRoman,
    UpperLetter,
    LowerLetter,
    Ordinal,
    CardinalText,
    OrdinalText,
    /// "*", "†", "‡", "§", "**" …
    Chicago,
    /// "- 1 -"
    Dashes,
    Bullet,
    None,
}

impl NumberFormat {
    /// From `w:val` and, for `custom`, `w:format` ("001, 002, 003, ...").
    pub fn named(name: &str, custom: Option<&str>) -> Self {
        match name {
            "decimalZero" => Self::Padded(2),
            "upperRoman" => Self::UpperRoman,
            "lowerRoman" => Self::LowerRoman,
            "upperLetter" => Self::UpperLetter,
            "lowerLetter" => Self::LowerLetter,
            "ordinal" => Self::Ordinal,
            "cardinalText" => Self::CardinalText,
            "ordinalText" => Self::OrdinalText,
            "chicago" => Self::Chicago,
            "numberInDash" => Self::Dashes,
            "bullet" => Self::Bullet,
            "none" => Self::None,
            "custom" => Self::custom(custom.unwrap_or_default()),
            _ => Self::Decimal,
        }
    }

    fn custom(format: &str) -> Self {
        let first = format.split(',').next().unwrap_or_default().trim();
        let digits = first.bytes().all(|byte| byte.is_ascii_digit());
        if digits && (2..=9).contains(&first.len()) { Self::Padded(first.len()) } else { Self::Decimal }
    }

    pub fn write(self, number: i32) -> String {
        match self {
            Self::Decimal => number.to_string(),
            Self::Padded(digits) => format!("{number:0digits$}"),
            Self::UpperRoman => roman(number),
            Self::LowerRoman => roman(number).to_lowercase(),
            Self::UpperLetter => letters(number),
            Self::LowerLetter => letters(number).to_lowercase(),
            Self::Ordinal => format!("{number}{}", ordinal_ending(number)),
            Self::CardinalText => capital(&cardinal(number)),
            Self::OrdinalText => capital(&ordinal(number)),
            Self::Chicago => chicago(number),
            Self::Dashes => format!("- {number} -"),
            Self::Bullet | Self::None => String::new(),
        }
    }
}

fn roman(number: i32) -> String {
    const DIGITS: [(i32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..=9999).contains(&number) {
        return number.to_string();
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, digit) in DIGITS {
        while rest >= value {
            text += digit;
            rest -= value;
        }
    }
    text
}

/// After Z comes AA, then BB: Word repeats the letter.
fn letters(number: i32) -> String {
    if !(1..=780).contains(&number) {
        return number.to_string();
    }
    let letter = (b'A' + ((number - 1) % 26) as u8) as char;
    letter.to_string().repeat((number as usize - 1) / 26 + 1)
}

fn chicago(number: i32) -> String {
    if !(1..=80).contains(&number) {
        return number.to_string();
    }
    let mark = ["*", "†", "‡", "§"][(number as usize - 1) % 4];
    mark.repeat((number as usize - 1) / 4 + 1)
}

fn ordinal_ending(number: i32) -> &'static str {
    match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

const UNDER_TWENTY: [(&str, &str); 20] = [
    ("zero", "zeroth"),
    ("one", "first"),
    ("two", "second"),
    ("three", "third"),
    ("four", "fourth"),
    ("five", "fifth"),
    ("six", "sixth"),
    ("seven", "seventh"),
    ("eight", "eighth"),
    ("nine", "ninth"),
    ("ten", "tenth"),
    ("eleven", "eleventh"),
    ("twelve", "twelfth"),
    ("thirteen", "thirteenth"),
    ("fourteen", "fourteenth"),
    ("fifteen", "fifteenth"),
    ("sixteen", "sixteenth"),
    ("seventeen", "seventeenth"),
    ("eighteen", "eighteenth"),
    ("nineteen", "nineteenth"),
];

const TENS: [(&str, &str); 10] = [
    ("", ""),
    ("", ""),
    ("twenty", "twentieth"),
    ("thirty", "thirtieth"),
    ("forty", "fortieth"),
    ("fifty", "fiftieth"),
    ("sixty", "sixtieth"),
    ("seventy", "seventieth"),
    ("eighty", "eightieth"),
    ("ninety", "ninetieth"),
];

fn cardinal(number: i32) -> String {
    match number {
        0..20 => UNDER_TWENTY[number as usize].0.to_owned(),
        20..100 => compound(number, 10, "-", TENS[number as usize / 10].0, cardinal),
        100..1000 => compound(number, 100, " ", &format!("{} hundred", cardinal(number / 100)), cardinal),
        1000..1_000_000 => compound(number, 1000, " ", &format!("{} thousand", cardinal(number / 1000)), cardinal),
        _ => number.to_string(),
    }
}

fn ordinal(number: i32) -> String {
    let ending = |words: &str| format!("{words}th");
    match number {
        0..20 => UNDER_TWENTY[number as usize].1.to_owned(),
        20..100 if number % 10 == 0 => TENS[number as usize / 10].1.to_owned(),
        20..100 => compound(number, 10, "-", TENS[number as usize / 10].0, ordinal),
        100..1000 if number % 100 == 0 => ending(&cardinal(number)),
        100..1000 => compound(number, 100, " ", &format!("{} hundred", cardinal(number / 100)), ordinal),
        1000..1_000_000 if number % 1000 == 0 => ending(&cardinal(number)),
        1000..1_000_000 => compound(number, 1000, " ", &format!("{} thousand", cardinal(number / 1000)), ordinal),
        _ => format!("{number}{}", ordinal_ending(number)),
    }
}

fn compound(number: i32, unit: i32, joint: &str, head: &str, tail: fn(i32) -> String) -> String {
    match number % unit {
        0 => head.to_owned(),
        rest => format!("{head}{joint}{}", tail(rest)),
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats() {
        for (name, number, text) in [
            ("decimal", 12, "12"),
            ("decimalZero", 7, "07"),
            ("decimalZero", 12, "12"),
            ("upperRoman", 44, "XLIV"),
            ("lowerRoman", 9, "ix"),
            ("lowerRoman", 0, "0"),
            ("upperRoman", i32::MAX, "2147483647"),
            ("upperLetter", 26, "Z"),
            ("upperLetter", 28, "BB"),
            ("lowerLetter", 3, "c"),
            ("lowerLetter", 1_000_000, "1000000"),
            ("ordinal", 1, "1st"),
            ("ordinal", 12, "12th"),
            ("ordinal", 22, "22nd"),
            ("ordinal", 113, "113th"),
            ("cardinalText", 1, "One"),
            ("cardinalText", 21, "Twenty-one"),
            ("cardinalText", 118, "One hundred eighteen"),
            ("ordinalText", 2, "Second"),
            ("ordinalText", 20, "Twentieth"),
            ("ordinalText", 45, "Forty-fifth"),
            ("ordinalText", 100, "One hundredth"),
            ("ordinalText", 1001, "One thousand first"),
            ("chicago", 3, "‡"),
            ("chicago", 5, "**"),
            ("numberInDash", 4, "- 4 -"),
            ("none", 4, ""),
            ("bullet", 4, ""),
            ("thaiLetters", 4, "4"),
        ] {
            assert_eq!(NumberFormat::named(name, None).write(number), text, "{name} {number}");
        }
        assert_eq!(NumberFormat::named("custom", Some("001, 002, 003, ...")).write(7), "007");
        assert_eq!(NumberFormat::named("custom", Some("α, β")).write(7), "7");
    }
}
