import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import type { Processes } from '../core/ports/processes.js';

export const systemProcesses: Processes = {
  pid: process.pid,
  host: hostname(),
  isAlive,
  randomId: () => randomBytes(16).toString('hex'),
  sleep: (milliseconds) => setTimeout(milliseconds),
};

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0); // Signal 0 only asks.
    return true;
  } catch (error) {
    // EPERM: it lives, but belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
