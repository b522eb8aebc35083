// Lighthouse's mobile preset on one page after another, in one Chromium. The argument is a list in JSON of
// {url, skipAudits, slowdown}; for each, a line of JSON goes out.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import * as constants from "lighthouse/core/config/constants.js";

const FLAGS = { logLevel: "error", disableFullPageScreenshot: true, ignoreStatusCode: true };
const chrome = await launch({
  chromePath: "/usr/bin/chromium",
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--ignore-certificate-errors"],
});
try {
  for (const { url, skipAudits, slowdown } of JSON.parse(process.argv[2])) {
    const throttling = { ...constants.throttling.mobileSlow4G, cpuSlowdownMultiplier: slowdown };
    const { lhr } = await lighthouse(url, { ...FLAGS, port: chrome.port, skipAudits, throttling });
    const { categories, audits, runtimeError } = lhr;
    const scores = Object.values(categories).map(({ id, score }) => [id, Math.round(score * 100)]);
    const graded = Object.values(categories).flatMap(({ auditRefs }) => auditRefs)
      .filter(({ weight }) => weight > 0).map(({ id }) => audits[id]);
    console.log(JSON.stringify({
      url,
      speed: lhr.environment.benchmarkIndex,
      error: runtimeError?.message ?? null,
      scores: Object.fromEntries(scores),
      lcp: audits["largest-contentful-paint"].numericValue ?? null,
      cls: audits["cumulative-layout-shift"].numericValue ?? null,
      tbt: audits["total-blocking-time"].numericValue ?? null,
      failed: graded.filter(({ score }) => score !== null && score < 1).map(({ title }) => title),
    }));
  }
} finally {
  chrome.kill();
}
