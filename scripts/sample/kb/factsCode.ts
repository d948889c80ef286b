import type { Fact } from './factsTools.js';

export const codeFacts: readonly Fact[] = [
  [
    'What does optional chaining do?',
    '`user?.address?.city` gives `undefined` instead of an error when a part is null or undefined.',
  ],
  [
    'What is the difference between ?? and ||?',
    '`??` falls back only on null and undefined, `||` on every falsy value, such as 0 and "".',
  ],
  [
    'What is the difference between == and ===?',
    '`===` compares without converting types. `x == null` is the one common use of the other: it covers null and undefined.',
  ],
  [
    'How do I remove duplicates from an array?',
    '`[...new Set(items)]` keeps the first of each, compared by identity.',
  ],
  [
    'How do I group an array by a key?',
    '`Object.groupBy(items, (i) => i.kind)` returns an object of arrays (Node 21 and later).',
  ],
  [
    'How do I flatten nested arrays?',
    '`list.flat()` flattens one level, `list.flat(Infinity)` all of them.',
  ],
  ['How do I get the last element of an array?', '`list.at(-1)` works for arrays and strings.'],
  [
    'How do I loop over an object?',
    '`for (const [key, value] of Object.entries(obj))` visits its own keys.',
  ],
  [
    'What is a closure?',
    'A function together with the variables of the scope in which it was made; it keeps them alive.',
  ],
  [
    'What is the event loop?',
    'It takes one task at a time, and runs all waiting promise callbacks after each. Long tasks block everything else.',
  ],
  [
    'How do I wait some time in async code?',
    '`await setTimeout(500)` with `setTimeout` from `node:timers/promises`.',
  ],
  [
    'How do I read JSON from a file in Node?',
    '`JSON.parse(await readFile(path, "utf8"))`; strip a BOM first if Windows tools wrote the file.',
  ],
  [
    'How do I get command line arguments in Node?',
    '`parseArgs` from `node:util` handles flags; `process.argv.slice(2)` is the raw list.',
  ],
  [
    'How do I make a temporary folder in Node?',
    '`await mkdtemp(join(tmpdir(), "job-"))`; remove it with `rm(dir, { recursive: true })`.',
  ],
  [
    'How do I hash a string in Node?',
    '`createHash("sha256").update(text).digest("hex")` from `node:crypto`.',
  ],
  [
    'How do I run a child process in Node?',
    '`execFile("git", ["status"])` takes arguments as a list, so nothing is interpreted by a shell.',
  ],
  [
    'What is backpressure in streams?',
    'A writer that is slower than its reader says so; `pipeline` from `node:stream/promises` obeys and cleans up after errors.',
  ],
  [
    'How do I write a file atomically?',
    'Write to a temporary file in the same folder, `fsync` it, and rename it over the target.',
  ],
  [
    'What is the difference between interface and type?',
    'Both describe shapes. An interface can be extended and merged, a type can also name unions and mapped types.',
  ],
  [
    'What does readonly do in TypeScript?',
    'It forbids assignment through that reference at compile time; nothing is frozen at run time.',
  ],
  [
    'What is a type guard?',
    'A function that returns `value is Foo`; after the check the compiler treats the value as Foo.',
  ],
  ['What does keyof do?', '`keyof User` is the union of its property names.'],
  [
    'What is the never type for?',
    'For what cannot happen: functions that do not return, and variants that are all handled.',
  ],
  [
    'What is a mapped type?',
    'A type that is made from the keys of another: `{ [K in keyof T]: boolean }`.',
  ],
  [
    'What does strictNullChecks do?',
    'null and undefined are no longer part of every type, so you must say where they may occur.',
  ],
  [
    'How do I type a function as a parameter?',
    '`(item: Item) => boolean` is a function type; `Parameters<typeof f>` takes it from an existing function.',
  ],
  [
    'What does skipLibCheck do?',
    'It skips checking of declaration files. Builds get faster, errors inside `.d.ts` files go unseen.',
  ],
  [
    'What is an enum alternative?',
    'A union of string literals; it disappears at run time and needs no import.',
  ],
  [
    'How do I type an object with unknown keys?',
    '`Record<string, number>`, or a `Map` when keys come and go.',
  ],
  [
    'What is a Python list slice?',
    '`items[1:4]` gives elements 1 to 3, `items[::-1]` a reversed copy.',
  ],
  [
    'How do I format numbers in Python?',
    '`f"{value:,.2f}"` writes thousands separators and two decimals.',
  ],
  [
    'How do I merge two dictionaries in Python?',
    '`a | b` (Python 3.9+); on equal keys the right one wins.',
  ],
  [
    'What does if __name__ == "__main__" do?',
    'The block runs only when the file is started, not when it is imported.',
  ],
  ['How do I iterate with an index in Python?', '`for i, item in enumerate(items, start=1):`'],
  [
    'How do I sort by a key in Python?',
    '`sorted(users, key=lambda u: u.age, reverse=True)`; the sort is stable.',
  ],
  [
    'How do I read environment variables in Python?',
    '`os.environ["NAME"]` fails when it is missing, `os.environ.get("NAME", "default")` does not.',
  ],
  [
    'What is a context manager?',
    'What `with` uses: it runs clean-up code on every way out of the block, also after errors.',
  ],
  [
    'How do I measure time in Python?',
    '`time.perf_counter()` before and after; use `timeit` for small pieces.',
  ],
  [
    'What is the GIL?',
    'A lock that lets one thread at a time run Python code. For CPU work use processes, for waiting threads or asyncio.',
  ],
  [
    'How do I parse arguments in Python?',
    '`argparse.ArgumentParser()` with `add_argument`; it writes the help text itself.',
  ],
  ['How do I catch several exceptions?', '`except (ValueError, KeyError) as error:`'],
  [
    'How do I make an HTTP request in Python?',
    '`httpx.get(url, timeout=10)` or `requests.get(url, timeout=10)`; always give a timeout.',
  ],
  [
    'What is a primary key?',
    'The column or columns that identify a row: unique, never NULL, and indexed.',
  ],
  [
    'What is a foreign key?',
    'A column whose values must exist in another table. Index it, otherwise deletes there are slow.',
  ],
  [
    'How do I count rows per group?',
    '`SELECT kind, count(*) FROM item GROUP BY kind ORDER BY 2 DESC;`',
  ],
  [
    'What is the difference between WHERE and HAVING?',
    'WHERE filters rows before grouping, HAVING filters the groups.',
  ],
  [
    'What is the difference between UNION and UNION ALL?',
    'UNION removes duplicates, which costs a sort or a hash; UNION ALL keeps all rows.',
  ],
  [
    'What is a covering index?',
    'An index that holds all columns a query needs, so the table itself is not read.',
  ],
  [
    'What is a CTE?',
    'A named subquery: `WITH recent AS (SELECT …) SELECT … FROM recent`. It makes long queries readable.',
  ],
  [
    'How do I rename a column in Postgres?',
    '`ALTER TABLE t RENAME COLUMN old TO new;` is quick, but breaks running code that uses the old name.',
  ],
  [
    'How do I see running queries in Postgres?',
    "`SELECT pid, state, query FROM pg_stat_activity WHERE state <> 'idle';`",
  ],
  [
    'How do I back up one Postgres database?',
    '`pg_dump -Fc mydb > mydb.dump`; restore with `pg_restore -d mydb mydb.dump`.',
  ],
  ['What does ON DELETE CASCADE do?', 'Deleting the parent row deletes the rows that refer to it.'],
  [
    'What does \\b match in a regex?',
    'A word boundary: the place between a word character and something else. It consumes nothing.',
  ],
  [
    'What does the g flag do?',
    'It finds all matches. A regex object with `g` remembers `lastIndex`, so do not share it between calls of `test`.',
  ],
  ['What is a non-capturing group?', '`(?:…)` groups without storing the match.'],
  ['How do I match a literal dot?', 'Escape it: `\\.`, or put it in a class: `[.]`.'],
  [
    'How do I split on several separators?',
    '`text.split(/[,;\\s]+/)` splits at commas, semicolons and white space.',
  ],
  ['What is the difference between + and *?', '`+` needs at least one, `*` also accepts none.'],
  [
    'How do I anchor a pattern to the whole string?',
    'Begin with `^` and end with `$`, without the `m` flag.',
  ],
];
