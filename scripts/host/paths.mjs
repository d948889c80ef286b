// Where things are: every script resolves from the checkout, never from the folder it was called in.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Everything that is downloaded or written while VS Code runs; ignored by Git. */
export const vscodeHome = join(root, '.vscode-test');

/** The embedded ClickHouse that tests compare with; ignored by Git. */
export const clickHouseHome = join(root, '.clickhouse');

/** @param {...string} parts */
export const inRoot = (...parts) => join(root, ...parts);

/** @typedef {{ name: string, publisher: string, version: string }} Manifest */

/** @returns {Manifest} */
export const manifest = () => JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
