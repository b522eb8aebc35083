// Lighthouse, mobile, one page after another in one Chromium: addresses in, a line of JSON for each out.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const METRICS = ["largest-contentful-paint", "cumulative-layout-shift", "total-blocking-time"];
const chrome = await launch({
  chromePath: "/usr/bin/chromium",
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"],
});
try {
  for (const url of process.argv.slice(2)) {
    const { lhr } = await lighthouse(url, { port: chrome.port, logLevel: "error" });
    const scores = Object.values(lhr.categories).map(({ id, score }) => [id, score]);
    const metrics = METRICS.map((name) => [name, lhr.audits[name].numericValue]);
    const failed = Object.values(lhr.audits).filter(({ score }) => score !== null && score < 1);
    console.log(JSON.stringify({
      url,
      scores: Object.fromEntries(scores),
      metrics: Object.fromEntries(metrics),
      failed: failed.map(({ id, title, displayValue, details }) => ({ id, title, displayValue, items: details?.items })),
      time: lhr.timing.total,
    }));
  }
} finally {
  chrome.kill();
}
