// Starts every island. Each adds to a page that works without it; one that fails leaves the others alone.

import * as copyMarkdown from "./copy-markdown.ts";
import * as filter from "./filter.ts";
import * as hoverCard from "./hover-card.ts";
import * as keys from "./keys.ts";
import * as live from "./live.ts";
import * as menus from "./menus.ts";
import * as outline from "./outline.ts";
import * as palette from "./palette.ts";
import * as passkey from "./passkey.ts";
import * as preview from "./preview.ts";
import * as quote from "./quote.ts";

for (const island of [outline, keys, palette, menus, preview, quote, filter, hoverCard, copyMarkdown, passkey, live]) {
  try {
    island.start();
  } catch (fault) {
    console.error(fault);
  }
}
