// npm run bench [scenario…] [--runs 7]: the library in a real browser beside what an author would pick instead, in one run.
// Scenarios: sweep profile frames garbage data drag first many bytes solvers; all when none is named. Writes test/bench/results.md.
import { launch } from './chrome.mjs';
import { report } from './report.mjs';
import { SCENARIOS } from './scenarios/index.mjs';
import { installPeers, openSite } from './site.mjs';

const args = process.argv.slice(2), at = args.indexOf('--runs');
const runs = at < 0 ? 7 : Number(args.splice(at, 2)[1]);
const unknown = args.find((name) => !(name in SCENARIOS));
if (unknown !== undefined || !(runs >= 1)) {
  console.error(unknown === undefined ? 'The runs are a number from 1.' : `“${unknown}” is no scenario; there are ${Object.keys(SCENARIOS).join(', ')}.`);
  process.exit(1);
}
installPeers();
const site = await openSite();
const browser = await launch();
for (const name of args.length > 0 ? args : Object.keys(SCENARIOS)) {
  try {
    const result = await SCENARIOS[name]({ browser, site, runs });
    console.log(`\n## ${result.title}\n\n${result.text.join('\n\n')}`);
    await report(name, result, browser.version());
  } catch (error) {
    process.exitCode = 1;
    console.error(`${name}: ${error.message}`);
    for (const context of browser.contexts()) await context.close();
  }
}
await browser.close();
await site.close();
