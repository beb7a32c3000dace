#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { main } from './cli/main.ts';

// The command `reg-geometry`. Whoever closes the pipe, as `head` does, has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => { if (error.code !== 'EPIPE') throw error; });
process.exitCode = await main(process.argv.slice(2), {
  print: (text) => void process.stdout.write(text),
  say: (text) => void process.stderr.write(`${text}\n`),
  input: () => readFileSync(0, 'utf8'),
});
