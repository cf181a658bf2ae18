// Letters as a reader means them. In: text as a font draws it. Out: ligatures taken apart, bullets of
// symbol fonts as bullets, odd spaces as spaces; and whether anyone could read it.

const LIGATURES: Record<string, string> = { "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "Ĳ": "IJ", "ĳ": "ij" };

/** Symbol and Wingdings put their bullets and boxes here. */
const SYMBOLS: Record<string, string> = { "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf0a8": "☐", "\uf06f": "☐", "\uf0fe": "☒", "\uf0e0": "→", "\uf02d": "-" };

export function plainLetters(text: string): string {
  return text
    .replace(/[ﬀ-ﬆĲĳ]/g, (letter) => LIGATURES[letter] ?? letter)
    .replace(/[\uf000-\uf0ff]/g, (letter) => SYMBOLS[letter] ?? letter)
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000\t\r\n]/g, " ")
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "");
}

/** Fonts that do not say which letters they draw give private or unknown ones. */
export function isUnreadable(text: string): boolean {
  const letters = [...text.replace(/\s/g, "")];
  const lost = letters.filter((letter) => /[\ue000-\uf8ff\ufffd\u0080-\u009f]/.test(letter)).length;
  return letters.length >= 20 && lost * 4 > letters.length;
}
