import type { JsonReport, Report } from '../cli/outcome.js';
import type { Reference } from '../reference/start.js';
import { EXIT } from '../wording/exit-codes.js';
import { SERVE } from '../wording/serve.js';

interface ListeningReport extends JsonReport {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly serverName: string;
  readonly faults: readonly string[];
}

interface FaultsReport extends JsonReport {
  readonly available: ReadonlyArray<{ readonly name: string; readonly breaks: string }>;
}

/** What `serve` prints once it listens: one line on stdout, or one object. */
export function reportListening({ url, host, port, serverName }: Reference, faults: readonly string[]): Report {
  const warnings = isLoopback(host) ? [] : [SERVE.exposed(host)];
  const json: ListeningReport = { schema: 'matrix-token.serve/1', url, host, port, serverName, faults, warnings };
  return {
    kind: 'report',
    json,
    text: () => SERVE.listening(url),
    notes: [...(faults.length > 0 ? [SERVE.faulty(faults)] : []), SERVE.tryIt(url), SERVE.stop],
    exit: EXIT.ok,
  };
}

/** What `serve --list-faults` prints: every fault and what it breaks. */
export function reportFaults(faults: Readonly<Record<string, { readonly breaks: string }>>): Report {
  const available = Object.entries(faults).map(([name, { breaks }]) => ({ name, breaks }));
  const json: FaultsReport = { schema: 'matrix-token.serve/1', available, warnings: [] };
  const width = Math.max(...available.map(({ name }) => name.length));
  return {
    kind: 'report',
    json,
    text: ({ style }) => available.map(({ name, breaks }) => `${style.bold(name.padEnd(width))}  ${breaks}`).join('\n'),
    exit: EXIT.ok,
  };
}

/** Whether only this machine can reach an address. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
