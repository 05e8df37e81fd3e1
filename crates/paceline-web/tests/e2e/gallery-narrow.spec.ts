// Every page of the gallery on a narrow screen, zoomed to 200 %, and on paper.

import type { Page } from "playwright-core";
import { Gallery } from "./gallery.ts";

const gallery = Gallery.forThisFile({ viewport: { width: 320, height: 640 } });

gallery.holds("fits a screen of 320 px, one of 1280 px at 200 %, and paper", async (page) => {
  const wrong: string[] = [];
  for (const width of [320, 640]) {
    await page.setViewportSize({ width, height: 640 });
    const widest = await page.evaluate(() => {
      const wide = document.documentElement.scrollWidth;
      if (wide <= window.innerWidth) return undefined;
      const beyond = [...document.querySelectorAll("main *, .bar *")].filter(
        (element) => element.checkVisibility() && element.getBoundingClientRect().right > window.innerWidth + 1,
      );
      const named = beyond.slice(0, 4).map((element) => `${element.tagName.toLowerCase()}.${element.className}`);
      return `${wide} px: ${named.join(", ")}`;
    });
    if (widest) wrong.push(`at ${width} px the document is as wide as ${widest}`);
  }
  return [...wrong, ...(await onPaper(page))];
});

/** On paper stands what was said, without the tool around it. */
async function onPaper(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 794, height: 1123 });
  await page.emulateMedia({ media: "print" });
  const wrong = await page.evaluate(() => {
    const told: string[] = [];
    const shows = (element: Element) => element.checkVisibility({ visibilityProperty: true });
    for (const tool of document.querySelectorAll(".rail, .bar, .skip, main .filter, main button:not(.eyes)")) {
      if (shows(tool)) told.push(`${tool.tagName.toLowerCase()}.${tool.className} is printed`);
    }
    const heading = document.querySelector("h1");
    if (!heading || !shows(heading) || heading.innerText.trim() === "") told.push("the heading is not printed");
    if (document.documentElement.scrollWidth > window.innerWidth) told.push("it is wider than the paper");
    return told;
  });
  await page.emulateMedia({ media: "screen" });
  return wrong;
}
