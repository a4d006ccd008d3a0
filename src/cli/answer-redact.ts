import type { RedactedKind } from '../redact/label.js';
import { redactPieces, scanStream } from '../redact/redact.js';
import type { Piece } from '../redact/scanner.js';
import { toJsonLine } from '../report/json.js';
import { type KindCount, listKinds, listPlace, placeOf, reportRedact, type TokenPlace } from '../report/redact.js';
import { EXIT } from '../wording/exit-codes.js';
import { REDACT_TEXT } from '../wording/redact.js';
import type { Io, Sink } from './io.js';
import type { Outcome } from './outcome.js';
import { streamFile } from './read-input.js';
import { writeAll } from './write.js';

/** What `redact` was asked. */
export interface RedactRequest {
  /** In this order; `-` is standard input, and so is none. */
  readonly files: readonly string[];
  /** The text without its tokens, or where they are: one line each, one JSON object each, or all in one JSON object. */
  readonly output: 'text' | 'list' | 'ndjson' | 'json';
  readonly quiet: boolean;
}

/** `--json` holds what it reports in memory; the streams do not. */
const MOST_LISTED = 100_000;

/** Takes what was found in one chunk of input. */
type Emit = (pieces: readonly Piece[], places: readonly TokenPlace[]) => Promise<void>;

/**
 * Answers `redact`. All but `--json` is written as it is found, and memory stays flat however long the input.
 * Throws `ERR_FILE_UNREADABLE`.
 */
export async function answerRedact({ files, output, quiet }: RedactRequest, io: Io): Promise<Outcome> {
  const sources = files.length === 0 ? ['-'] : files;
  const places: TokenPlace[] = [];
  const emit = output === 'json' ? collectIn(places) : writeTo(io.stdout, output, sources.length > 1);
  if (!quiet && sources.includes('-') && io.stdin.isTTY === true) io.stderr.write(`${REDACT_TEXT.reading}\n`);
  const counts = await scanSources(sources, emit, io);
  if (output === 'json') return reportRedact(places, counts);
  if (!quiet) io.stderr.write(`${summarise(counts, output)}\n`);
  return { kind: 'streamed', exit: EXIT.ok };
}

async function scanSources(sources: readonly string[], emit: Emit, io: Io): Promise<KindCount[]> {
  const counts = new Map<RedactedKind, number>();
  for (const source of sources) {
    const file = source === '-' ? null : source;
    for await (const pieces of scanStream(file === null ? io.stdin : streamFile(file))) {
      const places = pieces.flatMap((piece) => (piece.kind === 'token' ? [placeOf(piece.token, file)] : []));
      for (const { kind } of places) counts.set(kind, (counts.get(kind) ?? 0) + 1);
      await emit(pieces, places);
    }
  }
  return [...counts].map(([kind, count]) => ({ kind, count })).sort((one, other) => other.count - one.count);
}

function collectIn(all: TokenPlace[]): Emit {
  return async (_, places) => {
    all.push(...places.slice(0, MOST_LISTED - all.length));
  };
}

function writeTo(stdout: Sink, output: 'text' | 'list' | 'ndjson', showFile: boolean): Emit {
  if (output === 'text') return (pieces) => writeAll(stdout, Buffer.from(redactPieces(pieces), 'latin1'));
  const line = (place: TokenPlace) => (output === 'ndjson' ? toJsonLine(place) : listPlace(place, showFile));
  return (_, places) => writeAll(stdout, places.map((place) => `${line(place)}\n`).join(''));
}

function summarise(counts: readonly KindCount[], output: RedactRequest['output']): string {
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  return (output === 'text' ? REDACT_TEXT.replaced : REDACT_TEXT.listed)(total, listKinds(counts));
}
