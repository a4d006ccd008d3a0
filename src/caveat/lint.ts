import { quoteBytes } from '../wording/quote.js';
import { findConflicts } from './conflict.js';
import { type Finding, finding, type Place } from './finding.js';
import { lintMalformed } from './lint-malformed.js';
import { lintRedundant } from './lint-redundant.js';
import { lintStatement } from './lint-statement.js';
import { findMixedScripts } from './mixed-scripts.js';
import type { ReadCaveat } from './read.js';

/**
 * Finds what is wrong or odd about a macaroon's caveats, in caveat order; does not check the signature or ask a dialect. A conflict
 * stands with the last of the caveats it is between. `now` is the clock to judge by, in ms. Pure; never throws.
 */
export function lintCaveats(caveats: readonly ReadCaveat[], now: number): Finding[] {
  const findings = caveats.flatMap((caveat) => lintCaveat(caveat, now));
  for (const { code, caveats: indexes } of findConflicts(caveats)) {
    if (code === 'generation') continue; // already said of each caveat alone
    findings.push(finding(code, { caveats: indexes }, { caveat: indexes.at(-1) ?? 1 }));
  }
  findings.push(...lintRedundant(caveats));
  return findings.sort((a, b) => (a.caveat ?? 0) - (b.caveat ?? 0));
}

function lintCaveat(caveat: ReadCaveat, now: number): Finding[] {
  const place = { caveat: caveat.index };
  switch (caveat.form) {
    case 'statement':
      return [...lintStatement(caveat, now), ...lintScripts(caveat.text, place)];
    case 'malformed':
      return [lintMalformed(caveat), ...lintScripts(caveat.text, place)];
    case 'not-text':
      return [finding('caveat-not-text', { bytes: caveat.bytes.length }, place)];
    case 'third-party':
      return [finding('caveat-third-party', { location: quoteBytes(caveat.location) }, place)];
  }
}

function lintScripts(text: string, place: Place): Finding[] {
  const mixed = findMixedScripts(text);
  return mixed === undefined ? [] : [finding('mixed-scripts', { ...mixed }, place)];
}
