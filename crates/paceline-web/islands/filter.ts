// Forms marked data-instant filter while one types: the list is made new, and the address says what is shown.

import { morph, morphed, parsed, text } from "./lib/page.ts";

const PAUSE = 150;
const RESULTS = "results";

let timer: number | undefined;
let asked: AbortController | undefined;

export function start(): void {
  const later = (pause: number) => (event: Event) => {
    const form = event.target instanceof Element && event.target.closest<HTMLFormElement>("form[data-instant]");
    if (!form || !document.getElementById(RESULTS)) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => void show(form), pause);
  };
  document.addEventListener("input", later(PAUSE));
  document.addEventListener("change", later(0));
}

/** The address that the form would go to, without fields that say nothing. */
function address(form: HTMLFormElement): string {
  const fields = [...new FormData(form)].filter((pair): pair is [string, string] => typeof pair[1] === "string" && pair[1] !== "");
  const query = new URLSearchParams(fields).toString();
  const path = new URL(form.action, location.href).pathname;
  return query ? `${path}?${query}` : path;
}

async function show(form: HTMLFormElement): Promise<void> {
  asked?.abort();
  const { signal } = (asked = new AbortController());
  const url = address(form);
  try {
    const page = parsed(await text(url, { signal }));
    const [old, fresh] = [document.getElementById(RESULTS), page.getElementById(RESULTS)];
    if (signal.aborted || !old || !fresh) return;
    morph(old, fresh);
    history.replaceState(history.state, "", url);
    document.title = page.title;
    morphed();
  } catch {
    // The form's own button still works.
  }
}
