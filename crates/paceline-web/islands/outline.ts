// The outline of a tree by keyboard, as ARIA's tree pattern has it: arrows move and open, Home and End go to the ends, letters find.
// The list stays a list of links and summaries: every one of them is reached by Tab too, and without this file nothing is missing.

import { isTyping } from "./lib/page.ts";

/** What an entry is known by: the first thing in it that takes the focus. */
const HANDLE = ":scope > a[href], :scope > details > summary";
/** After so long, letters begin a new word. */
const PAUSE = 700;

let typed = "";
let typedAt = 0;

export function start(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const from = event.target instanceof Element ? event.target.closest<HTMLElement>(".outline li") : null;
    const tree = from?.closest<HTMLElement>(".outline");
    if (!from || !tree) return;
    if (moved(event.key, from, tree)) event.preventDefault();
  });
}

function moved(key: string, from: HTMLElement, tree: HTMLElement): boolean {
  const all = shown(tree);
  const at = all.indexOf(handleOf(from) ?? tree);
  switch (key) {
    case "ArrowDown":
      return focus(all[at + 1]);
    case "ArrowUp":
      return focus(all[at - 1]);
    case "Home":
      return focus(all[0]);
    case "End":
      return focus(all.at(-1));
    case "ArrowRight":
      return opened(from) || focus(handleOf(from.querySelector("li")));
    case "ArrowLeft":
      return closed(from) || focus(handleOf(above(from, tree)));
    default:
      return key.length === 1 && (key !== " " || isMidWord()) && found(key, all, at);
  }
}

/** The handles that one can see, in the order of the page. */
function shown(tree: HTMLElement): HTMLElement[] {
  const handles = [...tree.querySelectorAll("li")].flatMap((entry) => handleOf(entry) ?? []);
  return handles.filter((handle) => handle.checkVisibility());
}

function handleOf(entry: Element | null | undefined): HTMLElement | undefined {
  return entry?.querySelector<HTMLElement>(HANDLE) ?? undefined;
}

/** The nearest entry above that takes the focus. */
function above(entry: Element, tree: Element): Element | undefined {
  const parent = entry.parentElement?.closest("li");
  if (!parent || !tree.contains(parent)) return undefined;
  return handleOf(parent) ? parent : above(parent, tree);
}

function opened(entry: Element): boolean {
  return turned(entry, false);
}

function closed(entry: Element): boolean {
  return turned(entry, true);
}

function turned(entry: Element, isOpen: boolean): boolean {
  const fold = entry.querySelector<HTMLDetailsElement>(":scope > details");
  if (fold?.open !== isOpen) return false;
  fold.open = !isOpen;
  // Whoever stood on something that is folded now stands on what folds it.
  handleOf(entry)?.focus();
  return true;
}

/** Whether another letter goes on with what was typed: a space then belongs to the name, and folds nothing. */
function isMidWord(): boolean {
  return performance.now() - typedAt < PAUSE;
}

/** The next entry whose reference or name begins with what was typed. */
function found(letter: string, all: HTMLElement[], at: number): boolean {
  typed = isMidWord() ? typed + letter.toLowerCase() : letter.toLowerCase();
  typedAt = performance.now();
  // The same letter again goes on to the next.
  const isSame = [...typed].every((other) => other === typed[0]);
  const wanted = isSame ? (typed[0] ?? "") : typed;
  const first = isSame ? at + 1 : at;
  const order = [...all.slice(first), ...all.slice(0, first)];
  return focus(order.find((handle) => begins(handle, wanted)));
}

function begins(handle: HTMLElement, wanted: string): boolean {
  const names = [handle.textContent, handle.querySelector("bdi")?.textContent];
  return names.some((name) => name?.trim().toLowerCase().startsWith(wanted));
}

function focus(handle: HTMLElement | undefined): boolean {
  handle?.focus();
  return handle !== undefined;
}
