// Textareas marked data-preview get two tabs: write, and see how it will look.

import { OURS, element, fragment, onPage, text } from "./lib/page.ts";

let number = 0;

export function start(): void {
  onPage(() => {
    for (const area of document.querySelectorAll<HTMLTextAreaElement>("textarea[data-preview]")) {
      if (!area.previousElementSibling?.classList.contains("writing-tabs")) dress(area);
    }
  });
}

function dress(area: HTMLTextAreaElement): void {
  const id = `writing-${++number}`;
  const write = tab("Write", `${id}-write`);
  const preview = tab("Preview", `${id}-preview`);
  const panel = element("div", { id, class: "preview prose", role: "tabpanel", "aria-labelledby": preview.id, tabindex: "0", [OURS]: "" });
  preview.setAttribute("aria-controls", id);
  panel.hidden = true;
  const tabs = element("div", { id: `${id}-tabs`, class: "writing-tabs", role: "tablist", "aria-label": "Write or preview", [OURS]: "" }, write, preview);
  area.before(tabs);
  area.after(panel);
  const show = (chosen: HTMLButtonElement): void => {
    for (const each of [write, preview]) {
      each.setAttribute("aria-selected", String(each === chosen));
      each.tabIndex = each === chosen ? 0 : -1;
    }
    panel.hidden = chosen !== preview;
    area.hidden = chosen === preview;
    if (chosen === preview) void fill(panel, area);
  };
  tabs.addEventListener("click", (event) => {
    if (event.target === write || event.target === preview) show(event.target as HTMLButtonElement);
    if (event.target === write) area.focus();
  });
  tabs.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    const other = document.activeElement === write ? preview : write;
    show(other);
    other.focus();
  });
  // A field that a form complains about must be seen.
  area.addEventListener("invalid", () => show(write));
  show(write);
}

function tab(words: string, id: string): HTMLButtonElement {
  return element("button", { type: "button", role: "tab", id }, words);
}

async function fill(panel: HTMLElement, area: HTMLTextAreaElement): Promise<void> {
  if (area.value.trim() === "") return panel.replaceChildren("Nothing to show yet.");
  panel.setAttribute("aria-busy", "true");
  try {
    const body = new URLSearchParams({ text: area.value });
    panel.replaceChildren(...fragment(await text(area.dataset["preview"] ?? "", { method: "POST", body })));
  } catch {
    panel.replaceChildren("The preview does not come just now. What you wrote is still there.");
  }
  panel.removeAttribute("aria-busy");
}
