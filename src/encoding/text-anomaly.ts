export type TextAnomalyCode =
  | 'text-whitespace'
  | 'text-illegal-character'
  | 'base64-mixed-alphabets'
  | 'base64-padding'
  | 'base64-percent-encoded'
  | 'base64-data-after-padding'
  | 'base64-stray-character'
  | 'base64-spare-bits'
  | 'hex-upper-case'
  | 'hex-odd-length';

/** Something odd about an encoded text: where (an offset into its UTF-8), and how many characters or bits it is about. */
export interface TextAnomaly {
  readonly code: TextAnomalyCode;
  readonly byte: number;
  readonly count: number;
}

/** How many anomalies a scan records: noise has no end of them, and nobody reads a thousand. */
export const MAX_ANOMALIES = 1000;

const WHITE_SPACE: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20]);

/** Records anomalies; joins a run of white space or of illegal characters into one. */
export class TextAnomalies {
  readonly #list: TextAnomaly[] = [];
  #runEnd = -1;

  get list(): readonly TextAnomaly[] {
    return this.#list;
  }

  add(code: TextAnomalyCode, byte: number, count = 1): void {
    if (this.#list.length < MAX_ANOMALIES) this.#list.push({ code, byte, count });
  }

  /** Adds a character that belongs to no alphabet. `length` is its length in UTF-8. */
  addForeign(codePoint: number, byte: number, length: number): void {
    const code = WHITE_SPACE.has(codePoint) ? 'text-whitespace' : 'text-illegal-character';
    const last = this.#list.at(-1);
    if (last?.code === code && this.#runEnd === byte) {
      this.#list[this.#list.length - 1] = { code, byte: last.byte, count: last.count + 1 };
    } else {
      this.add(code, byte);
    }
    this.#runEnd = byte + length;
  }
}
