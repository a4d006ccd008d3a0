import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { JudgedProbe } from '../../src/check/judged-probe.js';
import type { Observation } from '../../src/check/observation.js';
import type { Probe } from '../../src/check/probe.js';
import { PROBES } from '../../src/check/probes.js';
import { concludeCheck } from '../../src/check/verdict.js';
import type { ProbeId } from '../../src/wording/check-probes.js';
import { ACCEPTED, AS_ANOTHER, judged, outcomes, REJECTED, UNCLEAR } from './outcomes.js';

const MUST = PROBES.filter(({ level }) => level === 'must');
const MUST_REJECT = MUST.filter(({ expectation, role }) => expectation === 'rejected' && role !== 'authentication');
const OPENING_BASELINE = 'baseline-first';
const POSITIVE = ['time-less-first', 'user-self-first', 'time-less-last', 'user-self-last'] as const;

const conclude = (exceptions: Parameters<typeof outcomes>[0]) => {
  const { verdict, exit, ground } = concludeCheck(outcomes(exceptions), 'macaroon');
  return { verdict, exit, ground: ground.kind };
};
const all = (ids: readonly ProbeId[], observation: Observation | 'skipped') =>
  Object.fromEntries(ids.map((id) => [id, observation]));
const idsOf = (probes: readonly Probe[]) => probes.map(({ id }) => id);

describe('the ladder, rung by rung', () => {
  test.each([
    ['no fault', {}, 'enforced', 0, 'all-rejected'],
    ['no token accepted', { 'no-token': ACCEPTED }, 'inconclusive', 9, 'unauthenticated-accepted'],
    ['a random token accepted', { 'random-token': AS_ANOTHER }, 'inconclusive', 9, 'unauthenticated-accepted'],
    [
      'no token accepted, which comes before a violation',
      { 'no-token': ACCEPTED, 'unknown-key': ACCEPTED },
      'inconclusive',
      9,
      'unauthenticated-accepted',
    ],
    ['the token rejected', { 'baseline-first': REJECTED }, 'inconclusive', 9, 'baseline-not-accepted'],
    ['no server', { 'baseline-first': UNCLEAR.network }, 'inconclusive', 5, 'baseline-not-accepted'],
    ['a web page', { 'baseline-first': UNCLEAR.other }, 'inconclusive', 9, 'baseline-not-accepted'],
    ['an unknown key accepted', { 'unknown-key': ACCEPTED }, 'violated', 8, 'must-reject-accepted'],
    ['another user', { 'user-other': AS_ANOTHER }, 'violated', 8, 'must-reject-accepted'],
    [
      'a violation, which comes before the token dies',
      { 'unknown-key': ACCEPTED, 'baseline-last': REJECTED },
      'violated',
      8,
      'must-reject-accepted',
    ],
    [
      'a violation, which comes before rejected controls',
      { ...all(POSITIVE, REJECTED), 'third-party': ACCEPTED },
      'violated',
      8,
      'must-reject-accepted',
    ],
    ['the token dead at the end', { 'baseline-last': REJECTED }, 'inconclusive', 9, 'baseline-lost'],
    [
      'the token dead at the end, with the narrowed ones',
      { ...all(POSITIVE, REJECTED), 'baseline-last': REJECTED },
      'inconclusive',
      9,
      'baseline-lost',
    ],
    ['the server gone at the end', { 'baseline-last': UNCLEAR.network }, 'inconclusive', 5, 'baseline-lost'],
    ['the token answered for another at the end', { 'baseline-last': AS_ANOTHER }, 'inconclusive', 9, 'baseline-lost'],
    ['every narrowed token rejected', all(POSITIVE, REJECTED), 'not-applicable', 9, 'nothing-narrowed-accepted'],
    ['5xx for one probe', { 'gen-two': UNCLEAR['server-error'] }, 'inconclusive', 5, 'unproven'],
    ['429 for one probe', { 'gen-two': UNCLEAR['rate-limit'] }, 'inconclusive', 5, 'unproven'],
    ['HTML for one probe', { 'gen-two': UNCLEAR.other }, 'inconclusive', 9, 'unproven'],
    [
      '5xx for one probe and HTML for another',
      { 'gen-two': UNCLEAR['server-error'], 'third-party': UNCLEAR.other },
      'inconclusive',
      9,
      'unproven',
    ],
    ['a probe not sent', { 'gen-two': 'skipped' }, 'inconclusive', 9, 'unproven'],
    ['5xx for narrowed tokens', all(POSITIVE, UNCLEAR['server-error']), 'inconclusive', 5, 'unproven'],
    ['a closing control unclear', { 'time-less-last': UNCLEAR.network }, 'inconclusive', 5, 'unproven'],
    ['a control lost on the way', { 'time-less-last': REJECTED }, 'inconclusive', 9, 'control-changed'],
    ['a control gained on the way', { 'user-self-first': REJECTED }, 'inconclusive', 9, 'control-changed'],
    [
      'a positive control answered for another user',
      { 'user-self-first': AS_ANOTHER, 'user-self-last': AS_ANOTHER },
      'inconclusive',
      9,
      'answered-for-another',
    ],
    ['time not supported', { 'time-less-first': REJECTED, 'time-less-last': REJECTED }, 'enforced', 0, 'all-rejected'],
    ['time > rejected', { 'time-greater-past': REJECTED }, 'enforced', 0, 'all-rejected'],
    [
      'information of any kind',
      { 'caveat-unsigned': ACCEPTED, 'other-format': UNCLEAR.other },
      'enforced',
      0,
      'all-rejected',
    ],
  ] as const)('%s', (_name, exceptions, verdict, exit, ground) => {
    expect(conclude(exceptions)).toEqual({ verdict, exit, ground });
  });

  test('a token that is no macaroon is never more than not-applicable', () => {
    const sent = new Set<ProbeId>([OPENING_BASELINE, 'no-token', 'random-token', 'empty-token']);
    const results = PROBES.map((probe) =>
      judged(probe, sent.has(probe.id) ? (probe.expectation === 'accepted' ? ACCEPTED : REJECTED) : 'skipped'),
    );
    expect(concludeCheck(results, 'other')).toMatchObject({ verdict: 'not-applicable', exit: 9 });
    expect(concludeCheck(outcomes(), 'other')).toMatchObject({ verdict: 'not-applicable', exit: 9 });
    expect(concludeCheck(outcomes({ 'no-token': ACCEPTED }), 'other')).toMatchObject({ verdict: 'inconclusive' });
  });

  test('says which probes a verdict rests on', () => {
    const results = outcomes({ 'unknown-key': ACCEPTED, 'user-other': AS_ANOTHER });
    expect(concludeCheck(results, 'macaroon').ground).toEqual({
      kind: 'must-reject-accepted',
      probes: ['unknown-key', 'user-other'],
      asAnother: ['user-other'],
    });
  });
});

