// Jest decorates console output with stack positions, which would pollute what the black-box tests capture.
import { Console } from 'node:console';

globalThis.console = new Console({ stdout: process.stdout, stderr: process.stderr });
