import { describe, expect, test } from '@jest/globals';
import type { CheckJson, ProbeJson } from '../../src/check/report-json.js';
import { renderJunit } from '../../src/check/report-junit.js';
import { renderMarkdown } from '../../src/check/report-markdown.js';
import { renderCheck } from '../../src/check/report-text.js';
import { createStyle } from '../../src/report/style.js';

const request = { method: 'GET', path: '/_matrix/client/v3/account/whoami', credential: 'header' } as const;
const rejected = { expectation: 'rejected', level: 'must', request, source: 'the draft' } as const;

/** One probe of each outcome; the server's words are as hostile as the escaper lets them through. */
const PROBES: readonly ProbeJson[] = [
  {
    ...rejected,
    id: 'unknown-key',
    row: 'unknown-key',
    outcome: 'pass',
    observed: 'rejected',
    caveat: 'x_0badcafe = 1',
    answer: { status: 401, errcode: 'M_UNKNOWN_TOKEN', error: '<b>"no"</b> & | `never` \\u{1b}' },
    reason: 'rejected',
  },
  {
    ...rejected,
    id: 'gen-two',
    row: 'rights',
    outcome: 'fail',
    observed: 'accepted',
    caveat: 'gen = 2',
    answer: { status: 200 },
    reason: 'accepted, and it must be rejected',
  },
  {
    ...rejected,
    id: 'third-party',
    row: 'third-party',
    outcome: 'inconclusive',
    observed: 'inconclusive',
    answer: null,
    reason: 'no answer in time',
  },
  {
    ...rejected,
    id: 'baseline-last',
    row: 'baseline',
    expectation: 'accepted',
    outcome: 'skipped',
    observed: null,
    request: null,
    answer: null,
    source: 'the specification',
    reason: 'not sent: the server had stopped answering',
  },
  {
    ...rejected,
    id: 'caveat-unsigned',
    row: 'variants',
    expectation: 'information',
    level: 'info',
    outcome: 'pass',
    observed: 'accepted',
    caveat: 'x_0badcafe = 1',
    answer: { status: 200 },
    reason: 'accepted',
  },
];

const REPORT: CheckJson = {
  schema: 'matrix-token.check/1',
  server: 'https://example.org',
  dialect: 'draft',
  verdict: 'violated',
  reason: 'The server accepts what it must reject: gen-two.',
  probes: PROBES,
  causes: [],
  requests: 5,
  leftBehind: ['the guest @1:example.org'],
  warnings: ["The server's clock is late."],
};

test('as text', async () => {
  expect(await renderCheck(REPORT, { style: createStyle(false), width: 80 })).toBe(
    `result   sent                                             answer
pass     unknown key: x_… = 1                             401 M_UNKNOWN_TOKEN
FAIL     not met: gen = 2                                 200
         gen-two: accepted, and it must be rejected
unclear  a third-party caveat with no discharge           none
         third-party: no answer in time
skipped  the token itself, last                           none
         baseline-last: not sent: the server had stopped answering
info     variant: an unsigned caveat spliced in: x_… = 1  200

5 requests to https://example.org, dialect draft
Left behind on the server: the guest @1:example.org
Verdict: violated
The server accepts what it must reject: gen-two.

Next: repeat a probe by hand: matrix-token check --emit PROBE | curl -H @- SERVER/_matrix/client/v3/account/whoami`,
  );
});

test('as JUnit XML: what proved nothing is an error, and the verdict is a case of its own', () => {
  expect(renderJunit(REPORT)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="6" failures="2" errors="1" skipped="1">
  <testsuite name="matrix-token check https://example.org" tests="6" failures="2" errors="1" skipped="1">
    <testcase classname="unknown-key" name="unknown-key: unknown key: x_… = 1"><system-out>expected: rejected; answer: 401 M_UNKNOWN_TOKEN &#60;b&#62;&#34;no&#34;&#60;/b&#62; &#38; | \`never\` \\u{1b}; rejected. Source: the draft</system-out></testcase>
    <testcase classname="rights" name="gen-two: not met: gen = 2"><failure message="accepted, and it must be rejected"/><system-out>expected: rejected; answer: 200; accepted, and it must be rejected. Source: the draft</system-out></testcase>
    <testcase classname="third-party" name="third-party: a third-party caveat with no discharge"><error message="no answer in time"/><system-out>expected: rejected; answer: no answer; no answer in time. Source: the draft</system-out></testcase>
    <testcase classname="baseline" name="baseline-last: the token itself, last"><skipped message="not sent: the server had stopped answering"/><system-out>expected: accepted; answer: no answer; not sent: the server had stopped answering. Source: the specification</system-out></testcase>
    <testcase classname="variants" name="caveat-unsigned: variant: an unsigned caveat spliced in: x_… = 1"><system-out>expected: information; answer: 200; accepted. Source: the draft</system-out></testcase>
    <testcase classname="verdict" name="violated"><failure message="The server accepts what it must reject: gen-two."/><system-out>The server accepts what it must reject: gen-two.</system-out></testcase>
  </testsuite>
</testsuites>
`);
});

describe('the verdict as a JUnit case', () => {
  test.each([
    ['enforced', '<system-out>'],
    ['violated', '<failure '],
    ['not-applicable', '<skipped '],
    ['inconclusive', '<error '],
  ] as const)('%s', (verdict, first) => {
    const line = renderJunit({ ...REPORT, verdict, probes: [] })
      .split('\n')
      .find((text) => text.includes('testcase'));
    expect(line?.slice(line.indexOf('>') + 1)).toMatch(new RegExp(`^${first}`));
  });
});

test('as Markdown: nothing that a server says becomes markup', () => {
  expect(renderMarkdown(REPORT)).toBe(`# Token check of https://example.org

**violated**: The server accepts what it must reject: gen-two.

5 requests, dialect draft.

- Left behind on the server: the guest \\@1:example.org
- The server's clock is late.

| Result | Probe | Sent | Must be | Answer | Meaning | Source |
| --- | --- | --- | --- | --- | --- | --- |
| pass | \`unknown-key\` | unknown key: x\\_… = 1 | rejected | 401 M\\_UNKNOWN\\_TOKEN \\<b\\>"no"\\</b\\> \\& \\| \\\`never\\\` \\\\u\\{1b\\} | rejected | 1 |
| FAIL | \`gen-two\` | not met: gen = 2 | rejected | 200 | accepted, and it must be rejected | 1 |
| unclear | \`third-party\` | a third-party caveat with no discharge | rejected |  | no answer in time | 1 |
| skipped | \`baseline-last\` | the token itself, last | accepted |  | not sent: the server had stopped answering | 2 |
| info | \`caveat-unsigned\` | variant: an unsigned caveat spliced in: x\\_… = 1 | (either) | 200 | accepted | 1 |

Sources:

1. the draft
2. the specification

Each probe is one \`GET /_matrix/client/v3/account/whoami\`. To repeat one by hand: \`matrix-token check --emit PROBE --token-file FILE | curl -H @- SERVER/_matrix/client/v3/account/whoami\`.
`);
});
