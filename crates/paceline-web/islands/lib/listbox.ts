// The list below a combobox: one of its options is chosen while the focus stays in the field (ARIA's combobox pattern).

const ID = "listbox-options";

export class Listbox {
  #chosen: HTMLElement | undefined;

  constructor(
    readonly field: HTMLInputElement,
    readonly place: HTMLElement,
  ) {
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", ID);
    field.setAttribute("aria-expanded", "false");
  }

  /** Shows what was found and chooses the first of it. */
  show(found: (Node | string)[]): void {
    this.place.replaceChildren(...found);
    const list = this.place.querySelector('[role="listbox"]');
    if (list) list.id = ID;
    this.field.setAttribute("aria-expanded", String(list !== null));
    for (const [at, option] of this.#options().entries()) {
      option.id ||= `${ID}-${at}`;
      flatten(option);
    }
    this.#choose(this.#options()[0]);
  }

  /** One down or up, around the ends. */
  move(step: 1 | -1): void {
    const all = this.#options();
    const at = this.#chosen ? all.indexOf(this.#chosen) : step > 0 ? -1 : 0;
    this.#choose(all[(at + step + all.length) % all.length]);
  }

  /** Where the chosen option leads. */
  get address(): string | undefined {
    return this.#chosen?.dataset["href"];
  }

  /** Where the option leads in which something was clicked. */
  addressAt(target: EventTarget | null): string | undefined {
    const option = target instanceof Element ? target.closest<HTMLElement>('[role="option"]') : null;
    return option?.dataset["href"];
  }

  #options(): HTMLElement[] {
    return [...this.place.querySelectorAll<HTMLElement>('[role="option"]')];
  }

  #choose(option: HTMLElement | undefined): void {
    this.#chosen?.setAttribute("aria-selected", "false");
    this.#chosen = option;
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.field.setAttribute("aria-activedescendant", option.id);
    else this.field.removeAttribute("aria-activedescendant");
  }
}

/** An option is one thing to choose, so the link in it becomes part of it. */
function flatten(option: HTMLElement): void {
  const link = option.querySelector("a");
  if (!link) return;
  option.dataset["href"] = link.href;
  link.replaceWith(...link.childNodes);
}
