import type { Topic } from './topic.js';

export const sql: readonly Topic[] = [
  {
    key: 'sql-slow-query',
    title: 'Find out why a query is slow',
    ask: 'How do I find out why a Postgres query is slow?',
    also: [
      'explain analyze how to read',
      'query takes 8 seconds',
      'sequential scan on big table',
      'see what the planner spends its time on',
    ],
    answer:
      'Run `EXPLAIN (ANALYZE, BUFFERS) SELECT …` and look for the node with the largest actual time, and for row estimates that are far from the real count. A sequential scan with a selective filter asks for an index; a bad estimate asks for `ANALYZE table`.',
  },
  {
    key: 'sql-join-types',
    title: 'INNER JOIN and LEFT JOIN',
    ask: 'What is the difference between INNER JOIN and LEFT JOIN?',
    also: [
      'left join vs inner join',
      'rows disappear after join',
      'join keeps rows without a match?',
      'which kind of join keeps customers that have no orders',
    ],
    answer:
      'INNER JOIN keeps only rows with a match on both sides; LEFT JOIN keeps every row of the left table and fills the right side with NULL. A condition on the right table in WHERE turns a LEFT JOIN into an inner one: put it in ON.',
    wrong: 'LEFT JOIN drops the rows of the left table that have no match; INNER JOIN keeps them.',
  },
  {
    key: 'sql-duplicates',
    title: 'Find duplicate rows',
    ask: 'How do I find duplicate rows in a table?',
    also: [
      'sql find duplicates by email',
      'group by having count > 1',
      'remove duplicates keep one',
      'same value stored twice, which rows',
    ],
    answer:
      '`SELECT email, count(*) FROM users GROUP BY email HAVING count(*) > 1;`. To delete all but the oldest, number them with `row_number() OVER (PARTITION BY email ORDER BY id)` and delete where the number is above 1; then add a unique constraint.',
  },
  {
    key: 'sql-upsert',
    title: 'Insert or update',
    ask: 'How do I insert a row or update it if it exists in Postgres?',
    also: [
      'postgres upsert',
      'on conflict do update',
      'insert if not exists else update',
      'write a row without caring whether the key is already there',
    ],
    answer:
      '`INSERT INTO stock (sku, qty) VALUES ($1, $2) ON CONFLICT (sku) DO UPDATE SET qty = EXCLUDED.qty;`. It needs a unique index on the conflict columns and is safe when two clients do it at once.',
  },
  {
    key: 'sql-latest-per-group',
    title: 'Latest row per group',
    ask: 'How do I get the latest row per customer?',
    also: [
      'newest record per group sql',
      'distinct on postgres',
      'row_number partition by latest',
      'most recent order for each customer in one query',
    ],
    answer:
      'In Postgres: `SELECT DISTINCT ON (customer_id) * FROM orders ORDER BY customer_id, created_at DESC;`. Elsewhere use `row_number() OVER (PARTITION BY customer_id ORDER BY created_at DESC)` in a subquery and keep number 1.',
  },
  {
    key: 'sql-null-compare',
    title: 'Comparing with NULL',
    ask: 'Why does WHERE column = NULL return nothing?',
    also: [
      'null comparison sql',
      'not in with null returns no rows',
      'is null vs = null',
      'missing values are never equal in my filter',
    ],
    answer:
      'Any comparison with NULL is unknown, and WHERE keeps only what is true. Write `IS NULL`, or `IS NOT DISTINCT FROM $1` when the parameter may be NULL. `NOT IN (…)` with a NULL in the list matches nothing; use `NOT EXISTS`.',
  },
  {
    key: 'sql-pagination',
    title: 'Pagination without OFFSET',
    ask: 'Why is OFFSET slow and what should I use instead?',
    also: [
      'keyset pagination',
      'page 5000 is slow',
      'limit offset performance',
      'cheap way to go through result pages',
    ],
    answer:
      'OFFSET reads and throws away all earlier rows. Use the last key you saw: `WHERE (created_at, id) < ($1, $2) ORDER BY created_at DESC, id DESC LIMIT 50`, with an index on both columns. You lose jumping to page N, and gain stable pages.',
  },
  {
    key: 'sql-transactions',
    title: 'Lost updates',
    ask: 'How do I stop two requests from overwriting each other’s update?',
    also: [
      'lost update problem',
      'select for update or version column',
      'optimistic locking sql',
      'concurrent edits clobber one another',
    ],
    answer:
      'Either lock: `SELECT … FOR UPDATE` inside the transaction, or check a version: `UPDATE doc SET body = $1, version = version + 1 WHERE id = $2 AND version = $3`, and treat zero updated rows as a conflict. The second needs no open transaction while a person edits.',
  },
  {
    key: 'sql-add-column',
    title: 'Add a NOT NULL column to a big table',
    ask: 'How do I add a NOT NULL column to a large Postgres table without downtime?',
    also: [
      'migration locks the table',
      'add column not null default big table',
      'zero downtime schema change',
      'introduce a mandatory field while the app keeps running',
    ],
    answer:
      "Add it with a constant default: `ALTER TABLE t ADD COLUMN state text NOT NULL DEFAULT 'new'`; since Postgres 11 this does not rewrite the table. For computed values add it nullable, backfill in batches, and only then set NOT NULL.",
    wrong:
      'Every ADD COLUMN with a default rewrites the whole table in Postgres, so stop the app first.',
  },
  {
    key: 'sql-injection',
    title: 'Avoid SQL injection',
    ask: 'How do I avoid SQL injection in Node?',
    also: [
      'is string concatenation in sql dangerous',
      'parameterized query pg',
      'escape user input in query',
      'put values into a statement safely',
    ],
    answer:
      'Never build the statement from input: `client.query("SELECT * FROM users WHERE id = $1", [id])`. Parameters cannot be used for table or column names; check those against a fixed list.',
  },
];
