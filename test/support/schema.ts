import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';

/** Gives a function that expects a value to follow `schemas/NAME.schema.json`, to the letter. */
export function schemaOf(name: string): (value: unknown) => void {
  const url = new URL(`../../../schemas/${name}.schema.json`, import.meta.url);
  const validate = new Ajv2020({ allErrors: true }).compile(JSON.parse(readFileSync(url, 'utf8')));
  return (value) => {
    validate(value);
    expect(validate.errors ?? []).toEqual([]);
  };
}
