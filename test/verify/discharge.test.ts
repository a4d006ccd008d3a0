import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeMacaroon } from '../../src/macaroon/decode.js';
import type { Macaroon } from '../../src/macaroon/macaroon.js';
import { loadOpenCaveatKey } from '../../src/macaroon/third-party.js';
import { NOW } from '../support/fake-io.js';
import { importMacaroon, type NpmMacaroon, newMacaroon } from '../support/npm-macaroon.js';
import { verify } from '../support/verify.js';

const open = loadOpenCaveatKey();
const ROOT_KEY = 'root key';

/** A macaroon for @alice with two third-party caveats, `first` and `second`. */
function root(): NpmMacaroon {
  const macaroon = make(ROOT_KEY, 'root');
  macaroon.addFirstPartyCaveat('user_id = @alice:hs.test');
  macaroon.addThirdPartyCaveat(Buffer.from('first key'), 'first', 'https://first.test');
  macaroon.addThirdPartyCaveat(Buffer.from('second key'), 'second', 'https://second.test');
  return macaroon;
}

function make(rootKey: string, identifier: string, ...caveats: readonly string[]): NpmMacaroon {
  const macaroon = newMacaroon({ version: 2, rootKey: Buffer.from(rootKey), identifier });
  for (const caveat of caveats) macaroon.addFirstPartyCaveat(caveat);
  return macaroon;
}

function bound(to: NpmMacaroon, macaroon: NpmMacaroon): NpmMacaroon {
  const copy = importMacaroon(macaroon.exportJSON());
  copy.bindToRoot(to.signature);
  return copy;
}

function ours(macaroon: NpmMacaroon): Macaroon {
  return decodeMacaroon(JSON.stringify(macaroon.exportJSON())).macaroon;
}

function judge(token: NpmMacaroon, ...discharges: readonly NpmMacaroon[]) {
  const report = verify(JSON.stringify(token.exportJSON()), {
    as: 'draft',
    keys: [ROOT_KEY],
    discharges: { macaroons: discharges.map(ours), open },
  });
  const thirdParty = report.caveats.filter(({ party }) => party === 'third');
  return {
    verdict: report.verdict,
    states: thirdParty.map(({ state, code }) => `${state}: ${code}`),
    codes: report.objections.map(({ code }) => code),
  };
}

/** npm macaroon's opinion, where every first-party caveat is met but `foo = bar` and an expired time. */
function npmAccepts(token: NpmMacaroon, ...discharges: readonly NpmMacaroon[]): boolean {
  const check = (caveat: string) => (caveat === 'foo = bar' || caveat === `time < ${NOW}` ? 'not met' : null);
  try {
    token.verify(Buffer.from(ROOT_KEY), check, discharges);
    return true;
  } catch {
    return false;
  }
}

const FIRST = () => make('first key', 'first');
const SECOND = () => make('second key', 'second', `time < ${NOW + 1}`);

