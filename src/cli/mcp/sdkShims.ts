import process from 'node:process';

/**
 * What the SDK takes from its `_shims` on Node, without the JSON Schema validator it would bundle: that checks answers to
 * questions a server asks its client, and ours asks none. Tools check their input by zod.
 */
export class DefaultJsonSchemaValidator {
  getValidator(): never {
    throw new Error('This server asks its clients nothing.');
  }
}

export { process };
