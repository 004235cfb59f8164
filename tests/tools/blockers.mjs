// What the common filter lists make of requests and pages. Reads from standard input
//   {"requests": [{"url", "type", "source"}], "pages": [{"url", "classes", "ids", "hrefs"}]}
// and writes {"blocked": [{"list", "url", "rule"}], "hidden": [the selectors for each page]}.
//
// EasyList, EasyPrivacy, uBlock's own and Brave's common ground with them come as the engine that
// @browserless/goto carries; AdGuard's base and tracking lists and the Vietnamese ABPVN as text.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { FiltersEngine, Request } = require('@ghostery/adblocker');
const file = (path) => readFileSync(new URL(`node_modules/${path}`, import.meta.url));

const ADGUARD = { 'AdGuard base': 2, 'AdGuard tracking': 3, ABPVN: 214 };

function adguard(number) {
  const path = `@adguard/dnr-rulesets/dist/filters/declarative/ruleset_${number}/ruleset_${number}.json`;
  return FiltersEngine.parse(JSON.parse(file(path))[0].metadata.rawFilterList, { debug: true });
}

const engines = [['EasyList, EasyPrivacy, uBlock', FiltersEngine.deserialize(file('@browserless/goto/src/engine.bin'))]];
for (const [name, number] of Object.entries(ADGUARD)) engines.push([name, adguard(number)]);

const { requests, pages } = JSON.parse(readFileSync(0));
const blocked = [];
for (const [list, engine] of engines) {
  for (const { url, type, source } of requests) {
    const { match, filter } = engine.match(Request.fromRawDetails({ url, type, sourceUrl: source }));
    if (match) blocked.push({ list, url, rule: String(filter) });
  }
}

const everyRule = { getBaseRules: true, getInjectionRules: true, getExtendedRules: true, getRulesFromDOM: true, getRulesFromHostname: true };
// A style sheet of theirs has one selector in a line.
const selectors = (styles) => styles.replace(/ \{[^}]*\}/g, ',').split(',\n').map((line) => line.trim()).filter(Boolean);
const hidden = pages.map((page) => {
  const { hostname } = new URL(page.url);
  const domain = hostname.split('.').slice(-2).join('.');
  return engines.flatMap(([, engine]) => selectors(engine.getCosmeticsFilters({ ...page, hostname, domain, ...everyRule }).styles));
});

process.stdout.write(JSON.stringify({ blocked, hidden }));
