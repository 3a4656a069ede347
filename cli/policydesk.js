#!/usr/bin/env node
import { runBundled } from '../bundle.js';

/* `desk <verb>`: most verbs need little of the house, and load no more. */
await runBundled('cli/desk.ts', { inPieces: true });
