// A playbook in the address: `#playbook=…`, base64url of its text. What follows `#` is never sent to
// any server. In: an address. Out: the text, or why it cannot be read. It is offered, never used by itself.

/** Longer addresses are cut by some programs, and nobody can see what they hold. */
export const LONGEST = 24_000;

export type Brought = { kind: "none" } | { kind: "text"; text: string } | { kind: "refused"; why: string };

const KEY = "playbook=";

export function broughtBy(hash: string): Brought {
  const part = hash.replace(/^#/, "").split("&").find((one) => one.startsWith(KEY));
  if (part === undefined) return { kind: "none" };
  const coded = part.slice(KEY.length);
  if (coded.length > LONGEST) return { kind: "refused", why: "The playbook in the address is too long. Ask for it as a file." };
  try {
    return { kind: "text", text: decoded(coded) };
  } catch {
    return { kind: "refused", why: "The playbook in the address cannot be read. It may have been cut; ask for it as a file." };
  }
}

/** The fragment for a playbook, or null where it would be too long. */
export function fragmentFor(text: string): string | null {
  const bytes = new TextEncoder().encode(text);
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  const coded = btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return coded.length > LONGEST ? null : `#${KEY}${coded}`;
}

function decoded(coded: string): string {
  if (!/^[A-Za-z0-9_-]+$/.test(coded)) throw new Error("no base64url");
  const letters = atob(coded.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}
