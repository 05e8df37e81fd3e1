// Shows what others do: when something was recorded, the page asks for itself again and becomes its newer self.

import { keepFocus } from "./lib/focus.ts";
import { listen } from "./lib/news.ts";
import { OURS, element, morph, morphed, parsed, say, text } from "./lib/page.ts";

/** At most one fetch in this time. */
const PAUSE = 1000;
/** For so long a connection may be gone before it is worth a word. */
const PATIENCE = 5000;

let newest = 0;
let began = 0;
let timer: number | undefined;
let fetching = false;
let lost: number | undefined;
const hint = element("p", { class: "connection", role: "status", [OURS]: "" });

export function start(): void {
  if (!ages()) return;
  let stop = listen({ record: heard, lost: lose });
  document.addEventListener("visibilitychange", catchUp);
  // A page that is kept for the back button lets go of its stream, and takes it up when it is shown again.
  window.addEventListener("pagehide", () => stop());
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) stop = listen({ record: heard, lost: lose });
  });
}

/** A look at the past does not age; nor does a form that was refused, because asking for it again would empty it. */
function ages(): boolean {
  const [arrival] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const status = arrival?.responseStatus ?? 200;
  return seq() !== undefined && (status === 0 || status === 200 || status === 304) && !document.querySelector("main .refused");
}

function seq(): number | undefined {
  const { seq } = document.body.dataset;
  return seq === undefined ? undefined : Number(seq);
}

function heard(number: number): void {
  clearTimeout(lost);
  lost = undefined;
  hint.remove();
  newest = Math.max(newest, number);
  catchUp();
}

function lose(): void {
  lost ??= window.setTimeout(() => {
    hint.textContent = "No connection; what others do shows when it is back.";
    document.body.append(hint);
  }, PATIENCE);
}

function catchUp(): void {
  if (document.visibilityState !== "visible" || newest <= (seq() ?? Infinity) || fetching) return;
  clearTimeout(timer);
  timer = window.setTimeout(() => void refresh(), Math.max(0, began + PAUSE - performance.now()));
}

async function refresh(): Promise<void> {
  [fetching, began] = [true, performance.now()];
  const address = location.href;
  try {
    const page = parsed(await text(address, { headers: { Accept: "text/html" }, cache: "no-cache" }));
    // Somebody who filtered in the meantime has moved on; the next round fetches where they are.
    if (location.href === address) renew(page);
  } catch {
    // The stream says when the server is back; one answer that went missing while it was there is asked for again.
    if (lost === undefined) window.setTimeout(catchUp, PATIENCE);
    return;
  } finally {
    fetching = false;
  }
  catchUp();
}

/** Each part of the page that the newer page has too: rail, bar, main. What islands have added stays. */
function renew(page: Document): void {
  const before = document.querySelector("main")?.innerText;
  const giveBack = keepFocus();
  const parts = [...document.body.children].filter((part) => !(part instanceof HTMLScriptElement));
  for (const fresh of [...page.body.children]) {
    const old = parts.find((part) => isSame(part, fresh));
    if (old) morph(old, fresh);
  }
  const { seq } = page.body.dataset;
  if (seq !== undefined) document.body.dataset["seq"] = seq;
  if (document.title !== page.title) document.title = page.title;
  morphed();
  giveBack();
  if (document.querySelector("main")?.innerText !== before) say("Updated");
}

function isSame(one: Element, other: Element): boolean {
  return one.tagName === other.tagName && one.id === other.id && one.classList[0] === other.classList[0];
}
