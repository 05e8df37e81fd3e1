// Ctrl+K or ⌘K: go anywhere and do anything by its name. A combobox in a dialog; what it offers comes from the server.

import { QUICK, SEARCH } from "./lib/addresses.ts";
import { Listbox } from "./lib/listbox.ts";
import { OURS, element, fragment, text } from "./lib/page.ts";

const PAUSE = 80;
const STEPS: Record<string, 1 | -1> = { ArrowDown: 1, ArrowUp: -1 };

const field = element("input", {
  type: "text",
  "aria-label": "Go to or do",
  placeholder: "Find a page, a person, something to do…",
  autocomplete: "off",
  spellcheck: "false",
});
const results = element("div", { class: "palette-results" });
const dialog = element("dialog", { class: "palette", "aria-label": "Go to or do", [OURS]: "" }, field, results);
const list = new Listbox(field, results);

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
  results.addEventListener("click", (event) => {
    const address = list.addressAt(event.target);
    if (address) follow(address, event);
  });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), PAUSE);
  });
  field.addEventListener("keydown", pressed);
}

/** Shows the palette, unless another dialog is in the way. */
export function open(): void {
  if (document.querySelector("dialog[open]")) return;
  document.body.append(dialog);
  field.value = "";
  dialog.showModal();
  field.focus();
  void ask();
}

function pressed(event: KeyboardEvent): void {
  if (event.isComposing) return;
  const step = STEPS[event.key];
  if (step === undefined && event.key !== "Enter") return;
  event.preventDefault();
  if (step === undefined) void go(event);
  else list.move(step);
}

/** Asks for what was typed; an older question is dropped. */
async function ask(): Promise<void> {
  asked?.abort();
  const { signal } = (asked = new AbortController());
  const question = field.value.trim();
  let found: (Node | string)[] = ["Press Enter to search."];
  try {
    found = fragment(await text(`${QUICK}?q=${encodeURIComponent(question)}`, { signal }));
  } catch {
    // The search page answers as well.
  }
  if (signal.aborted) return;
  answered = question;
  list.show(found);
}

async function go(event: KeyboardEvent): Promise<void> {
  clearTimeout(timer);
  // Somebody quicker than the server means what they typed, not what is still shown.
  if (answered !== field.value.trim()) await ask();
  follow(list.address ?? `${SEARCH}?q=${encodeURIComponent(field.value.trim())}`, event);
}

/** With Ctrl or ⌘ in a tab of its own, as links are. */
function follow(address: string, { ctrlKey, metaKey }: MouseEvent | KeyboardEvent): void {
  if (ctrlKey || metaKey) return void window.open(address);
  dialog.close();
  location.assign(address);
}
