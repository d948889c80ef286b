// Starts Chromium for the tests.
import { chromium } from 'playwright-core';
import { ensureChromium } from './chromium.mjs';

const quiet = [
  '--no-sandbox', // the tests also run as root, in containers
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** @returns {Promise<import('playwright-core').Browser>} */
export async function launchBrowser() {
  return chromium.launch({
    executablePath: await ensureChromium(),
    args: quiet,
    headless: process.env['CODELUMI_HEADED'] === undefined,
    // Playwright's own handlers leave the process before the server is stopped.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}
