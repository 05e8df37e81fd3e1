// Ctrl+K or ⌘K: go anywhere and do anything by its name. A combobox in a dialog; what it offers comes from the server.

import { QUICK, SEARCH } from "./lib/addresses.ts";
import { OURS, element, fragment, text } from "./lib/page.ts";

const PAUSE = 80;

const input = element("input", {
  type: "text",
  role: "combobox",
  "aria-label": "Go to or do",
  "aria-autocomplete": "list",
  "aria-expanded": "false",
  "aria-controls": "palette-list",
  placeholder: "Find a page, a person, something to do…",
  autocomplete: "off",
  spellcheck: "false",
});
const results = element("div", { class: "palette-results" });
const dialog = element("dialog", { class: "palette", "aria-label": "Go to or do", [OURS]: "" }, input, results);

let chosen: Element | undefined;
/** The question that the shown options answer. */
let answered: string | undefined;
let asked: AbortController | undefined;
let timer: number | undefined;

export function start(): void {
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    if (dialog.open) dialog.close();
    else open();
  });
  document.addEventListener("click", (event) => {
    const opener = event.target instanceof Element && event.target.closest("[data-palette]");
    if (!opener) return;
    event.preventDefault();
    open();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => asked?.abort());
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), PAUSE);
  });
  input.addEventListener("keydown", pressed);
}

/** Shows the palette, unless another dialog is in the way. */
export function open(): void {
  if (document.querySelector("dialog[open]")) return;
  document.body.append(dialog);
  input.value = "";
  dialog.showModal();
  input.focus();
  void ask();
}

function pressed(event: KeyboardEvent): void {
  if (event.isComposing) return;
  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
  const step = steps[event.key];
  if (step !== undefined) {
    event.preventDefault();
    move(step);
  } else if (event.key === "Enter") {
    event.preventDefault();
    void go(event);
  }
}

function options(): Element[] {
  return [...results.querySelectorAll('[role="option"]')];
}

function move(step: number): void {
  const all = options();
  if (all.length === 0) return;
  const at = chosen ? all.indexOf(chosen) : step > 0 ? -1 : 0;
  choose(all[(at + step + all.length) % all.length]);
}

function choose(option: Element | undefined): void {
  chosen?.setAttribute("aria-selected", "false");
  chosen = option;
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) input.setAttribute("aria-activedescendant", option.id);
  else input.removeAttribute("aria-activedescendant");
}

/** Asks for what was typed; an older question is dropped. */
async function ask(): Promise<void> {
  asked?.abort();
  const { signal } = (asked = new AbortController());
  const question = input.value.trim();
  let found: (Node | string)[] = ["Press Enter to search."];
  try {
    found = fragment(await text(`${QUICK}?q=${encodeURIComponent(question)}`, { signal }));
  } catch {
    // The search page answers as well.
  }
  if (signal.aborted) return;
  answered = question;
  show(found);
}

function show(found: (Node | string)[]): void {
  results.replaceChildren(...found);
  const list = results.querySelector('[role="listbox"]');
  if (list) list.id = "palette-list";
  for (const [at, option] of options().entries()) {
    option.id ||= `palette-option-${at}`;
    for (const link of option.querySelectorAll("a")) link.tabIndex = -1;
  }
  input.setAttribute("aria-expanded", String(list !== null));
  chosen = undefined;
  choose(options()[0]);
}

async function go(event: KeyboardEvent): Promise<void> {
  clearTimeout(timer);
  // Somebody quicker than the server means what they typed, not what is still shown.
  if (answered !== input.value.trim()) await ask();
  const link = chosen?.querySelector("a");
  if (!link) return location.assign(`${SEARCH}?q=${encodeURIComponent(input.value.trim())}`);
  const { ctrlKey, metaKey } = event;
  if (!ctrlKey && !metaKey) dialog.close();
  link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey }));
}
