/** A file that can't be imported: the cause and what to do next, in one sentence for whoever ran the import. */
export class ImportError extends Error {}