describe('each thing that can be wrong with a discharge', () => {
  const token = root();
  const second = bound(token, SECOND());

  test('both there, right and bound', () => {
    expect(judge(token, bound(token, FIRST()), second)).toEqual({
      verdict: 'accepted',
      states: ['met: discharged', 'met: discharged'],
      codes: [],
    });
  });

  test.each<[string, () => readonly NpmMacaroon[], string]>([
    ['none given', () => [], 'third-party'],
    ['not bound', () => [FIRST()], 'discharge-unbound'],
    ['made with another key', () => [bound(token, make('another key', 'first'))], 'discharge-mismatch'],
    ['bound to another token', () => [bound(make('x', 'y'), FIRST())], 'discharge-mismatch'],
    [
      'with a caveat that nobody knows',
      () => [bound(token, make('first key', 'first', 'foo = bar'))],
      'discharge-own-caveat',
    ],
    ['expired', () => [bound(token, make('first key', 'first', `time < ${NOW}`))], 'discharge-own-caveat'],
  ])('%s', (_, discharges, code) => {
    expect(judge(token, ...discharges(), second)).toEqual({
      verdict: 'refused',
      states: [`unmet: ${code}`, 'met: discharged'],
      codes: [code],
    });
    expect(npmAccepts(token, ...discharges(), second)).toBe(false);
  });

  test('bound before the token was narrowed', () => {
    const narrowed = importMacaroon(token.exportJSON());
    narrowed.addFirstPartyCaveat(`time < ${NOW + 1}`);
    expect(judge(narrowed, bound(token, FIRST()), bound(narrowed, SECOND()))).toMatchObject({
      verdict: 'refused',
      states: ['unmet: discharge-bound-before', 'met: discharged'],
    });
  });

  test('one that no caveat asks for', () => {
    const spare = bound(token, make('x', 'third'));
    expect(judge(token, bound(token, FIRST()), second, spare)).toMatchObject({
      verdict: 'refused',
      codes: ['discharge-unused'],
    });
    expect(npmAccepts(token, bound(token, FIRST()), second, spare)).toBe(false);
  });

  test('the wrong root key: the caveat keys cannot be opened', () => {
    const report = verify(JSON.stringify(token.exportJSON()), {
      as: 'draft',
      keys: ['another'],
      discharges: { macaroons: [ours(second)], open },
    });
    expect(report.caveats[1]).toMatchObject({ state: 'unmet', code: 'discharge-key-sealed' });
    expect(report).toMatchObject({ verdict: 'refused', ground: 'signature' });
  });
});

describe('discharges that need discharges', () => {
  const token = root();
  const second = bound(token, SECOND());

  function nested(): NpmMacaroon {
    const discharge = FIRST();
    discharge.addThirdPartyCaveat(Buffer.from('inner key'), 'inner', 'https://inner.test');
    return discharge;
  }

  test('each bound to the token', () => {
    const discharges = [bound(token, nested()), second, bound(token, make('inner key', 'inner'))];
    expect(judge(token, ...discharges)).toMatchObject({ verdict: 'accepted', codes: [] });
  });

  test('the inner one is missing', () => {
    const judged = judge(token, bound(token, nested()), second);
    expect(judged).toMatchObject({ verdict: 'refused', codes: ['discharge-caveat'] });
  });

  test('the inner one is bound to the discharge that asks for it', () => {
    const outer = bound(token, nested());
    const report = verify(JSON.stringify(token.exportJSON()), {
      as: 'draft',
      keys: [ROOT_KEY],
      discharges: { macaroons: [outer, second, bound(outer, make('inner key', 'inner'))].map(ours), open },
    });
    expect(report.reason).toBe(
      'Caveat 2: Caveat 1 of its discharge is not met: Its discharge is bound to the discharge that asks for it: it must be bound to the token itself.',
    );
  });

  test('a circle ends', () => {
    const discharge = FIRST();
    discharge.addThirdPartyCaveat(Buffer.from('first key'), 'first', 'https://first.test');
    expect(judge(token, bound(token, discharge), second)).toMatchObject({
      verdict: 'refused',
      codes: ['discharge-caveat'],
    });
  });
});

test('agrees with npm macaroon on whatever discharges are given', () => {
  const kinds = [
    (token: NpmMacaroon) => bound(token, FIRST()),
    (token: NpmMacaroon) => bound(token, SECOND()),
    () => FIRST(),
    () => SECOND(),
    (token: NpmMacaroon) => bound(token, make('first key', 'first', 'foo = bar')),
    (token: NpmMacaroon) => bound(token, make('another key', 'second')),
    () => bound(make('x', 'y'), SECOND()),
  ];
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat({ max: kinds.length - 1 }), { maxLength: 4 }), (chosen) => {
      const token = root();
      const discharges = chosen.flatMap((at) => kinds[at]?.(token) ?? []);
      expect(judge(token, ...discharges).verdict === 'accepted').toBe(npmAccepts(token, ...discharges));
    }),
    { numRuns: 60 },
  );
});
