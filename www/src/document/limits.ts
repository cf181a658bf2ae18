// How much the page takes in, and the sentence for what is too much.

const MEGABYTE = 1024 * 1024;

export const LARGEST_FILE = 20 * MEGABYTE;
/** Characters in the editor; a contract of 20 million characters is some 7,000 pages. */
export const LARGEST_TEXT = 20_000_000;

export interface Refusal {
  message: string;
  hint: string;
}

export function refuseFile(file: { name: string; size: number }): Refusal | null {
  if (file.size === 0) return { message: `“${file.name}” is empty.`, hint: "Choose the file that holds the contract's text." };
  if (file.size <= LARGEST_FILE) return null;
  const size = Math.ceil(file.size / MEGABYTE);
  return {
    message: `“${file.name}” is ${size} MB; files up to 20 MB can be read.`,
    hint: "Save the contract without pictures, or paste the part that you want reviewed.",
  };
}

export function refuseText(length: number): Refusal | null {
  if (length <= LARGEST_TEXT) return null;
  return {
    message: "The text is longer than 20 million characters.",
    hint: "Paste the part that you want reviewed.",
  };
}
