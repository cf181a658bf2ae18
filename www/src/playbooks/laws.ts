// The laws that a user works under, as typed. In: "England, New York". Out: a list.

const MOST = 10;

export function lawsIn(written: string): string[] {
  const laws = written.split(/[,;\n]/).map((law) => law.trim()).filter((law) => law !== "");
  return [...new Set(laws)].slice(0, MOST);
}
