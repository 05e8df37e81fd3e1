// What several islands do with a page: fetch a piece of it, make it new, say something aloud, know who is typing.

import { Idiomorph } from "idiomorph";

const MORPHED = "paceline:morphed";

/** Marks what an island has put into the page, so that making the page new leaves it there. */
export const OURS = "data-island";

/** Does something to the page as it is, and again whenever it was made new. */
export function onPage(act: () => void): void {
  act();
  document.addEventListener(MORPHED, act);
}

/** The text behind an address of ours, or an error when it is anything but that. */
export async function text(url: string, init: RequestInit = {}): Promise<string> {
  const answer = await fetch(url, { credentials: "same-origin", ...init });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
  return answer.text();
}

export function parsed(html: string): Document {
  return new DOMParser().parseFromString(html, "text/html");
}

/** The elements of a fragment of ours, for `replaceChildren`. */
export function fragment(html: string): Node[] {
  return [...parsed(html).body.childNodes].map((node) => document.adoptNode(node));
}

/** Turns an element into its newer self. What a person opened or wrote stays as they left it. */
export function morph(old: Element, fresh: Element): void {
  void Idiomorph.morph(old, fresh, {
    morphStyle: "outerHTML",
    // A field where somebody writes keeps its text; anything else that has the focus must not keep the words of what it was.
    ignoreActiveValue: isTyping(document.activeElement),
    restoreFocus: true,
    callbacks: {
      beforeNodeMorphed: (node) => !(node instanceof HTMLFormElement && isWrittenIn(node)),
      beforeNodeRemoved: (node) => !(node instanceof Element && (node.hasAttribute(OURS) || holdsWriting(node))),
      beforeAttributeUpdated: (name, element) => !isTheirs(name, element),
    },
  });
}

/** Tells islands that something was made new. */
export function morphed(): void {
  document.dispatchEvent(new Event(MORPHED));
}

/** Whether an attribute says what a person has opened, or what they preview. */
function isTheirs(name: string, element: Element): boolean {
  if (name === "open") return element instanceof HTMLDetailsElement || element instanceof HTMLDialogElement;
  return name === "hidden" && element instanceof HTMLTextAreaElement;
}

function holdsWriting(element: Element): boolean {
  const forms = element instanceof HTMLFormElement ? [element] : [...element.querySelectorAll("form")];
  return forms.some(isWrittenIn);
}

/** Whether somebody has changed a field, or stands in a text that could be lost. */
function isWrittenIn(form: HTMLFormElement): boolean {
  return [...form.elements].some((field) => {
    if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue || field === document.activeElement;
    if (field instanceof HTMLSelectElement) return isChosen(field);
    if (!(field instanceof HTMLInputElement) || field.type === "hidden") return false;
    return field.value !== field.defaultValue || field.checked !== field.defaultChecked;
  });
}

/** Whether another option is chosen than the one the page came with. */
function isChosen(field: HTMLSelectElement): boolean {
  const options = [...field.options];
  const given = options.some((option) => option.defaultSelected);
  return given
    ? options.some((option) => option.selected !== option.defaultSelected)
    : !field.multiple && field.selectedIndex > 0;
}

/** Whether keys that are pressed now become text. */
export function isTyping(target: EventTarget | null): boolean {
  // A field in a dialog that has just closed keeps the focus until the page is drawn again.
  if (!(target instanceof HTMLElement) || target.getClientRects().length === 0) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  const pressed = ["button", "checkbox", "radio", "submit", "reset", "range", "color"];
  return target instanceof HTMLInputElement && !pressed.includes(target.type);
}

/** A new element of ours with what it holds. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

let voice: HTMLElement | undefined;

/** Says something to people who listen to the page, without taking anybody's focus. */
export function say(words: string): void {
  voice ??= document.body.appendChild(element("div", { class: "voice", role: "status", [OURS]: "" }));
  // The same words said twice are heard twice only when they were gone in between.
  voice.textContent = "";
  const region = voice;
  setTimeout(() => (region.textContent = words), 50);
}
