import { failure } from '../../src/errors.js';
import type { Files } from '../../src/key/files.js';

/** Files that live in an object, by their absolute paths. A folder is what has files in it. */
export function memoryFiles(contents: Readonly<Record<string, string>>): Files {
  return {
    read: async (path) => {
      const text = contents[path];
      if (text === undefined) throw failure('ERR_FILE_UNREADABLE', { path, reason: 'there is no such file' });
      return Buffer.from(text);
    },
    list: async (path) => {
      const names = Object.keys(contents).filter((name) => name.startsWith(`${path}/`));
      return names.length === 0 ? undefined : names.map((name) => name.slice(path.length + 1));
    },
  };
}
