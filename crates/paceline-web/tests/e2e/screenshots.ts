// Makes the pictures of README and guide: `cargo xtask screenshots` starts it with the folder they go to.

import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { World, needed } from "./lib.ts";

/** A picture in a document must stay light. */
const HEAVIEST = 250 * 1024;

interface Shot {
  name: string;
  path: string | ((page: Page) => Promise<string>);
  options?: BrowserContextOptions;
}

const SHOTS: Shot[] = [
  { name: "today", path: "/" },
  { name: "today-dark", path: "/", options: { colorScheme: "dark" } },
  { name: "initiative", path: firstLed },
  { name: "signals", path: "/signals" },
  { name: "insights", path: "/insights" },
  { name: "search", path: "/search?q=release" },
  { name: "narrow", path: "/", options: { viewport: { width: 400, height: 800 } } },
];

const folder = needed("PACELINE_PICTURES");
mkdirSync(folder, { recursive: true });
const world = new World();
await world.start();
try {
  for (const shot of SHOTS) await take(shot);
} finally {
  await world.end();
}

async function take({ name, path, options }: Shot): Promise<void> {
  const browser = await world.browser({
    viewport: { width: 1360, height: 900 },
    deviceScaleFactor: 1,
    colorScheme: "light",
    reducedMotion: "reduce",
    ...options,
  });
  const page = await browser.newPage();
  const address = typeof path === "string" ? path : await path(page);
  const answer = await page.goto(address, { waitUntil: "load" });
  if (answer?.status() === 404) {
    console.log(`${name}: left out, there is no page ${address} yet`);
  } else {
    await page.evaluate(() => document.fonts.ready);
    const file = join(folder, `${name}.png`);
    await page.screenshot({ path: file });
    const { size } = statSync(file);
    console.log(`${name}: ${address}, ${Math.round(size / 1024)} KiB`);
    if (size > HEAVIEST) throw new Error(`${file} has ${size} bytes, and ${HEAVIEST} is the most`);
  }
  await browser.close();
}

/** What whoever looks leads, first on Today. */
async function firstLed(page: Page): Promise<string> {
  await page.goto("/");
  const led = page.locator("section", { has: page.locator(".lead-mark") }).locator("a.title").first();
  return (await led.getAttribute("href")) ?? "/initiatives/1";
}