describe('no false "enforced"', () => {
  const spoilers: ReadonlyArray<readonly [string, Observation | 'skipped']> = [
    ['a network failure', UNCLEAR.network],
    ['a 5xx', UNCLEAR['server-error']],
    ['a 429 past the time-out', UNCLEAR['rate-limit']],
    ['HTML or 404', UNCLEAR.other],
    ['not sent', 'skipped'],
    ['an answer for another user', AS_ANOTHER],
  ];
  const cases = MUST.flatMap(({ id }) => spoilers.map(([name, observation]) => ({ id, name, observation })));

  test.each(cases)('$id: $name', ({ id, observation }) => {
    expect(concludeCheck(outcomes({ [id]: observation }), 'macaroon').verdict).not.toBe('enforced');
  });

  test.each(MUST_REJECT)('$id accepted is a violation', ({ id }) => {
    expect(concludeCheck(outcomes({ [id]: ACCEPTED }), 'macaroon')).toMatchObject({ verdict: 'violated', exit: 8 });
  });

  test.each(MUST)('$id missing from the results', ({ id }) => {
    const results = outcomes().filter((result) => result.id !== id);
    expect(concludeCheck(results, 'macaroon').verdict).not.toBe('enforced');
  });

  test('an empty list of results', () => {
    expect(concludeCheck([], 'macaroon')).toMatchObject({ verdict: 'inconclusive', exit: 9 });
  });
});

describe('over all outcomes', () => {
  const observation = fc.constantFrom<Observation | 'skipped'>(
    ACCEPTED,
    REJECTED,
    AS_ANOTHER,
    ...Object.values(UNCLEAR),
    'skipped',
  );
  const exception = fc.tuple(fc.constantFrom(...PROBES.map(({ id }) => id)), observation);
  const results = fc.array(exception, { maxLength: 5 }).map((exceptions) => outcomes(Object.fromEntries(exceptions)));
  const isAccepted = ({ observed }: JudgedProbe) => observed === 'accepted' || observed === 'accepted-as-another';

  test('enforced needs every must-reject rejected, the token accepted first and last, and a control that was accepted both times', () => {
    fc.assert(
      fc.property(results, (probes) => {
        fc.pre(concludeCheck(probes, 'macaroon').verdict === 'enforced');
        const of = (id: ProbeId) => probes.find((probe) => probe.id === id)?.observed;
        const must = probes.filter(({ level }) => level === 'must');
        expect(
          must.filter(({ expectation, observed }) => expectation === 'rejected' && observed !== 'rejected'),
        ).toEqual([]);
        expect(must.filter(({ outcome }) => outcome === 'inconclusive' || outcome === 'skipped')).toEqual([]);
        expect([of('baseline-first'), of('baseline-last')]).toEqual(['accepted', 'accepted']);
        expect(of('time-less-first')).toBe(of('time-less-last'));
        expect(of('user-self-first')).toBe(of('user-self-last'));
        expect([of('time-less-first'), of('user-self-first')]).toContain('accepted');
        expect(probes.some(({ observed }) => observed === 'accepted-as-another')).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  test('violated is an accepted must-reject on a server that accepts the token and asks for one; and the other way round', () => {
    fc.assert(
      fc.property(results, (probes) => {
        const sound =
          probes.some(({ id, observed }) => id === OPENING_BASELINE && observed === 'accepted') &&
          !probes.some((probe) => probe.role === 'authentication' && isAccepted(probe));
        const accepted = probes.some((probe) => MUST_REJECT.some(({ id }) => id === probe.id) && isAccepted(probe));
        expect(concludeCheck(probes, 'macaroon').verdict === 'violated').toBe(sound && accepted);
      }),
      { numRuns: 2000 },
    );
  });

  test('exit codes follow the verdict', () => {
    fc.assert(
      fc.property(results, (probes) => {
        const { verdict, exit } = concludeCheck(probes, 'macaroon');
        const allowed = { enforced: [0], violated: [8], 'not-applicable': [9], inconclusive: [5, 9] }[verdict];
        expect(allowed).toContain(exit);
      }),
    );
  });

  test('the probe table has every row', () => {
    expect(new Set(idsOf(PROBES)).size).toBe(PROBES.length);
    expect(new Set(PROBES.map(({ row }) => row)).size).toBe(14);
  });
});
