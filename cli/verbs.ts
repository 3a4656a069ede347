/** A verb of the command line: takes its arguments, prints one JSON object per line. */
type Verb = (args: string[]) => Promise<void>;

/** Loaded when asked for: most verbs need no database, and none needs all of it. */
export const VERBS: Record<string, { usage: string; load: () => Promise<Verb> }> = {
  talk: {
    usage:
      'talk [--locale zh-CN|en] [--clock ISO] [--why]   to a desk of its own, in memory; a line like +2h lets time pass',
    load: async () => (await import('./verbs/talk.ts')).talk,
  },
  ask: {
    usage: 'ask [--product CODE] [--locale zh-CN|en]   questions on stdin',
    load: async () => (await import('./verbs/ask.ts')).ask,
  },
  search: {
    usage: 'search [--product CODE] [--top N] [--locale zh-CN|en]   queries on stdin',
    load: async () => (await import('./verbs/search.ts')).search,
  },
  import: {
    usage: 'import <file> [--out DIR] [--code CODE]   a PDF, DOCX, HTML, Markdown or text file',
    load: async () => (await import('./verbs/import.ts')).importWording,
  },
  recognize: {
    usage: 'recognize   utterances on stdin, or {"text", "asked": {"fact", "options"}, "open": [intents]} a line',
    load: async () => (await import('./verbs/recognize.ts')).recognize,
  },
  read: {
    usage: 'read [slot] [--reference ISO] [--json]   texts on stdin',
    load: async () => (await import('./verbs/read.ts')).read,
  },
  export: { usage: 'export <conversation>', load: async () => (await import('./verbs/export.ts')).exportConversation },
  evidence: {
    usage:
      'evidence <conversation> [--html FILE]   what was explained and confirmed, with its chain\n  desk evidence key [--new FILE] [--name NAME]   the public key by which it is checked; a new key',
    load: async () => (await import('./verbs/evidence.ts')).evidence,
  },
  verify: {
    usage:
      'verify <file> [--key KEY|FILE] [--checkpoint FILE] [--out DIR]\n  desk verify --all [--json] [--key …] [--checkpoint …]   the whole database',
    load: async () => (await import('./verbs/verify.ts')).verify,
  },
  erase: {
    usage:
      'erase <conversation> [--entry N] [--cases REFERENCE,…] --by WHO --why REASON   the content; what was said of it stays in the chain',
    load: async () => (await import('./verbs/erase.ts')).erase,
  },
  archive: {
    usage: [
      'archive --month 2025-03 --to FOLDER   moves what was said in conversations that are over out of the database',
      'archive --restore FILE   puts it back',
    ].join('\n  desk '),
    load: async () => (await import('./verbs/archive.ts')).archive,
  },
  misses: {
    usage: 'misses [--since ISO] [--product CODE] [--all]   questions that were not answered',
    load: async () => (await import('./verbs/misses.ts')).misses,
  },
  'log-id': {
    usage: 'log-id <id>…   what stands in logs for ids of conversations and entries',
    load: async () => (await import('./verbs/log-id.ts')).logId,
  },
  migrate: { usage: 'migrate', load: async () => (await import('./verbs/migrate.ts')).migrate },
  seed: {
    usage: [
      'seed --file BOOK.yaml   customers, policies and cases of the insurer (docs/seed.md)',
      'seed [--remove]   the samples as of today, and who they are; not with NODE_ENV=production',
    ].join('\n  desk '),
    load: async () => (await import('./verbs/seed.ts')).seed,
  },
  agents: {
    usage: [
      'agents add <email> <name> [--role agent|admin] [--generate]   the password on stdin, or made up and printed once',
      'agents list',
      'agents disable <email> | enable <email>   ends their sessions; their conversations go back to the queue',
      'agents password <email> [--generate]   another password; whoever is signed in with the old one is signed out',
      'agents role <email> agent|admin',
    ].join('\n  desk '),
    load: async () => (await import('./verbs/agents.ts')).agents,
  },
  knowledge: {
    usage: 'knowledge check',
    load: async () => (await import('./verbs/knowledge.ts')).knowledge,
  },
  about: {
    usage: 'about [--licences [--json]]   the version; what it runs with, with licences and sizes',
    load: async () => (await import('./verbs/about.ts')).about,
  },
  eval: {
    usage:
      'eval [cover|imports|intents|values|acts|distress] [--data DIR] [--show misses] [--all]   --all: every confusion of intents, not the ten commonest',
    load: async () => (await import('../tools/eval/eval.ts')).evaluate,
  },
  bench: {
    usage:
      'bench [turn|memory|replicas|grow|streams|search|understand|evidence] [--warm N] [--rounds N] [--turns N] [--clients N] [--alone N]\n  desk bench memory [--of postgres|pglite] [--snapshots FOLDER]\n  desk bench grow [--entries N] [--erasing SECONDS]\n  desk bench streams [--streams N] [--of postgres|pglite] [--idle SECONDS] [--turns N]',
    load: async () => (await import('../tools/bench/bench.ts')).bench,
  },
};
