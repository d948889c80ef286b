// `node out/bench/longQueue.mjs FOLDER [CANDIDATES]` writes a long queue into a workspace, for the tests that
// measure how the editor bears it, and to try it by hand.
import { resolve } from 'node:path';
import { writeManyCandidates } from './manyCandidates.js';

const [folder = '.', count = '100000'] = process.argv.slice(2);
const days = await writeManyCandidates(resolve(folder), Number(count), new Date());
console.log(`${count} candidates on ${days.join(', ')}`);
