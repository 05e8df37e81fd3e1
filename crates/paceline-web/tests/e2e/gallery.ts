// The gallery's pages, opened as files in a real Chromium: one browser a file of tests, a few tabs that are used again.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, type Page, chromium } from "playwright-core";
import { FLAGS, needed } from "./lib.ts";

/** Pages looked at side by side. */
const TABS = 2;

/** What is wrong with a page, a sentence each. */
export type Look = (page: Page) => Promise<string[]>;

const folder = needed("PACELINE_GALLERY");

/** The worlds of the gallery. */
export const worlds: string[] = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "static")
  .map((entry) => entry.name)
  .sort();

export class Gallery {
  #browser: Browser | undefined;
  #tabs: Page[] = [];

  /** To be called at the top of a file of tests. `script` runs in every page before anything else. */
  static forThisFile(options: BrowserContextOptions = {}, script?: string): Gallery {
    const gallery = new Gallery();
    before(async () => {
      gallery.#browser = await chromium.launch({ executablePath: needed("PACELINE_CHROMIUM"), args: FLAGS });
      const context = await gallery.#browser.newContext({ reducedMotion: "reduce", ...options });
      if (script) await context.addInitScript({ content: script });
      gallery.#tabs = await Promise.all(Array.from({ length: TABS }, () => context.newPage()));
    });
    after(() => gallery.#browser?.close());
    return gallery;
  }

  /** A test for each world: nothing is wrong with any of its pages. */
  holds(what: string, look: Look): void {
    for (const world of worlds) test(`${world}: ${what}`, () => this.#all(world, look));
  }

  /** One page, for a closer look. */
  async open(world: string, name: string): Promise<Page> {
    const [page] = this.#tabs;
    assert.ok(page);
    await page.goto(address(world, name));
    return page;
  }

  async #all(world: string, look: Look): Promise<void> {
    const names = readdirSync(join(folder, world)).filter((name) => name !== "index.html");
    assert.ok(names.length > 0, `${world} has pages`);
    const wrong: string[] = [];
    const walk = async (page: Page): Promise<void> => {
      for (let name = names.pop(); name; name = names.pop()) {
        await page.goto(address(world, name));
        for (const told of await look(page)) wrong.push(`${world}/${name}: ${told}`);
      }
    };
    await Promise.all(this.#tabs.map(walk));
    assert.equal(wrong.join("\n"), "");
  }
}

function address(world: string, name: string): string {
  return pathToFileURL(join(folder, world, name)).href;
}
