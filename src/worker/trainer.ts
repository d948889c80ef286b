import { readFileSync, writeFileSync } from 'node:fs';
import { messageOf } from '../core/errors.js';
import {
  ARTEFACT_FILE,
  type BuiltinTask,
  doBuiltinTask,
  REPORT_FILE,
  TASK_FILE,
} from '../core/training/recipes/builtinTask.js';

/**
 * The program that trains the built-in reranker: run in a folder that holds its task, it leaves there what came of it. A
 * process and not a thread, so that it can be kept from the network, held to its limits and killed.
 */
function main(): void {
  try {
    const task = JSON.parse(readFileSync(TASK_FILE, 'utf8')) as BuiltinTask;
    const { artefact, report } = doBuiltinTask(task);
    writeFileSync(ARTEFACT_FILE, artefact);
    writeFileSync(REPORT_FILE, JSON.stringify({ ...report, node: process.versions.node }));
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    process.exitCode = 3;
  }
}

main();
