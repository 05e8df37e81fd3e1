// Selecting words in a text marked data-quotes offers to say something about them: the box for it opens with the passage.

import { OURS, element, onPage } from "./lib/page.ts";

/** So much of the passage stands on the offer. */
const SHOWN = 80;

interface Passage {
  words: string;
  /** Which one of several, counted from 1. */
  which: number;
}

let bar: HTMLElement | undefined;

export function start(): void {
  onPage(() => {
    if (bar && !bar.isConnected) bar = undefined;
  });
  document.addEventListener("selectionchange", offer);
}

function offer(): void {
  const selection = document.getSelection();
  const text = selected(selection);
  if (!selection || !text) {
    // A press on the offer may end the selection before it is taken up.
    if (bar && !bar.contains(document.activeElement)) bar.hidden = true;
    return;
  }
  const passage = quoted(selection.getRangeAt(0), text);
  if (!passage) return;
  const box = document.getElementById(text.dataset["quotes"] ?? "");
  if (!box) return;
  bar ??= element("div", { class: "quote-bar", [OURS]: "" });
  const words = passage.words.length > SHOWN ? `${passage.words.slice(0, SHOWN)}…` : passage.words;
  const button = element("button", { type: "button" }, "Say something about this");
  // The selection stays while the button is pressed.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => open(box, passage));
  bar.replaceChildren(element("q", {}, words), button);
  bar.hidden = false;
  text.after(bar);
}

/** The text in which something is selected. */
function selected(selection: Selection | null): HTMLElement | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const within = range.commonAncestorContainer;
  const parent = within instanceof Element ? within : within.parentElement;
  return parent?.closest<HTMLElement>("[data-quotes]") ?? null;
}

function quoted(range: Range, text: HTMLElement): Passage | null {
  const words = said(range, text);
  if (words === "") return null;
  const upTo = document.createRange();
  upTo.setStart(text, 0);
  upTo.setEnd(range.endContainer, range.endOffset);
  const which = said(upTo, text).split(words).length - 1;
  return { words, which: Math.max(which, 1) };
}

/** The words of a range without the numbers of passages, runs of blanks made one. */
function said(range: Range, text: HTMLElement): string {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let words = "";
  let block: Element | null = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!range.intersectsNode(node) || parent?.closest(".noted")) continue;
    const data = node.textContent ?? "";
    const from = node === range.startContainer ? range.startOffset : 0;
    const to = node === range.endContainer ? range.endOffset : data.length;
    const its = parent?.closest("p, li, h3, h4, h5, h6, td, th, pre, blockquote") ?? null;
    if (its !== block) words += " ";
    block = its;
    words += data.slice(from, to);
  }
  return words.replace(/\s+/g, " ").trim();
}

function open(box: HTMLElement, passage: Passage): void {
  if (box instanceof HTMLDetailsElement) box.open = true;
  const field = (name: string) => box.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[name="${name}"]`);
  const [quote, which] = [field("quote"), field("which")];
  if (quote) quote.value = passage.words;
  if (which) which.value = String(passage.which);
  field("text")?.focus();
  if (bar) bar.hidden = true;
}
