import { Help as OclifHelp } from '@oclif/core';
import { EXIT_MEANINGS } from '../wording/exit-codes.js';

/** oclif's help with the exit codes below it. */
export default class Help extends OclifHelp {
  override formatRoot(): string {
    return `${super.formatRoot()}\n\n${this.exitCodes()}`;
  }

  override formatCommand(...[command]: Parameters<OclifHelp['formatCommand']>): string {
    return `${super.formatCommand(command)}\n\n${this.exitCodes()}`;
  }

  private exitCodes(): string {
    const rows = EXIT_MEANINGS.map(([code, meaning]): [string, string] => [String(code), meaning]);
    return this.section('EXIT CODES', this.renderList(rows, { indentation: 2, spacer: '\n', stripAnsi: false }));
  }
}
