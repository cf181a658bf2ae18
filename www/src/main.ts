// The page's entry: loads everything at once, so that nothing is asked of the network afterwards.

import { createAnalysis } from "./analysis/core";
import { Session } from "./app/session";
import "./app/workbench";
import { keepForOffline } from "./offline/register";
import { readPdfLater } from "./pdf/intake";

const analysis = createAnalysis();
const workbench = document.querySelector("clause-workbench");
if (!workbench) throw new Error("the page has no <clause-workbench>");
workbench.session = new Session(analysis, readPdfLater);

// `data-ready` tells that the core and its worker are loaded, `data-offline` that the page is kept.
void analysis.prepare().then(
  () => (document.documentElement.dataset["ready"] = "yes"),
  () => (document.documentElement.dataset["ready"] = "failed"),
);
void keepForOffline().then((kept) => {
  document.documentElement.dataset["offline"] = kept ? "yes" : "no";
  workbench.offline = kept;
});
