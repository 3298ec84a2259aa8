import { expect, test } from "vitest";
import { parseSourceConfig } from "../src/config.ts";

const parse = (capture: string) => parseSourceConfig(`capture: ${capture}`, "source.yaml").capture;

test("what is left out has a default", () => {
  expect(parse("{kind: urls, urls: ['https://example.org/terms']}")).toEqual({
    kind: "urls",
    urls: [{ url: "https://example.org/terms", remove: [], sortKeys: false }],
    browser: false,
    robots: "obey",
    allowPrivate: false,
    believe: 5,
    hosts: [],
    atOnce: 2,
    perSecond: 4,
    seconds: 30,
    maxBytes: 10_000_000,
    maxFiles: 10_000,
    replace: [],
    share: 0.2,
  });
});

test.each([
  ["{kind: lms}", "Write one of the kinds llms, sitemap, urls, npm and command"],
  ["yes", "Write one of the kinds llms, sitemap, urls, npm and command"],
  ["{kind: llms}", "the key “capture.url”"],
  ["{kind: llms, url: 'file:///etc/passwd'}", "Write a whole address"],
  ["{kind: llms, url: 'https://example.org/', selector: main}", "“capture.selector” is not known"],
  ["{kind: sitemap, url: 'https://example.org/', selector: 'a['}", "Write a CSS selector"],
  ["{kind: sitemap, url: 'https://example.org/', atOnce: 100}", "from 1 to 32"],
  ["{kind: npm, packages: [--force]}", "Write a package's name"],
  ["{kind: npm, packages: [x], replace: [{pattern: '(a'}]}", "“capture.replace.0.pattern”"],
  ["{kind: npm, packages: [x], replace: [{pattern: '(a)\\1'}]}", "as RE2 knows them"],
  ["{kind: npm, packages: [x], replace: [{patern: a}]}", "write one of: pattern, with."],
  ["{kind: npm, packages: [x], share: 20}", "from 0 to 1"],
  ["{kind: urls, urls: [{url: 'https://example.org/', path: ../x}]}", "a path inside the snapshot"],
  ["{kind: urls, urls: [{url: 'https://example.org/', path: .git/x}]}", "inside the snapshot"],
  ["{kind: urls, urls: [{url: 'https://example.org/', pth: x}]}", "selector, remove, sortKeys."],
  ["{kind: urls, urls: ['https://a.example/'], allowPrivate: [10.1.0.0/99]}", "a list, such as"],
  ["{kind: urls, urls: ['https://a.example/'], allowPrivate: [10.1.300.1]}", "a list, such as"],
  ["{kind: urls, urls: ['https://a.example/'], allowPrivate: [169.254.0.0/16]}", "link-local"],
  ["{kind: urls, urls: ['https://a.example/'], believe: 0}", "a number of captures"],
  ["{kind: llms, url: 'https://example.org/', browser: true}", "“capture.browser” is not known"],
  ["{kind: sitemap, url: 'https://example.org/', browser: chromium}", "Write true or false"],
  ["{kind: llms, url: 'https://me:secret@example.org/llms.txt'}", "without a name and a password"],
  ["{kind: sitemap, url: 'https://token@example.org/'}", "without a name and a password"],
  ["{kind: urls, urls: ['https://me:secret@example.org/']}", "without a name and a password"],
  ["{kind: urls, urls: [{url: 'https://me:secret@a.example/'}]}", "without a name and a password"],
  ["{kind: command, run: take.sh}", "Write a program and its words as a list"],
])("%s is refused", (capture, message) => {
  expect(() => parse(capture)).toThrow(message);
  expect(() => parse(capture)).not.toThrow(/secret|token/);
});
