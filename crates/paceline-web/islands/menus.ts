// Menus (details.menu) close when one goes elsewhere, and are walked with the arrow keys.

const STEPS: Record<string, (at: number, count: number) => number> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at <= 0 ? count - 1 : at - 1),
  Home: () => 0,
  End: (_at, count) => count - 1,
};

export function start(): void {
  const elsewhere = (event: Event): void => {
    for (const menu of open()) if (!(event.target instanceof Node && menu.contains(event.target))) menu.open = false;
  };
  document.addEventListener("pointerdown", elsewhere);
  document.addEventListener("focusin", elsewhere);
  document.addEventListener("keydown", pressed);
}

function open(): HTMLDetailsElement[] {
  return [...document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")];
}

function pressed(event: KeyboardEvent): void {
  const menu = open()[0];
  if (!menu) return;
  const inside = menu.contains(document.activeElement);
  if (event.key === "Escape") {
    menu.open = false;
    if (inside) menu.querySelector("summary")?.focus();
    event.preventDefault();
    return;
  }
  const step = STEPS[event.key];
  const items = [...menu.querySelectorAll<HTMLElement>("a[href], button")];
  // In a field of a menu the keys belong to the field.
  if (!step || !inside || items.length === 0 || document.activeElement instanceof HTMLInputElement) return;
  event.preventDefault();
  const at = items.findIndex((item) => item === document.activeElement);
  items[step(at, items.length)]?.focus();
}
