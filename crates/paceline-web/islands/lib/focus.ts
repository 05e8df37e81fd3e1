// Keeps the place of whoever moves by keyboard while the page is made new: a list that grows pushes its rows down.

/** Remembers what has the focus. The returned function gives it back to the same thing, or to the page where that has gone. */
export function keepFocus(): () => void {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || focused === document.body) return () => {};
  const name = nameOf(focused);
  const at = named(name).indexOf(focused);
  return () => {
    if (document.activeElement === focused && nameOf(focused) === name) return;
    const same = named(name);
    const next = same[Math.min(at, same.length - 1)] ?? document.querySelector("main");
    next?.focus({ preventScroll: true });
  };
}

/** Everything that goes to the same place or does the same, in the page's order. */
function named(name: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("a[href], button, summary, input, select, textarea, [tabindex]")].filter(
    (element) => nameOf(element) === name,
  );
}

/** What an element is, whichever node it is: where it leads, or what it sends. */
function nameOf(element: HTMLElement): string {
  if (element instanceof HTMLAnchorElement) return `a ${element.href}`;
  if (element instanceof HTMLButtonElement) return `button ${element.form?.action} ${element.name} ${element.value} ${element.textContent}`;
  if (element instanceof HTMLInputElement) return `input ${element.form?.action} ${element.name} ${element.type === "radio" ? element.value : ""}`;
  return `${element.tagName} ${element.id || element.textContent}`;
}
