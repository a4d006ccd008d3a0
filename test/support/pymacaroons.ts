import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** What pymacaroons can be asked. Keys are hex; caveats, locations and identifiers are text. */
export interface Questions {
  readonly make: {
    readonly question: {
      readonly location: string;
      readonly identifier: string;
      readonly key: string;
      readonly version: 1 | 2;
      readonly caveats: readonly string[];
      readonly third?: { readonly location: string; readonly key: string; readonly identifier: string };
      readonly form?: 'binary' | 'json';
    };
    readonly answer: { readonly token: string; readonly signature: string };
  };
  readonly describe: {
    readonly question: { readonly token: string };
    readonly answer: {
      readonly location: string;
      readonly identifier: string;
      readonly caveats: readonly string[];
      readonly signature: string;
    };
  };
  readonly verify: {
    readonly question: {
      readonly token: string;
      readonly key: string;
      readonly met: readonly string[];
      /** Made and bound by pymacaroons. */
      readonly discharge?: { readonly key: string; readonly identifier: string };
      /** Made and bound already. */
      readonly discharges?: readonly string[];
    };
    readonly answer: { readonly verified: boolean; readonly error?: string };
  };
}

/** Asks pymacaroons the same thing of many, in one go; starting Python takes longer than the answers. */
export function askPymacaroons<Q extends keyof Questions>(
  ask: Q,
  questions: readonly Questions[Q]['question'][],
): Questions[Q]['answer'][] {
  const input = JSON.stringify(questions.map((question) => ({ ask, ...question })));
  const script = `${ROOT}test/peers/pymacaroons_peer.py`;
  return JSON.parse(execFileSync(`${ROOT}.venv/bin/python`, [script], { input, encoding: 'utf8' }));
}
