import type { Files } from '../../../src/core/ports/files.js';

/** Files that remember how many bytes were read of each path since they were last asked. */
export class CountingFiles {
  readonly files: Files;
  #read = new Map<string, number>();

  constructor(files: Files) {
    const count = (path: string, bytes: number) =>
      this.#read.set(path, (this.#read.get(path) ?? 0) + bytes);
    this.files = new Proxy(files, {
      get: (target, name: keyof Files) => {
        if (name === 'readChunks' || name === 'readPassing') {
          return async function* (...args: Parameters<Files['readChunks']>) {
            for await (const chunk of target[name](...args)) {
              count(args[0], chunk.length);
              yield chunk;
            }
          };
        }
        if (name === 'readRanges') {
          return async function* (...args: Parameters<Files['readRanges']>) {
            for await (const part of target.readRanges(...args)) {
              count(args[0], part.length);
              yield part;
            }
          };
        }
        if (name === 'read') {
          return async (path: string) => {
            const bytes = await target.read(path);
            count(path, bytes.length);
            return bytes;
          };
        }
        const value = target[name];
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  }

  /** Bytes by path; counting begins anew. */
  take(): Map<string, number> {
    const read = this.#read;
    this.#read = new Map();
    return read;
  }
}
