// axe-core over a page: WCAG 2.2 AA, and what is good practice.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";

declare const axe: { run(options: RunOptions): Promise<AxeResults> };

/** To run in a page before anything else does. */
export const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
export const WHOLE: RunOptions = {
  runOnly: [...RULES, "best-practice"],
  resultTypes: ["violations"],
  // Only the rule about turned screens would ask for the style sheet itself.
  preload: false,
};
/** The rules alone: a card that hovers lies in no landmark. */
export const WCAG: RunOptions = { ...WHOLE, runOnly: RULES };
/** What the colours of a scheme can change. */
export const COLOURS: RunOptions = { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] }, resultTypes: ["violations"], preload: false };

/** Everything that is wrong, a sentence each. */
export async function violations(page: Page, options: RunOptions): Promise<string[]> {
  const found = await page.evaluate((asked) => axe.run(asked), options);
  return found.violations.flatMap((rule) =>
    rule.nodes.slice(0, 3).map((node) => `${rule.id}: ${node.target.join(" ")} ${node.failureSummary?.split("\n")[1]?.trim() ?? ""}`),
  );
}

/** Everything that is wrong on a page of a server, with where it is. */
export async function wrongOn(page: Page, options = WHOLE): Promise<string[]> {
  // Not a script of the page: it is put in as a debugger does, past the policy.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(AXE);
  // What fades in is seen when it has come.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)));
  const at = new URL(page.url());
  return (await violations(page, options)).map((what) => `${at.pathname}${at.search} ${what}`);
}
