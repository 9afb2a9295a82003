// node harness.mjs commit|rollback: one scenario. Ends with 0 when it committed, with 3 when PostgreSQL refused a row.

import process from 'node:process';
import pg from 'pg';

const kinds = {
  commit: ['from Node'],
  // The table takes no empty kind: the second row is refused, and takes the first with it.
  rollback: ['from Node', ''],
};
const checkViolation = '23514';

async function main(scenario) {
  // pg itself reads PGHOST, PGPORT, PGUSER, PGDATABASE and PGPASSFILE.
  const client = new pg.Client();
  await client.connect();
  try {
    await client.query('BEGIN');
    for (const kind of kinds[scenario]) {
      await client.query('INSERT INTO public.entry (kind) VALUES ($1)', [kind]);
    }
    await client.query('COMMIT');
    console.log('committed');
    return 0;
  } catch (refused) {
    await client.query('ROLLBACK');
    if (refused.code !== checkViolation) throw refused;
    console.error(`rolled back: ${refused.message}`);
    return 3;
  } finally {
    await client.end();
  }
}

process.exitCode = await main(process.argv[2]);
