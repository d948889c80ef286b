// Python with scikit-learn, which tests train a reranker with as the assistant does: the one that is there, or Debian's,
// installed here when we may.
import { run } from '../host/processes.mjs';
import { say, step, tail } from '../host/steps.mjs';

/** Debian's own stands last: it is the one that apt-get installs for. */
const PYTHONS = ['python3', 'python', '/usr/bin/python3'];

/** Without it the tests that need it fail, and all others run: so what stands in the way is only told. */
export async function ensureSklearn() {
  if (await isInstalled()) return;
  if (process.getuid?.() !== 0) {
    say('No Python has scikit-learn, which some tests need: sudo apt-get install python3-sklearn');
    return;
  }
  await step('scikit-learn by apt-get', install).catch((error) => say(String(error)));
}

async function isInstalled() {
  for (const python of PYTHONS) {
    const asked = await run(python, ['-c', 'import joblib, sklearn']).catch(() => undefined);
    if (asked?.code === 0) return true;
  }
  return false;
}

async function install() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const update = await run('apt-get', ['update', '-qq'], { env });
  const args = ['install', '-y', '-qq', '--no-install-recommends', 'python3-sklearn'];
  const { code, output } = await run('apt-get', args, { env });
  if (code !== 0)
    throw new Error(`apt-get could not install scikit-learn:\n${tail(update.output + output)}`);
}
