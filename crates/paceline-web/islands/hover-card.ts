// Links marked data-card show a card of what they lead to, on hover and on keyboard focus. Esc sends it away (WCAG 1.4.13).

import { OURS, element, fragment, onPage, text } from "./lib/page.ts";

/** Before a card comes, so that passing over a link shows nothing. */
const PAUSE = 300;
/** Before it goes, so that the pointer can reach it. */
const GRACE = 200;
const GAP = 6;

const card = element("div", { class: "hover-card", popover: "manual", id: "hover-card", [OURS]: "" });
/** What was fetched, for as long as this page is as it is. */
const kept = new Map<string, Promise<string>>();

/** The link whose card is shown, and the one whose card is to come. */
let near: HTMLElement | undefined;
let next: HTMLElement | undefined;
/** What the card tells about. */
let shown: string | undefined;
let coming: number | undefined;
let going: number | undefined;

export function start(): void {
  if (!("popover" in HTMLElement.prototype)) return;
  document.addEventListener("pointerover", (event) => event.pointerType === "mouse" && over(event.target));
  document.addEventListener("pointerout", (event) => event.pointerType === "mouse" && left(event.target, event.relatedTarget));
  document.addEventListener("focusin", (event) => {
    const link = linkAt(event.target);
    if (link?.matches(":focus-visible")) soon(link);
    else if (!card.contains(event.target as Node)) sendAway();
  });
  document.addEventListener("focusout", (event) => left(event.target, event.relatedTarget));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !near) return;
    event.preventDefault();
    sendAway();
  });
  // To bring a link into view is to scroll, too: its card may still come.
  document.addEventListener("scroll", hide, { passive: true });
  onPage(renewed);
}

/** A card is as new as the page; one that is shown stays while its link still leads there. */
function renewed(): void {
  kept.clear();
  if (!near || !card.matches(":popover-open")) return;
  if (near.isConnected && near.dataset["card"] === shown) near.setAttribute("aria-describedby", card.id);
  else hide();
}

function linkAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("[data-card]") : null;
}

function over(target: EventTarget | null): void {
  const link = linkAt(target);
  // Back at the link, or on the card itself: it stays.
  if (target instanceof Node && (card.contains(target) || near?.contains(target))) clearTimeout(going);
  else if (link) soon(link);
}

function left(from: EventTarget | null, to: EventTarget | null): void {
  const holds = (element: HTMLElement | undefined, target: EventTarget | null): boolean =>
    element !== undefined && target instanceof Node && element.contains(target);
  if (holds(next, from) && !holds(next, to)) cancel();
  if (!near || holds(card, to) || holds(near, to) || !(holds(card, from) || holds(near, from))) return;
  clearTimeout(going);
  going = window.setTimeout(hide, GRACE);
}

function soon(link: HTMLElement): void {
  if (link === near) clearTimeout(going);
  if (link === near || link === next) return;
  cancel();
  next = link;
  coming = window.setTimeout(() => void show(link), PAUSE);
}

function cancel(): void {
  clearTimeout(coming);
  next = undefined;
}

function sendAway(): void {
  cancel();
  hide();
}

async function show(link: HTMLElement): Promise<void> {
  const url = link.dataset["card"] ?? "";
  hide();
  cancel();
  near = link;
  try {
    const html = kept.get(url) ?? text(url);
    kept.set(url, html);
    const content = fragment(await html);
    if (near !== link || !link.isConnected) return;
    document.body.append(card);
    card.replaceChildren(...content);
    shown = url;
    card.showPopover();
    place(link.getBoundingClientRect());
    link.setAttribute("aria-describedby", card.id);
  } catch {
    // The link leads there all the same.
    kept.delete(url);
    if (near === link) near = undefined;
  }
}

/** Below the link, or above it where there is no room; never over the edge. Script may set what a style attribute may not. */
function place(link: DOMRect): void {
  const { width, height } = card.getBoundingClientRect();
  const below = link.bottom + GAP + height <= innerHeight;
  card.style.top = `${Math.max(GAP, below ? link.bottom + GAP : link.top - GAP - height)}px`;
  card.style.left = `${Math.max(GAP, Math.min(link.left, innerWidth - width - GAP))}px`;
}

function hide(): void {
  clearTimeout(going);
  near?.removeAttribute("aria-describedby");
  near = undefined;
  if (card.isConnected) card.hidePopover();
}
