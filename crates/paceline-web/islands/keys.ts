// Keys: ? shows them all, / filters or searches, j and k walk the list, n is new, c checks in.

import { OURS, element, isTyping } from "./lib/page.ts";
import { open as openPalette } from "./palette.ts";

const KEYS: [keys: string[], what: string][] = [
  [["Ctrl", "K"], "Go anywhere, do anything (⌘ K on a Mac)"],
  [["/"], "Filter this page, or search"],
  [["j"], "Next in the list"],
  [["k"], "Previous in the list"],
  [["Enter"], "Open it"],
  [["↑", "↓", "←", "→"], "Move along an outline, fold it and open it"],
  [["n"], "Something new"],
  [["c"], "Check in"],
  [["?"], "These keys"],
  [["Esc"], "Close what is open"],
];

/** Where a filter of the page may stand, then the search of the top bar. */
const FIELDS = ["main form[method=get] input[type=search]", "main form[role=search] input", "[role=search] input[type=search]"];

/** Where one checks in: the form itself, or what leads to it. */
const CHECK_IN = 'form[action$="/check-in"], a[href$="/check-in"]';

const ACTS: Record<string, () => boolean> = {
  "?": help,
  "/": find,
  j: () => walk(1),
  k: () => walk(-1),
  n: openMenu,
  c: checkIn,
};

let dialog: HTMLDialogElement | undefined;

export function start(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    if (ACTS[event.key]?.()) event.preventDefault();
  });
}

function help(): boolean {
  dialog ??= made();
  document.body.append(dialog);
  dialog.showModal();
  return true;
}

function made(): HTMLDialogElement {
  const rows = KEYS.map(([keys, what]) =>
    element("div", {}, element("dt", {}, ...keys.map((key) => element("kbd", {}, key))), element("dd", {}, what)),
  );
  const close = element("form", { method: "dialog" }, element("button", {}, "Close"));
  const heading = element("h2", { id: "keys-heading" }, "Keys");
  const box = element("dialog", { class: "keys", "aria-labelledby": heading.id, [OURS]: "" }, heading, element("dl", {}, ...rows), close);
  box.addEventListener("click", (event) => event.target === box && box.close());
  return box;
}

function find(): boolean {
  for (const selector of FIELDS) {
    const field = [...document.querySelectorAll<HTMLInputElement>(selector)].find(isShown);
    if (!field) continue;
    field.focus();
    field.select();
    return true;
  }
  openPalette();
  return true;
}

/** From row to row of the first list; the focus is on a row's first link, so that Enter opens it. */
function walk(step: number): boolean {
  const links = [...document.querySelectorAll("main .rows")]
    .map((list) => [...list.children].flatMap((row) => row.querySelector<HTMLElement>("a[href]") ?? []))
    .find((links) => links.length > 0);
  if (!links) return false;
  const at = links.findIndex((link) => link.closest(".rows > *")?.contains(document.activeElement));
  const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : at + step;
  links[Math.min(Math.max(next, 0), links.length - 1)]?.focus();
  return true;
}

function openMenu(): boolean {
  const menu = document.querySelector<HTMLDetailsElement>("details#new-menu");
  if (!menu) return false;
  menu.open = true;
  menu.querySelector<HTMLElement>("a, button")?.focus();
  return true;
}

/** In the row where one stands, or else the first on the page. A link is followed; a form is gone to. */
function checkIn(): boolean {
  const row = document.activeElement?.closest("main .rows > *");
  const target = row?.querySelector<HTMLElement>(CHECK_IN) ?? document.querySelector("main")?.querySelector<HTMLElement>(CHECK_IN);
  if (!target) return false;
  if (target instanceof HTMLFormElement) fieldOf(target)?.focus();
  else target.click();
  return true;
}

/** Where Tab would stop first: of radio buttons at the chosen one. */
function fieldOf(form: HTMLFormElement): HTMLElement | undefined {
  const fields = [...form.querySelectorAll<HTMLInputElement>("input, select, textarea")].filter(isShown);
  const [first] = fields;
  const chosen = first?.type === "radio" && fields.find((field) => field.name === first.name && field.checked);
  return chosen || first;
}

function isShown(field: HTMLElement): boolean {
  return field.getClientRects().length > 0;
}
