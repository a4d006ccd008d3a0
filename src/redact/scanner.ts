import { createHash, type Hash } from 'node:crypto';
import { fingerprintToken } from '../token/fingerprint.js';
import { type Alphabet, endOfRun, unescapeRun } from './alphabet.js';
import { JSON_DETECTOR } from './detect-json.js';
import { MACAROON_DETECTORS } from './detect-macaroon.js';
import { NAMED_DETECTORS } from './detect-named.js';
import { PREFIXED_DETECTOR } from './detect-prefixed.js';
import { type Label, type RedactedKind, resolveLabel } from './label.js';
import { LOOKBACK, type Look, NOTHING, type TokenLook, type Wraps } from './look.js';
import { advance, type Position, START } from './position.js';
import { continueMacaroon, TAIL } from './wrapped.js';

/** A piece of a stream: text that stays as it is, or a token, of which only this is left. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'token'; readonly token: FoundToken };

/** A token that was found: where, and what, but not the token. */
export interface FoundToken {
  readonly kind: RedactedKind;
  /** That of the token without escapes and line ends; of one too long to look at, that of its text as it stands. */
  readonly fingerprint: string;
  readonly at: Position;
  /** Bytes, as they stand in the stream. */
  readonly length: number;
}

const DETECTORS = [PREFIXED_DETECTOR, JSON_DETECTOR, ...MACAROON_DETECTORS, ...NAMED_DETECTORS];
const TRIGGERS = DETECTORS.map(({ trigger }) => `(${trigger})`).join('|');

/** No trigger is longer. */
const LONGEST_TRIGGER = 48;

/** A token longer than this is not looked at, and called unknown. */
const LONGEST_TOKEN = 64 * 1024;

/** A token that is being read and may be longer than the text that is there. */
interface OpenToken {
  readonly label: Label;
  readonly alphabet: Alphabet;
  readonly wraps: Wraps | null;
  readonly at: Position;
  raw: string[];
  tail: string;
  length: number;
  hash: Hash | undefined;
}

function open({ label, alphabet, wraps }: Extract<TokenLook, { kind: 'run' }>, at: Position): OpenToken {
  return { label, alphabet, wraps, at, raw: [], tail: '', length: 0, hash: undefined };
}

/**
 * Finds the tokens in a stream of text, one character for each byte (latin1). The pieces are the same however the stream is cut. Takes time
 * linear in its length, and holds no more than the text handed in, one token of at most 64 KiB, and a few kilobytes.
 */
export class Scanner {
  readonly #triggers = new RegExp(TRIGGERS, 'g');
  /** Text not yet passed on, after at most `LOOKBACK` characters that were. */
  #text = '';
  #done = 0;
  #searched = 0;
  #position: Position = START;
  #open: OpenToken | undefined;
  #pieces: Piece[] = [];
  /** For each detector, how far it is known to find nothing. */
  #muted: number[] = DETECTORS.map(() => 0);

  /** Takes the next text and gives the pieces that are certain now. */
  push(text: string): readonly Piece[] {
    return this.#work(text, false);
  }

  /** Gives the rest. */
  end(): readonly Piece[] {
    return this.#work('', true);
  }

  #work(text: string, final: boolean): readonly Piece[] {
    this.#forget();
    this.#text += text;
    while (this.#open === undefined ? this.#search(final) : this.#read(this.#open, final));
    const pieces = this.#pieces;
    this.#pieces = [];
    return pieces;
  }

  #forget(): void {
    const cut = Math.max(0, this.#done - LOOKBACK);
    this.#text = this.#text.slice(cut);
    this.#done -= cut;
    this.#searched -= cut;
    this.#muted = this.#muted.map((until) => until - cut);
  }

  /** Passes on text up to the next token. Whether there is more to do with the text that is there. */
  #search(final: boolean): boolean {
    const limit = final ? this.#text.length : this.#settled();
    this.#triggers.lastIndex = Math.max(this.#searched, this.#done);
    for (;;) {
      const match = this.#triggers.exec(this.#text);
      if (match === null || match.index >= limit) return this.#passOn(limit);
      this.#triggers.lastIndex = match.index + 1;
      const look = this.#look(match, final);
      if (look.kind === 'more') return this.#passOn(match.index);
      if (look.kind !== 'nothing') return this.#begin(look);
    }
  }

  #look(match: RegExpExecArray, final: boolean): Look {
    const { 0: trigger, index: at } = match;
    const which = match.findIndex((group, index) => index > 0 && group !== undefined) - 1;
    if (at < (this.#muted[which] ?? 0)) return NOTHING;
    const look = DETECTORS[which]?.look({ text: this.#text, at, end: at + trigger.length, final }) ?? NOTHING;
    if (look.kind === 'nothing' && look.mutedUntil !== undefined) this.#muted[which] = look.mutedUntil;
    return look;
  }

  #begin(look: TokenLook): true {
    this.#passOn(look.from);
    const at = this.#position;
    if (look.kind === 'whole') this.#add(look.label, this.#take(look.end), at);
    else this.#open = open(look, at);
    return true;
  }

  /** Up to where every trigger has been seen whole. None holds a line end. */
  #settled(): number {
    const unsettled = Math.max(this.#done, this.#text.length - LONGEST_TRIGGER);
    const lineEnd = this.#text.slice(unsettled).lastIndexOf('\n');
    return unsettled + lineEnd + 1;
  }

  #passOn(end: number): false {
    if (end > this.#done) this.#pieces.push({ kind: 'text', text: this.#text.slice(this.#done, end) });
    this.#take(end);
    this.#searched = end;
    return false;
  }

  #take(end: number): string {
    const text = this.#text.slice(this.#done, Math.max(end, this.#done));
    this.#position = advance(this.#position, text);
    this.#done += text.length;
    return text;
  }

  /** Reads an open token on. Whether it came to its end. */
  #read(open: OpenToken, final: boolean): boolean {
    for (;;) {
      const run = endOfRun(this.#text, this.#done, open.alphabet);
      this.#append(open, this.#take(run.end));
      if (run.open && !final) return false;
      if (open.wraps === null) break;
      const next = continueMacaroon(open.tail, this.#text, this.#done, open.wraps, final);
      if (next.kind === 'more') return false;
      if (next.kind === 'end') break;
      open.length += this.#take(next.at).length;
    }
    this.#close(open);
    return true;
  }

  #append(open: OpenToken, text: string): void {
    open.length += text.length;
    if (open.wraps !== null) open.tail = (open.tail + unescapeRun(text)).slice(-TAIL);
    if (open.hash === undefined) open.raw.push(text);
    else open.hash.update(text, 'latin1');
    if (open.length <= LONGEST_TOKEN || open.hash !== undefined) return;
    open.hash = createHash('sha256').update(open.raw.join(''), 'latin1');
    open.raw = [];
  }

  #close({ label, at, raw, length, hash }: OpenToken): void {
    this.#open = undefined;
    if (hash === undefined) this.#add(label, raw.join(''), at);
    else this.#push({ kind: 'unknown', fingerprint: `sha256:${hash.digest('hex')}`, at, length });
  }

  #add(label: Label, raw: string, at: Position): void {
    const token = Buffer.from(unescapeRun(raw), 'latin1').toString();
    this.#push({ kind: resolveLabel(label, token), fingerprint: fingerprintToken(token), at, length: raw.length });
  }

  #push(token: FoundToken): void {
    this.#pieces.push({ kind: 'token', token });
    this.#searched = this.#done;
  }
}
