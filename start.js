#!/usr/bin/env node
import { runBundled } from './bundle.js';

/* `npm start`: the desk, from one file. */
await runBundled('main.ts');
