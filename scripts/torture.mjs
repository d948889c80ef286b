// `npm run torture [-- --cases N --seed S --minutes M --only WORDS]`: torments everything that reads and writes with faults,
// kills and broken or hostile input (test/unit/torture), prints a table and, at the end, how many cases were tried and how
// many records were lost. Ends with 1 on any loss, crash or hang.

/** What is to be done in the end: the torments share helpers with the tests, which leave that to Mocha. */
const last = [];
globalThis.after = (work) => void last.push(work);

await import('../out/unit/test/unit/torture/main.js');
for (const work of last) await work();
