// Every main page: nothing that the policy forbids, light over the wire, and nothing that moves while it loads.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { PAGES, PAST, World } from "./lib.ts";

const world = World.forThisFile();
const STILL = ["/", "/signals", "/initiatives/1"];
/** Over the wire, before fonts. */
const HEAVIEST = 60 * 1024;

for (const path of [...PAGES, ...PAST]) {
  test(`${path} breaks no policy, says nothing to the console, and is light`, async () => {
    const mine = await world.browser();
    const page = await mine.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    const weight = await weigh(page, path);
    // The islands have started when a key is heard; this one is heard in a field as well.
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog", { name: "Go to or do" }).waitFor();
    assert.deepEqual(complaints, []);
    console.log(`${path}: ${weight.rest} bytes, fonts ${weight.fonts}`);
    assert.ok(weight.rest <= HEAVIEST, `${weight.rest} bytes before fonts`);
    await mine.close();
  });
}

for (const path of STILL) {
  test(`nothing on ${path} moves while it loads`, async () => {
    const mine = await world.browser();
    const page = await mine.newPage();
    const devtools = await page.context().newCDPSession(page);
    // A slow machine paints what has come in while the rest is still read.
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: 8 });
    await page.goto(path, { waitUntil: "load" });
    await page.evaluate(() => document.fonts.ready);
    const moved = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0;
          const observer = new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
          });
          observer.observe({ type: "layout-shift", buffered: true });
          // Two frames: what was to move has moved, and what was buffered has been told.
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum), 200)));
        }),
    );
    assert.equal(moved, 0);
    await mine.close();
  });
}

async function weigh(page: Page, path: string): Promise<{ rest: number; fonts: number }> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  const kinds = new Map<string, string>();
  const weight = { rest: 0, fonts: 0 };
  devtools.on("Network.responseReceived", ({ requestId, type }) => void kinds.set(requestId, type));
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    weight[kinds.get(requestId) === "Font" ? "fonts" : "rest"] += encodedDataLength;
  });
  const answer = await page.goto(path, { waitUntil: "load" });
  assert.equal(answer?.status(), 200);
  await page.evaluate(() => document.fonts.ready);
  return weight;
}
