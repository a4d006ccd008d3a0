import type { HttpRequest, Send } from '../homeserver/http.js';
import type { Reception } from './answer.js';
import type { RequestNote } from './note.js';
import type { Observation } from './observation.js';
import type { ProbeRules } from './probe.js';
import { receive } from './receive.js';
import { type ProbeResult, reportSent, reportSkipped, type SkipReason } from './result.js';

/** One question to the server, and how its answer is read. */
export interface Question {
  readonly request: HttpRequest;
  readonly credential: RequestNote['credential'];
  readonly observe: (reception: Reception) => Observation;
  readonly caveat?: string | undefined;
}

/** What came of a question. `gave-up`: it was not sent, since the server had stopped answering. */
export type Asked =
  | { readonly kind: 'answered'; readonly reception: Reception; readonly observation: Observation }
  | { readonly kind: 'gave-up' };

/** Asks questions one after the other and keeps a result for each rule. */
export interface Recorder {
  ask(rules: ProbeRules, question: Question): Promise<Asked>;
  skip(rules: readonly ProbeRules[], reason: SkipReason): void;
  results(): readonly ProbeResult[];
}

/** A recorder that sends nothing more after the first question without any answer: each may wait for the whole time-out. */
export function createRecorder(send: Send): Recorder {
  const results: ProbeResult[] = [];
  let silent = false;
  return {
    async ask(rules, { request, credential, observe, caveat }) {
      if (silent) {
        results.push(reportSkipped(rules, 'gave-up', 'network'));
        return { kind: 'gave-up' };
      }
      const reception = await receive(send(request));
      const observation = observe(reception);
      silent = observation.kind === 'inconclusive' && observation.cause === 'network';
      results.push(reportSent(rules, { request, credential, caveat, reception, observation }));
      return { kind: 'answered', reception, observation };
    },
    skip(rules, reason) {
      for (const rule of rules) results.push(reportSkipped({ ...rule, level: 'info' }, reason, 'other'));
    },
    results: () => results,
  };
}
