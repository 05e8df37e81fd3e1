// Links marked data-copy copy the text behind them; where that fails they are links.

import { say, text } from "./lib/page.ts";

/** How long the link says that it has copied. */
const SHOWN = 2000;

export function start(): void {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>("a[data-copy]");
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    copy(link.href).then(
      () => copied(link),
      () => location.assign(link.href),
    );
  });
}

/** The clipboard is asked at once, while the click still counts; the text may come later. */
async function copy(url: string): Promise<void> {
  const blob = text(url).then((markdown) => new Blob([markdown], { type: "text/plain" }));
  await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
}

function copied(link: HTMLElement): void {
  say("Copied");
  if (link.dataset["copied"]) return;
  link.dataset["copied"] = link.textContent;
  link.textContent = "Copied";
  setTimeout(() => {
    link.textContent = link.dataset["copied"] ?? "";
    delete link.dataset["copied"];
  }, SHOWN);
}
