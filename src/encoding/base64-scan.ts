import { TextAnomalies, type TextAnomaly } from './text-anomaly.js';
import { utf8Length } from './utf8.js';

export type Base64Alphabet = 'standard' | 'url';

/** How bytes are written as base64: RFC 4648 section 4 (`+/`) or 5 (`-_`), with or without `=` at the end. */
export interface Base64Style {
  readonly alphabet: Base64Alphabet;
  readonly padded: boolean;
}

/** What a text decodes to. `style.alphabet` is `url` where the text has none of the four characters that tell. */
export interface Base64Scan {
  readonly bytes: Uint8Array;
  readonly style: Base64Style;
  readonly anomalies: readonly TextAnomaly[];
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const NO_DIGIT = -1;
const EQUALS = 0x3d;

/** Reads base64 character by character: what `scanBase64` does with a text that is not clean. */
export function scanCharacters(text: string): Base64Scan {
  const scan = new Scan(text.length);
  for (let index = 0, byte = 0; index < text.length; ) {
    const codePoint = text.codePointAt(index) ?? 0;
    if (codePoint === 0x25 && /^3[dD]/.test(text.slice(index + 1, index + 3))) {
      scan.percentEncoded(byte);
      index += 3;
      byte += 3;
    } else {
      scan.character(codePoint, byte);
      index += codePoint > 0xffff ? 2 : 1;
      byte += utf8Length(codePoint);
    }
  }
  return scan.finish();
}

/** The bits of the last character that no byte uses: four after one byte, two after two. */
export function spareBits(digits: number, lastCharacter: number): number {
  if (digits % 4 < 2) return 0;
  return digitValue(lastCharacter) & (digits % 4 === 2 ? 0b1111 : 0b11);
}

/** The six bits of a base64 character of either alphabet. */
function digitValue(character: number): number {
  if (character === 0x2b || character === 0x2d) return 62;
  if (character === 0x2f || character === 0x5f) return 63;
  return character < 0x80 ? DIGITS.indexOf(String.fromCharCode(character)) : NO_DIGIT;
}

function alphabetOf(character: number): Base64Alphabet | undefined {
  if (character === 0x2b || character === 0x2f) return 'standard';
  return character === 0x2d || character === 0x5f ? 'url' : undefined;
}

class Scan {
  readonly #anomalies = new TextAnomalies();
  readonly #digits: Uint8Array;
  #length = 0;
  #lastDigitByte = 0;
  #end = 0;
  #padding = 0;
  #dataAfterPadding = false;
  #alphabet: Base64Alphabet | undefined;
  #mixed = false;

  constructor(length: number) {
    this.#digits = new Uint8Array(length);
  }

  character(codePoint: number, byte: number): void {
    const length = utf8Length(codePoint);
    if (codePoint === EQUALS) this.#equals(byte);
    else if (digitValue(codePoint) !== NO_DIGIT) this.#digit(codePoint, byte);
    else this.#anomalies.addForeign(codePoint, byte, length);
    this.#end = byte + length;
  }

  percentEncoded(byte: number): void {
    this.#anomalies.add('base64-percent-encoded', byte);
    this.#equals(byte);
    this.#end = byte + 3;
  }

  #digit(character: number, byte: number): void {
    if (this.#padding > 0) {
      if (!this.#dataAfterPadding) this.#anomalies.add('base64-data-after-padding', byte);
      this.#dataAfterPadding = true;
      return;
    }
    this.#digits[this.#length++] = character;
    this.#lastDigitByte = byte;
    const alphabet = alphabetOf(character);
    this.#alphabet ??= alphabet;
    if (!this.#mixed && alphabet !== undefined && alphabet !== this.#alphabet) {
      this.#mixed = true;
      this.#anomalies.add('base64-mixed-alphabets', byte);
    }
  }

  #equals(byte: number): void {
    if (this.#dataAfterPadding) return;
    this.#padding++;
    if (this.#padding === this.#paddingDue() + 1) this.#anomalies.add('base64-padding', byte, this.#paddingDue());
  }

  #paddingDue(): number {
    return this.#length % 4 < 2 ? 0 : 4 - (this.#length % 4);
  }

  finish(): Base64Scan {
    const digits = Buffer.from(this.#digits.subarray(0, this.#length)).toString('latin1');
    if (this.#padding > 0 && this.#padding < this.#paddingDue()) {
      this.#anomalies.add('base64-padding', this.#end, this.#paddingDue());
    }
    if (digits.length % 4 === 1) this.#anomalies.add('base64-stray-character', this.#lastDigitByte);
    if (spareBits(digits.length, digits.charCodeAt(digits.length - 1)) !== 0) {
      this.#anomalies.add('base64-spare-bits', this.#lastDigitByte);
    }
    return {
      bytes: Buffer.from(digits, 'base64'),
      style: { alphabet: this.#alphabet ?? 'url', padded: this.#padding > 0 },
      anomalies: this.#anomalies.list,
    };
  }
}
