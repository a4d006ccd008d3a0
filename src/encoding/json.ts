import { asBuffer, decodeUtf8 } from './utf8.js';

/** A JSON value and where it lies: `offset` and `length` in bytes, quotes and brackets included. */
export type JsonValue = JsonString | JsonNumber | JsonLiteral | JsonArray | JsonObject;

interface Span {
  readonly offset: number;
  readonly length: number;
}

export interface JsonString extends Span {
  readonly type: 'string';
  readonly value: string;
}

export interface JsonNumber extends Span {
  readonly type: 'number';
  readonly value: number;
}

export interface JsonLiteral extends Span {
  readonly type: 'literal';
  readonly value: true | false | null;
}

export interface JsonArray extends Span {
  readonly type: 'array';
  readonly items: readonly JsonValue[];
}

/** All members as written: duplicates included, none merged into a prototype or lost to one. */
export interface JsonObject extends Span {
  readonly type: 'object';
  readonly members: readonly JsonMember[];
}

export interface JsonMember {
  readonly key: string;
  readonly keyOffset: number;
  readonly value: JsonValue;
}

/** Why reading stopped, and at which byte. `end`: the text ended where it should not. */
export interface JsonProblem {
  readonly reason: 'syntax' | 'end' | 'depth' | 'surrogate';
  readonly byte: number;
}

/** What was read: the value, or as much of its arrays and objects as came before the problem; and where reading ended. */
export interface JsonScan {
  readonly value: JsonValue | undefined;
  readonly end: number;
  readonly problem: JsonProblem | undefined;
}

/**
 * Reads one JSON value (RFC 8259) from an offset on, with the place of everything; what follows it is left alone.
 * Unlike `JSON.parse` it shows duplicate keys, keeps `__proto__` a mere key, and never throws. Nesting is limited.
 */
export function scanJson(bytes: Uint8Array, offset: number, maxDepth: number): JsonScan {
  const scanner = new Scanner(bytes, offset, maxDepth);
  const value = scanner.value();
  return { value, end: scanner.at, problem: scanner.problem };
}

/** The first offset from one on where there is no JSON white space. */
export function skipWhiteSpace(bytes: Uint8Array, offset: number): number {
  let at = offset;
  while (isWhiteSpace(bytes[at])) at++;
  return at;
}

function isWhiteSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN = { array: 0x5b, object: 0x7b } as const;
const CLOSE = { array: 0x5d, object: 0x7d } as const;
const WORD = /^[\w+.-]$/;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;
const LITERALS: ReadonlyMap<string, true | false | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);
const SURROGATE = /\p{Cs}/u;

class Scanner {
  problem: JsonProblem | undefined;
  at: number;
  readonly #bytes: Uint8Array;
  #depthLeft: number;

  constructor(bytes: Uint8Array, offset: number, maxDepth: number) {
    this.#bytes = bytes;
    this.at = offset;
    this.#depthLeft = maxDepth;
  }

  value(): JsonValue | undefined {
    this.at = skipWhiteSpace(this.#bytes, this.at);
    switch (this.#bytes[this.at]) {
      case QUOTE:
        return this.#string();
      case OPEN.array:
        return this.#array();
      case OPEN.object:
        return this.#object();
      default:
        return this.#word();
    }
  }

  #fail(byte: number, reason: JsonProblem['reason'] = byte < this.#bytes.length ? 'syntax' : 'end'): undefined {
    this.problem ??= { reason, byte };
    return undefined;
  }

  #string(): JsonString | undefined {
    const offset = this.at;
    let end = offset + 1;
    let escaped = false;
    for (; this.#bytes[end] !== QUOTE; end++) {
      const byte = this.#bytes[end];
      if (byte === undefined || byte < 0x20) return this.#fail(end);
      if (byte === BACKSLASH) {
        escaped = true;
        end++;
      }
    }
    const text = decodeUtf8(this.#bytes.subarray(offset + 1, end));
    const value = text !== undefined && escaped ? unescapeText(text) : text;
    if (value === undefined) return this.#fail(offset, 'syntax');
    if (escaped && SURROGATE.test(value)) return this.#fail(offset, 'surrogate');
    this.at = end + 1;
    return { type: 'string', value, offset, length: this.at - offset };
  }

  #word(): JsonNumber | JsonLiteral | undefined {
    const offset = this.at;
    let end = offset;
    while (WORD.test(String.fromCharCode(this.#bytes[end] ?? 0))) end++;
    const word = asBuffer(this.#bytes.subarray(offset, end)).toString('latin1');
    const literal = LITERALS.get(word);
    const span = { offset, length: end - offset };
    if (literal === undefined && !NUMBER.test(word)) return this.#fail(end < this.#bytes.length ? offset : end);
    this.at = end;
    return literal === undefined
      ? { type: 'number', value: Number(word), ...span }
      : { type: 'literal', value: literal, ...span };
  }

  #array(): JsonArray {
    const offset = this.at;
    const items: JsonValue[] = [];
    this.#list('array', () => {
      const item = this.value();
      if (item !== undefined) items.push(item);
    });
    return { type: 'array', items, offset, length: this.at - offset };
  }

  #object(): JsonObject {
    const offset = this.at;
    const members: JsonMember[] = [];
    this.#list('object', () => {
      const member = this.#member();
      if (member !== undefined) members.push(member);
    });
    return { type: 'object', members, offset, length: this.at - offset };
  }

  #member(): JsonMember | undefined {
    if (this.#bytes[this.at] !== QUOTE) return this.#fail(this.at);
    const key = this.#string();
    if (key === undefined) return undefined;
    this.at = skipWhiteSpace(this.#bytes, this.at);
    if (this.#bytes[this.at] !== COLON) return this.#fail(this.at);
    this.at++;
    const value = this.value();
    return value === undefined ? undefined : { key: key.value, keyOffset: key.offset, value };
  }

  /** Reads `[…]` or `{…}`, calling `element` where one begins. Stops where a problem was met. */
  #list(kind: 'array' | 'object', element: () => void): void {
    if (this.#depthLeft === 0) {
      this.#fail(this.at, 'depth');
      return;
    }
    this.#depthLeft--;
    this.at = skipWhiteSpace(this.#bytes, this.at + 1);
    if (this.#bytes[this.at] !== CLOSE[kind]) this.#elements(kind, element);
    if (this.problem === undefined) this.at++;
    this.#depthLeft++;
  }

  #elements(kind: 'array' | 'object', element: () => void): void {
    for (;;) {
      element();
      if (this.problem !== undefined) return;
      this.at = skipWhiteSpace(this.#bytes, this.at);
      const byte = this.#bytes[this.at];
      if (byte === CLOSE[kind]) return;
      if (byte !== COMMA) {
        this.#fail(this.at);
        return;
      }
      this.at = skipWhiteSpace(this.#bytes, this.at + 1);
    }
  }
}

/** What the inside of a JSON string means; `undefined` where an escape is none. */
function unescapeText(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(`"${text}"`);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
