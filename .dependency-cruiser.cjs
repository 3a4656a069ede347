/**
 * The rooms of ARCHITECTURE.md and what each may import. `npm run rooms` checks it; tests/all.ts fails when nothing was
 * cruised, because a checker that reads no modules reports no errors either.
 */
const rooms = {
  language: [],
  understanding: ['language', 'services'],
  bots: ['dialogs', 'understanding', 'language', 'services', 'telemetry'],
  dialogs: ['understanding', 'language', 'services', 'knowledge', 'templates'],
  knowledge: ['language'],
  services: ['language'],
  db: ['language', 'services', 'knowledge', 'telemetry'],
  book: ['db', 'understanding', 'language', 'services', 'knowledge'],
  templates: [],
  channels: ['bots', 'language', 'services', 'http', 'telemetry'],
  inbox: ['language', 'services', 'templates', 'http', 'telemetry'],
  http: ['telemetry', 'services'],
  web: ['http', 'language', 'templates'],
  anchors: ['services', 'telemetry'],
  core: ['services', 'telemetry'],
  model: ['understanding', 'services', 'telemetry'],
  telemetry: [],
};

/** Libraries that are allowed in some rooms only. */
const libraries = {
  botbuilder: ['bots', 'dialogs', 'channels'],
  'drizzle-orm': ['db'],
  postgres: ['db'],
  '@electric-sql': ['db'],
  '@microsoft/recognizers': ['understanding'],
  handlebars: ['templates'],
  restify: ['main', 'http', 'channels', 'inbox'],
};

const outside = ['main', 'config', 'cli', 'tools', 'tests'];

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: ['\\.config\\.ts$', '\\.d\\.ts$', '^tests/', '^start\\.js$', '^cli/', '^tools/', '^\\.'],
      },
      to: {},
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'not-to-dev-dep',
      severity: 'error',
      from: { pathNot: ['^tests/', '^tools/', '\\.config\\.ts$'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { pathNot: '^tests/' },
      to: { path: '^tests/' },
    },
    ...Object.entries(rooms).map(([room, allowed]) => ({
      name: `room-${room}`,
      comment: `${room}/ may import: ${allowed.join(', ') || 'no other room'}`,
      severity: 'error',
      from: { path: `^${room}/` },
      to: {
        path: `^(${[...Object.keys(rooms), ...outside].filter((name) => name !== room && !allowed.includes(name)).join('|')})(/|\\.ts$)`,
      },
    })),
    ...Object.entries(libraries).map(([library, homes]) => ({
      name: `library-${library.replace(/\W/g, '-')}`,
      comment: `${library} is imported only in ${homes.join(', ')}`,
      severity: 'error',
      from: { pathNot: [...homes.map((home) => `^${home}(/|\\.ts$)`), '^tests/', '^tools/'] },
      to: { path: `^node_modules/${library}` },
    })),
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^node_modules', '^build/', '^data/', '^web/static/', '^inbox/pages/static/'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
