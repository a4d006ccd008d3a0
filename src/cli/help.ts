import { type Command, CommandHelp, Help as OclifHelp } from '@oclif/core';
import { EXIT_MEANINGS } from '../wording/exit-codes.js';

/** One command's help: a usage line that fits on a line, and a description that is filled to the width. */
class ReadableCommandHelp extends CommandHelp {
  /** oclif would list every flag and each exclusion here; they stand below in groups. */
  protected override defaultUsage(): string {
    const args = Object.values(this.command.args ?? {}).map(({ name, required }) =>
      required ? name.toUpperCase() : `[${name.toUpperCase()}]`,
    );
    return [...args, '[FLAGS]'].join(' ');
  }

  /** The summary stands on top already. */
  protected override description(): string | undefined {
    const { description } = this.command;
    return description === undefined ? undefined : this.wrap(description.replaceAll('\n', ' '));
  }
}

/** oclif's help with the exit codes below it. */
export default class Help extends OclifHelp {
  override formatRoot(): string {
    return `${super.formatRoot()}\n\n${this.exitCodes()}`;
  }

  override formatCommand(command: Command.Loadable): string {
    return `${super.formatCommand(command)}\n\n${this.exitCodes()}`;
  }

  protected override getCommandHelpClass(command: Command.Loadable): CommandHelp {
    return new ReadableCommandHelp(command, this.config, this.opts);
  }

  private exitCodes(): string {
    const rows = EXIT_MEANINGS.map(([code, meaning]): [string, string] => [String(code), meaning]);
    return this.section('EXIT CODES', this.renderList(rows, { indentation: 2, spacer: '\n', stripAnsi: false }));
  }
}
