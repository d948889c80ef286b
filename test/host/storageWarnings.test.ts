import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Health } from '../../src/core/health/checkHealth.js';
import type { HealthFinding } from '../../src/core/health/healthFinding.js';
import { StorageWarnings } from '../../src/host/health/storageWarnings.js';
import type { JobRunner } from '../../src/host/jobs/jobRunner.js';
import { activated, until } from './support/workspace.js';

const OPEN: HealthFinding = {
  check: 'modes',
  severity: 'problem',
  what: 'Every account may look into userData',
  place: { file: 'userData' },
  why: 'Why.',
  remedy: 'Mend it.',
};
const TRACKED: HealthFinding = { ...OPEN, check: 'tracked', what: 'Git tracks 2 files' };

function shown(): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics()
    .flatMap(([, all]) => all)
    .filter(
      ({ source, code }) => source === 'CodeLumi' && ['modes', 'tracked'].includes(String(code)),
    )
    .filter(({ message }) => message.includes('Mend it.'));
}

describe('warnings about where logs are kept', () => {
  before(activated);

  it('stand in the Problems view as long as they hold, and are told once', async () => {
    let findings: HealthFinding[] = [OPEN, TRACKED];
    const jobs = { run: async (): Promise<Partial<Health>> => ({ findings }) };
    const kept = new Map<string, unknown>();
    let updates = 0;
    const state = {
      get: (key: string, usual: unknown) => kept.get(key) ?? usual,
      update: async (key: string, value: unknown) => {
        updates += 1;
        kept.set(key, value);
      },
    };
    const log = vscode.window.createOutputChannel('storage test', { log: true });
    const warnings = new StorageWarnings(
      jobs as unknown as JobRunner,
      state as unknown as vscode.Memento,
      log,
    );
    try {
      await warnings.refresh();
      await until(() => shown().length === 2, 'both are shown');
      await warnings.refresh();
      assert.equal(updates, 1, 'told once');
      findings = [];
      await warnings.refresh();
      await until(() => shown().length === 0, 'they are gone');
    } finally {
      warnings.dispose();
      log.dispose();
    }
  });
});
