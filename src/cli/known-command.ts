import { failure } from '../errors.js';
import { nearest } from '../nearest.js';

const ROOT_FLAGS = ['--help', '-h', '--version'];

/**
 * Refuses words that name no command, before oclif does: it would repeat the word, which may be a token that was meant for
 * `inspect`. `ids` are oclif's (`login`, `profile:list`); a topic alone is let pass, since that shows its help.
 * Throws `ERR_UNKNOWN_COMMAND`.
 */
export function refuseUnknownCommand(argv: readonly string[], ids: readonly string[]): void {
  const [word, second] = argv;
  if (word === undefined || ROOT_FLAGS.includes(word)) return;
  requireName(word, [...new Set(ids.map((id) => id.split(':', 1)[0] ?? id))], '');
  if (ids.includes(word) || second === undefined || second.startsWith('-')) return;
  const topic = `${word}:`;
  const names = ids.filter((id) => id.startsWith(topic)).map((id) => id.slice(topic.length));
  requireName(second, names, `${word} `);
}

function requireName(word: string, names: readonly string[], before: string): void {
  if (names.includes(word)) return;
  const meant = nearest(word, names);
  throw failure('ERR_UNKNOWN_COMMAND', { nearest: meant === undefined ? '' : `${before}${meant}` });
}
