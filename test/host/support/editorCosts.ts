import { Module } from 'node:module';
import { join, relative } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';
import { COMMANDS, REVIEW_PANEL } from '../../../src/shared/ids.js';
import { activated, until } from './workspace.js';

export interface ActivationCost {
  /** From reading the file until `activate` has returned. */
  readonly milliseconds: number;
  /** Of this process in that time: what a busy machine does beside it is not in it. */
  readonly cpuMilliseconds: number;
  /** Files of ours that were loaded, from `dist`. */
  readonly loaded: readonly string[];
}

interface Loader {
  _load(request: string, ...rest: unknown[]): unknown;
}

/**
 * Loads and activates the extension once more, from its files. VS Code's own API is real but for the few calls that would
 * register everything a second time.
 */
export async function activationCost(): Promise<ActivationCost> {
  const own = await activated();
  const { extensionPath } = own;
  const dist = join(extensionPath, 'dist');
  const kept = new Map(Object.entries(require.cache).filter(([file]) => file.startsWith(dist)));
  for (const file of kept.keys()) delete require.cache[file];
  const loader = Module as unknown as Loader;
  const load = loader._load;
  loader._load = (request, ...rest) =>
    request === 'vscode' ? quiet() : load.call(loader, request, ...rest);
  const subscriptions: vscode.Disposable[] = [];
  const usedBefore = process.cpuUsage();
  const startedAt = performance.now();
  try {
    const extension = require(join(dist, 'extension.cjs'));
    extension.activate({
      subscriptions,
      extension: own,
      extensionPath,
      asAbsolutePath: String,
    });
    const milliseconds = performance.now() - startedAt;
    const { user, system } = process.cpuUsage(usedBefore);
    const files = Object.keys(require.cache).filter((file) => file.startsWith(dist));
    const loaded = files.map((file) => relative(dist, file));
    return { milliseconds, cpuMilliseconds: (user + system) / 1000, loaded };
  } finally {
    for (const each of subscriptions) each.dispose(); // Before its session begins.
    loader._load = load;
    for (const file of Object.keys(require.cache))
      if (file.startsWith(dist)) delete require.cache[file];
    Object.assign(require.cache, Object.fromEntries(kept));
  }
}

function quiet(): unknown {
  const nothing = () => new vscode.Disposable(() => {});
  return {
    ...vscode,
    commands: { ...vscode.commands, registerCommand: nothing },
    window: {
      ...vscode.window,
      createOutputChannel: nothing,
      registerWebviewPanelSerializer: nothing,
    },
    lm: { registerTool: nothing, registerMcpServerDefinitionProvider: nothing },
    tasks: { ...vscode.tasks, registerTaskProvider: nothing },
  };
}

/** Opens the review panel, waits until it is drawn by VS Code, closes it. */
export async function openAndClosePanel(): Promise<void> {
  await vscode.commands.executeCommand(COMMANDS.openReview);
  await until(() => panels() === 1, 'the panel was open');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await until(() => panels() === 0, 'the panel was closed');
}

function panels(): number {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter(
    ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(REVIEW_PANEL),
  ).length;
}

/** @returns bytes of the extension host's heap that something still holds: the least of several looks, as others work there too */
export async function heldBytes(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 6; round += 1) {
    collect();
    least = Math.min(least, process.memoryUsage().heapUsed);
    // What is told of a collection, finalizers, comes in a later turn.
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return least;
}
