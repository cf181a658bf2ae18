//! The value of digits. In: "1000000.50". Out: its number. The parser of the standard library reads
//! more (exponents, infinities) and brings tables of 12 KB that do not compress.

/// Digits with at most one point among them.
pub fn decimal(digits: &str) -> Option<f64> {
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() && part.is_empty() {
        return None;
    }
    let value = whole
        .bytes()
        .chain(part.bytes())
        .try_fold(0.0, |value, byte| byte.is_ascii_digit().then(|| value * 10.0 + f64::from(byte - b'0')))?;
    // Both are exact up to 2^53 and 10^22, so that their quotient is what is nearest to the digits.
    Some(value / 10f64.powi(i32::try_from(part.len()).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_standard_library_reads() {
        for digits in ["0", "7", "007", "90", "1.5", "0.05", ".5", "1.", "33.333", "1000000.50", "999999999999.99"] {
            assert_eq!(decimal(digits), digits.parse().ok(), "{digits}");
        }
        for other in ["", ".", "1e5", "1.2.3", "-1", "inf", "1,5"] {
            assert_eq!(decimal(other), None, "{other}");
        }
    }
}
