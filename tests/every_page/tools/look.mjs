// Looks at pages in a real browser: pa11y at each width, then lighthouse at some. Reads a job from standard input,
// {browser, widths, pages: [{name, url}], judged: [{name, url, cookie}]}; says one finding a line.
import { readFileSync } from "node:fs";
import lighthouse from "lighthouse";
import pa11y from "pa11y";
import puppeteer from "puppeteer";

const ABREAST = 4; // a page waits longer than it works

const job = JSON.parse(readFileSync(0, "utf8"));
const browser = await puppeteer.launch({ executablePath: job.browser, args: ["--no-sandbox", "--disable-gpu"] });
const say = (name, words) => console.log(`${name}: ${words}`);

async function lane(left) {
  const page = await browser.newPage();
  for (let next = left.pop(); next; next = left.pop()) {
    const { name, url, width } = next;
    const viewport = { width, height: 900 };
    const { issues } = await pa11y(url, { browser, page, viewport, standard: "WCAG2AA", timeout: 120000 });
    for (const issue of issues) say(name, `${width} px: ${issue.code} at ${issue.selector}`);
  }
  await page.close();
}

async function judge({ name, url, cookie }) {
  const context = await browser.createBrowserContext(); // nobody's cookies but his
  const page = await context.newPage();
  await page.setExtraHTTPHeaders({ Cookie: cookie });
  const flags = { onlyCategories: ["accessibility"], disableStorageReset: true };
  const { lhr } = await lighthouse(url, flags, undefined, page);
  const low = Object.values(lhr.audits).filter((audit) => audit.score !== null && audit.score < 1);
  const { score } = lhr.categories.accessibility;
  if (score !== 1) say(name, `lighthouse ${score * 100}: ${low.map((audit) => audit.id).join(", ")}`);
  if (lhr.runtimeError) say(name, lhr.runtimeError.message);
  if (lhr.finalDisplayedUrl.includes("/login")) say(name, "led to the sign-in page");
  await context.close();
}

const left = job.widths.flatMap((width) => job.pages.map((page) => ({ ...page, width })));
await Promise.all(Array.from({ length: ABREAST }, () => lane(left)));
for (const page of job.judged) await judge(page);
await browser.close();
