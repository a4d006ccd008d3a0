import { expect } from '@jest/globals';
import { MatrixTokenError } from '../../src/errors.js';
import { type InspectReport, inspectToken } from '../../src/report/inspect.js';
import { renderInspect } from '../../src/report/inspect-text.js';
import { createStyle } from '../../src/report/style.js';
import { NOW } from './fake-io.js';

interface Options {
  readonly showValues?: boolean;
  readonly rootKey?: Uint8Array;
}

/** Inspects a text as if it were an argument, at the clock of the tests. */
export function inspect(text: string, options: Options = {}): InspectReport {
  return inspectToken(text, { from: 'argument', now: NOW, showValues: false, ...options });
}

/** The same; undefined where the text is refused, which only a `MatrixTokenError` may do. */
export function tryInspect(text: string, options: Options = {}): InspectReport | undefined {
  try {
    return inspect(text, options);
  } catch (error) {
    expect(error).toBeInstanceOf(MatrixTokenError);
    return undefined;
  }
}

/** What a terminal of 100 columns without colours shows. */
export function show(report: InspectReport): string {
  return renderInspect(report, { style: createStyle(false), width: 100 });
}
