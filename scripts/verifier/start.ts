import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../../test/peers/verifier.py', import.meta.url));

/** A verifier on pymacaroons, listening on loopback. */
export interface Verifier {
  /** `http://127.0.0.1:PORT`, no slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

/** Starts test/peers/verifier.py with a Python that has pymacaroons. The options are those of the program. */
export async function startVerifier(python: string, options: readonly string[] = []): Promise<Verifier> {
  const child = spawn(python, [PROGRAM, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  return {
    url: await firstLine(child),
    async close() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      process.removeListener('exit', killWithUs);
    },
  };
}

async function firstLine({ stdout }: Pick<ChildProcess, 'stdout'>): Promise<string> {
  if (stdout !== null) {
    for await (const line of createInterface({ input: stdout })) return line;
  }
  throw new Error('the verifier did not start: does this Python have pymacaroons?');
}
