// Saves or copies what the user asked for. In: the session and the wish. Out: what to say, if anything.

import { copyText } from "../app/clipboard";
import type { ExportWish } from "../app/masthead";
import type { Session } from "../app/session";
import { type ExportKind, exportName, reportAsJson, save } from "./files";

export async function deliver(session: Session, { kind, how }: ExportWish): Promise<string | null> {
  try {
    const content = await contentFor(session, kind);
    if (how === "copy") return (await copyText(content)) ? "Copied." : "This browser does not allow copying here. Save the file instead.";
    save(exportName(session.state.document?.name ?? "", kind), content, kind);
    return null;
  } catch {
    return "The export could not be made. Your text is untouched; try again.";
  }
}

async function contentFor(session: Session, kind: ExportKind): Promise<string> {
  if (kind === "contract-text") return session.text;
  if (kind !== "review-json") return session.write(kind);
  const { report } = session;
  if (!report) throw new Error("there is no report to export");
  return reportAsJson(report);
}
