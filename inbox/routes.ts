import type { Routes } from '../http/server.ts';

export function inbox(_routes: Routes, _parts: object): () => void {
  return () => {};
}
