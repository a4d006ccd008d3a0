import { expect, test } from '@jest/globals';
import { type LineageReport, readLine, reportLineage } from '../../src/report/lineage.js';
import { renderLineage } from '../../src/report/lineage-text.js';
import { createStyle } from '../../src/report/style.js';
import { NOW } from '../support/fake-io.js';
import { narrow } from '../support/narrow.js';
import { schemaOf } from '../support/schema.js';
import { GUEST, SYNAPSE_ACCESS } from '../support/tokens.js';

const expectSchema = schemaOf('diff-all');
const CHILD = narrow(GUEST, 'type = access');
const GRANDCHILD = narrow(CHILD, 'time < 5');
const OTHER = narrow(GUEST, 'time < 6');
const LINES = [
  GRANDCHILD,
  SYNAPSE_ACCESS,
  GUEST,
  OTHER,
  CHILD,
  `Bearer ${GUEST}`,
  Buffer.from(GUEST, 'base64url').toString('hex'),
];

function report(texts: readonly string[]): LineageReport {
  const lines = texts.map((text, at) => readLine({ line: at + 1, text }));
  const made = reportLineage(lines, { now: NOW, showValues: false });
  expectSchema(made);
  return made;
}

test('each token names its parent, its duplicate and what it adds', () => {
  const { tokens, unread } = report(LINES);
  expect(
    tokens.map(({ line, parent, sameAs, sameText, adds }) => [line, parent, sameAs, sameText, adds.length]),
  ).toEqual([
    [1, 5, null, false, 1],
    [3, null, null, false, 5],
    [4, 3, null, false, 1],
    [5, 3, null, false, 1],
    [6, null, 3, true, 5],
    [7, null, 3, false, 5],
  ]);
  expect(unread).toEqual([
    {
      line: 2,
      error: {
        code: 'ERR_NOT_A_MACAROON',
        message: 'This is an access token of Synapse, not a macaroon: only a macaroon can be compared.',
      },
    },
  ]);
});

test('the whole text: a tree, then what could not be read', () => {
  const text = renderLineage(report(LINES), { style: createStyle(false), width: 100 });
  expect(text).toBe(`\
line 3  adds gen = 1, type = access, user_id = @2:localhost.test, nonce = (masked), guest = true
  line 4  adds time < 6
  line 5  adds type = access
    line 1  adds time < 5
  line 6  the same text as line 3
  line 7  the same macaroon as line 3, written otherwise
line 2  not compared: This is an access token of Synapse, not a macaroon: only a macaroon can be compared.

6 macaroons: 3 made from another here, 2 duplicates.`);
});

test('a damaged signature proves nothing, and that is said', () => {
  const { tokens } = report([GUEST, GUEST.slice(0, -4), CHILD]);
  expect(tokens.map(({ whole, parent }) => [whole, parent])).toEqual([
    [true, null],
    [false, null],
    [true, 1],
  ]);
});
