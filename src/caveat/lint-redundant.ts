import { type Finding, finding } from './finding.js';
import type { ReadCaveat, StatementCaveat } from './read.js';
import { readTime } from './time.js';

/** Finds caveats that change nothing: those that an earlier one repeats to the letter, or an earlier `time` makes void. Pure. */
export function lintRedundant(caveats: readonly ReadCaveat[]): Finding[] {
  return [...findRepeated(caveats), ...findWider(caveats, '<'), ...findWider(caveats, '>')];
}

function findRepeated(caveats: readonly ReadCaveat[]): Finding[] {
  const seen = new Map<string, number>();
  const findings: Finding[] = [];
  for (const caveat of caveats) {
    if (caveat.form !== 'statement' && caveat.form !== 'malformed') continue;
    const first = seen.get(caveat.text);
    if (first === undefined) seen.set(caveat.text, caveat.index);
    else findings.push(finding('caveat-repeated', { first }, { caveat: caveat.index }));
  }
  return findings;
}

/** Of the times with one operator, those that come after a narrower one. */
function findWider(caveats: readonly ReadCaveat[], operator: '<' | '>'): Finding[] {
  const findings: Finding[] = [];
  let narrowest: { readonly bound: number; readonly caveat: number } | undefined;
  for (const caveat of caveats) {
    const ms = caveat.form === 'statement' ? timeOf(caveat, operator) : undefined;
    if (ms === undefined) continue;
    const bound = operator === '<' ? ms : -ms;
    if (narrowest !== undefined && bound > narrowest.bound) {
      findings.push(finding('time-redundant', { first: narrowest.caveat }, { caveat: caveat.index }));
    } else narrowest = { bound, caveat: caveat.index };
  }
  return findings;
}

function timeOf(caveat: StatementCaveat, operator: '<' | '>'): number | undefined {
  if (caveat.key !== 'time' || caveat.operator !== operator) return undefined;
  const reading = readTime(caveat.value, 0);
  return reading.state === 'time' && reading.unit !== 'second-of-minute' ? reading.moment.ms : undefined;
}
