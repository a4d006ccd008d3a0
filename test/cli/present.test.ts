import { expect, test } from '@jest/globals';
import type { Mode } from '../../src/cli/mode.js';
import type { Report } from '../../src/cli/outcome.js';
import { presentError, presentReport } from '../../src/cli/present.js';
import { failure } from '../../src/errors.js';
import { rejectsWith } from '../support/fails-with.js';
import { fakeIo } from '../support/fake-io.js';

const report: Report = {
  kind: 'report',
  json: { schema: 'matrix-token.example/1', warnings: ['mind the gap'] },
  text: () => 'the text',
  notes: ['a note'],
  exit: 6,
};

const modes: ReadonlyArray<[Mode, string, string]> = [
  [{ kind: 'text' }, 'the text\n', 'a note\nwarning: mind the gap\n'],
  [{ kind: 'json' }, '{\n  "schema": "matrix-token.example/1",\n  "warnings": [\n    "mind the gap"\n  ]\n}\n', ''],
  [{ kind: 'field', path: 'warnings.0' }, 'mind the gap\n', 'a note\nwarning: mind the gap\n'],
  [{ kind: 'field', path: 'warnings' }, '["mind the gap"]\n', 'a note\nwarning: mind the gap\n'],
];

test.each(modes)('a report in mode %j', async (mode, stdout, stderr) => {
  const io = fakeIo();
  expect(await presentReport(report, mode, io, false)).toBe(6);
  expect(io.written).toEqual({ stdout, stderr });
});

test('--quiet leaves out notes and warnings', async () => {
  const io = fakeIo();
  await presentReport(report, { kind: 'text' }, io, true);
  expect(io.written).toEqual({ stdout: 'the text\n', stderr: '' });
});

test('a field that is not there is a usage error that names those that are', async () => {
  const shown = presentReport(report, { kind: 'field', path: 'kind' }, fakeIo(), false);
  const error = await rejectsWith(shown, 'ERR_FIELD_UNKNOWN', 'The result has no field of the name given to --field.');
  expect(error.hint).toBe('Fields there: schema, warnings.');
});

test('JSON is ASCII alone', async () => {
  const io = fakeIo();
  const hostile: Report = { ...report, json: { schema: 'matrix-token.example/1', warnings: ['\u202e\u009b31m é'] } };
  await presentReport(hostile, { kind: 'json' }, io, false);
  expect(io.written.stdout).toContain('"\\u202e\\u009b31m \\u00e9"');
});

test('an error goes to stderr in text mode and to stdout as JSON, with one exit code', () => {
  const error = failure('ERR_INPUT_EMPTY', { blank: 0 });
  const [text, json] = [fakeIo(), fakeIo()];
  const exits = [presentError(error, { kind: 'text' }, text), presentError(error, { kind: 'json' }, json)];
  expect(exits).toEqual([3, 3]);
  expect(text.written).toEqual({
    stdout: '',
    stderr:
      'error: The input is empty: expected a token at byte 0. [ERR_INPUT_EMPTY]\n' +
      'hint: Check the variable, file or command that should have produced the token.\n',
  });
  expect(JSON.parse(json.written.stdout)).toEqual({
    error: {
      code: 'ERR_INPUT_EMPTY',
      message: 'The input is empty: expected a token at byte 0.',
      exit: 3,
      hint: 'Check the variable, file or command that should have produced the token.',
    },
  });
});
