//! Groups, control words and text. In: bytes. Out: [`Token`]s. Nothing is an error: what a writer
//! cannot have meant is text.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'b> {
    Open,
    Close,
    /// `\word` with its number.
    Word(&'b str, Option<i32>),
    /// `\'e9`, a byte of the code page.
    Byte(u8),
    /// `\~`, `\*` …
    Symbol(u8),
    /// Letters between them; line breaks are none.
    Text(&'b [u8]),
}

pub struct Tokens<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Tokens<'b> {
    pub fn of(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn run(&mut self, is: impl Fn(u8) -> bool) -> &'b [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or(&[]);
        let length = rest.iter().position(|byte| !is(*byte)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn control(&mut self) -> Option<Token<'b>> {
        let first = self.peek()?;
        if first.is_ascii_alphabetic() {
            return Some(self.word());
        }
        self.at += 1;
        if first != b'\'' {
            return Some(Token::Symbol(first));
        }
        let digits = self.bytes.get(self.at..self.at + 2).and_then(|two| std::str::from_utf8(two).ok());
        match digits.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) => {
                self.at += 2;
                Some(Token::Byte(byte))
            }
            None => Some(Token::Symbol(first)),
        }
    }

    fn word(&mut self) -> Token<'b> {
        let name = std::str::from_utf8(self.run(|byte| byte.is_ascii_alphabetic())).unwrap_or("");
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        let digits = self.run(|byte| byte.is_ascii_digit()).len();
        if digits == 0 {
            self.at = start;
        }
        let number = std::str::from_utf8(&self.bytes[start..self.at]).ok().and_then(|number| number.parse().ok());
        if self.peek() == Some(b' ') {
            self.at += 1;
        }
        if name == "bin" {
            // Raw bytes of a picture.
            self.at =
                self.at.saturating_add(number.map_or(0, |count: i32| count.max(0) as usize)).min(self.bytes.len());
        }
        Token::Word(name, number)
    }
}

impl<'b> Iterator for Tokens<'b> {
    type Item = Token<'b>;

    fn next(&mut self) -> Option<Token<'b>> {
        self.run(|byte| matches!(byte, b'\r' | b'\n' | 0));
        let first = self.peek()?;
        match first {
            b'{' | b'}' => {
                self.at += 1;
                Some(if first == b'{' { Token::Open } else { Token::Close })
            }
            b'\\' => {
                self.at += 1;
                self.control()
            }
            _ => Some(Token::Text(self.run(|byte| !matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0)))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens() {
        let all: Vec<Token<'_>> = Tokens::of(b"{\\rtf1\\u-4093 ?a\n b\\'e9\\~\\bin3 {}x}\\li-20\\'zz\\").collect();
        assert_eq!(
            all,
            [
                Token::Open,
                Token::Word("rtf", Some(1)),
                Token::Word("u", Some(-4093)),
                Token::Text(b"?a"),
                Token::Text(b" b"),
                Token::Byte(0xe9),
                Token::Symbol(b'~'),
                Token::Word("bin", Some(3)),
                Token::Close,
                Token::Word("li", Some(-20)),
                Token::Symbol(b'\''),
                Token::Text(b"zz"),
            ]
        );
    }
}
